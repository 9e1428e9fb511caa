// Package migrations holds the versioned schema of both databases. Migrations
// only go forward; a mistake is mended by the next one.
package migrations

import "embed"

// Files holds postgres/*.sql and sqlite/*.sql.
//
//go:embed postgres/*.sql sqlite/*.sql
var Files embed.FS
