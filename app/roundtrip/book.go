// Package roundtrip lets a ministry take its running round home as a workbook,
// fill it in without the service, and send it back. What has changed is shown
// field by field; nothing is saved before the sender confirms it, and what
// others have saved meanwhile is never overwritten in silence.
package roundtrip

import (
	"tiltak/app/language"
	"tiltak/models"
)

// Book is what a person writes in the running round: all that a workbook holds.
type Book struct {
	PlanID        int64
	PlanCode      string
	PlanTitle     models.Name
	RoundID       int64
	Period        models.Quarter
	Deadline      models.Date
	Example       bool // the data are invented
	Reports       []Report
	Contributions []Contribution
}

// Empty tells whether the person has nothing to write.
func (b Book) Empty() bool { return len(b.Reports)+len(b.Contributions) == 0 }

// Report is one measure's report, as it stands now.
type Report struct {
	ID             int64
	Number         int
	Title          models.Name
	TitleConfirmed bool
	Lead           string
	State          models.ReportState
	Revision       int
	Content        models.ReportContent
	Last           *models.ReportContent // the newest cleared before this one; nil: none
	LastPeriod     models.Quarter
}

// Contribution is a paragraph that the person's ministry owes.
type Contribution struct {
	ID             int64
	Number         int
	Title          models.Name
	TitleConfirmed bool
	Organisation   string
	Lead           string
	Closed         bool // the report is cleared
	Signed         bool
	Revision       int
	Content        models.ContributionContent
	Last           string // what was written last time
}

// Words are the texts of a workbook, in the language of its reader.
type Words = language.Printer

// version is of the workbook's form. A workbook of another version is refused:
// raise it whenever sheets or columns change their meaning.
const version = 1
