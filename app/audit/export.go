package audit

import (
	"context"
	"encoding/json"
	"io"
	"time"
)

// exported is a line as it is written out. Before and after stay texts: the
// hash is made over them letter by letter.
type exported struct {
	Sequence     int64     `json:"sequence"`
	At           time.Time `json:"at"`
	UserID       *int64    `json:"user_id"`
	Who          string    `json:"who"`
	Action       string    `json:"action"`
	Entity       string    `json:"entity"`
	EntityID     string    `json:"entity_id"`
	PlanCode     string    `json:"plan_code"`
	Before       string    `json:"before"`
	After        string    `json:"after"`
	PreviousHash string    `json:"previous_hash"`
	Hash         string    `json:"hash"`
}

// Export writes the whole log, oldest first, one JSON object a line, and gives
// how many lines there were.
func (l *Log) Export(ctx context.Context, out io.Writer) (int64, error) {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	var last, lines int64
	for {
		rows, err := l.eventsAfter(ctx, last)
		if err != nil || len(rows) == 0 {
			return lines, err
		}
		for _, row := range rows {
			err := encoder.Encode(exported{
				row.Sequence, row.At.UTC(), row.UserID, row.Who, row.Action, row.Entity, row.EntityID, row.PlanCode,
				row.Before, row.After, row.PreviousHash, row.Hash,
			})
			if err != nil {
				return lines, err
			}
			last = row.Sequence
			lines++
		}
	}
}
