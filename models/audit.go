package models

import (
	"encoding/json"
	"time"
)

// AuditEvent is one line of the trail: who did what, when, to what, and what it
// was before and after. Before and After are JSON objects of the fields that
// changed; draft texts stand there only as revision number and hash.
type AuditEvent struct {
	Sequence     int64 `gorm:"primaryKey;autoIncrement:false"`
	At           time.Time
	UserID       *int64
	Who          string // name and roles as they were then; «kommandolinjen» for commands
	Action       string // report.submit, round.close …
	Entity       string // report, round, measure …
	EntityID     string
	PlanCode     string
	Before       string
	After        string
	PreviousHash string
	Hash         string
}

// ChainHash is what Hash must be: the SHA-256 of the event and the hash of the
// event before it. Times count to the microsecond, as both databases keep them.
func (e AuditEvent) ChainHash() string {
	user := int64(0)
	if e.UserID != nil {
		user = *e.UserID
	}
	text, err := json.Marshal([]any{
		e.Sequence, e.At.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano), user, e.Who,
		e.Action, e.Entity, e.EntityID, e.PlanCode, e.Before, e.After, e.PreviousHash,
	})
	if err != nil { // strings and numbers always marshal
		panic(err)
	}
	return HashText(string(text))
}
