// Package store opens either database, brings it to the newest schema and runs
// transactions. Every write leaves its line in the audit log in the same
// transaction.
package store
