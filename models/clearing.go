package models

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"
)

// Clearing (klarering) is a report as it was cleared. It is written once and
// never changed; that it was undone, or gave place to a later clearing of the
// same report, is written once too. At most one of a report stands.
type Clearing struct {
	ID            int64
	ReportID      int64
	RoundID       int64
	MeasureID     int64
	Period        Quarter
	LeadID        int64 // the ministry that owed the report
	Revision      int   // of the report's text
	Stage         Stage
	Health        Health
	Content       ClearedContent
	Contributions List[ContributionFacts] // those signed when it was cleared
	Lacking       List[string]            // codes of contributing ministries whose paragraph was not signed then, in order
	ApprovedRole  string                  // who approved it inside the ministry: the role, not a name
	ApprovedOn    Date
	ClearedAt     time.Time
	ClearedBy     *int64
	Exception     string // why the one who cleared had written it; empty: somebody else had
	UndoneAt      *time.Time
	UndoneBy      *int64
}

// Standing tells whether the clearing stands now.
func (c Clearing) Standing() bool { return c.UndoneAt == nil }

// ClearedContent is a report's content kept in one column as canonical JSON.
type ClearedContent struct{ ReportContent }

// Value stores the content as JSON text.
func (c ClearedContent) Value() (driver.Value, error) {
	return c.Encode()
}

// Scan reads the stored JSON text.
func (c *ClearedContent) Scan(source any) error {
	switch v := source.(type) {
	case string:
		return json.Unmarshal([]byte(v), &c.ReportContent)
	case []byte:
		return json.Unmarshal(v, &c.ReportContent)
	}
	return fmt.Errorf("cleared content: cannot read %T", source)
}
