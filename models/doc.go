// Package models holds the domain of Tiltaksoversikten: its types, its rules
// and its state machines. It does no input or output and imports nothing
// outside the standard library, so that every rule can be read and tested
// without a database or a web server.
//
// The vocabulary is fixed in docs/domain.md.
package models
