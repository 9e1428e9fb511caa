package reporting

import "tiltak/models"

// SummaryInput is everything a person's ministry has written in the running
// round. Round is nil when none is running.
type SummaryInput struct {
	Round   *Round
	Reports []SummaryReport
}

// SummaryReport is one report in the summary. Missing is what must be mended
// before it can be submitted; of a report that is delivered, nothing.
type SummaryReport struct {
	ID       int64
	Measure  Measure
	Lead     string // organisation code
	State    models.ReportState
	Begun    bool
	Content  models.ReportContent
	Approval models.ApprovalTyped
	Missing  []models.FieldProblem
}
