package models

import "time"

// Upload is a filled-in workbook that waits for the one who sent it to say yes
// or no. Nothing in it is saved before that, and nobody else sees it. A person
// has one at a time in a plan.
type Upload struct {
	ID        int64
	UserID    int64
	PlanID    int64
	RoundID   int64
	Content   string // what differs from the workbook as it was downloaded, as JSON
	Hash      string // SHA-256 of the file, hexadecimal
	CreatedAt time.Time
	ExpiresAt time.Time
}
