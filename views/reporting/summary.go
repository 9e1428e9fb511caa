package reporting

import "tiltak/models"

// SummaryInput is everything a person's ministry has written in the running
// round. Round is nil when none is running.
type SummaryInput struct {
	Round   *Round
	Reports []SummaryReport
}

// SummaryReport is one report in the summary. Missing is what the text lacks
// before it can be submitted; of a report that is delivered, nothing.
type SummaryReport struct {
	ID            int64
	Measure       Measure
	State         models.ReportState
	Begun         bool
	Changed       bool // since it was submitted last, if it was
	ReturnComment string
	Content       models.ReportContent
	Missing       []models.FieldProblem
}

// Ready tells whether only the approval is left to fill in. A report that came
// back is not ready before something in it has changed.
func (r SummaryReport) Ready() bool {
	return r.State.Editable() && len(r.Missing) == 0 && (r.State != models.ReportReturned || r.Changed)
}
