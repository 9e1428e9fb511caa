// Package assessments has the page where a recommendation is assessed, with all
// that was said of it before.
package assessments

import (
	"strconv"
	"time"

	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// Row is one assessment with the names of those who have had to do with it.
type Row struct {
	ID               int64
	Side             models.AssessmentSide
	OrganisationID   *int64
	Organisation     string      // code; none for the body
	Name             models.Name `gorm:"embedded;embeddedPrefix:name_"`
	Verdict          models.Verdict
	Grounds          string
	SourceURL        string
	AssessedOn       models.Date
	WrittenBy        int64
	WrittenAt        time.Time
	ClearedAt        *time.Time
	WithdrawnAt      *time.Time
	WithdrawnBecause string
	Writer           string
	Clearer          string
	Withdrawer       string
}

// Draft tells whether the row waits to be cleared.
func (r Row) Draft() bool { return r.ClearedAt == nil && r.WithdrawnAt == nil }

// Page is the input of the page.
type Page struct {
	Source     parts.Source
	Facts      models.RecommendationFacts
	Indication models.Indication

	Rows   []Row // newest first
	Newest []Row // of each who assesses
	Number int   // of the page, from 1
	More   bool

	Today   models.Date
	Own     bool // may write and clear ours, and write the body's
	Person  int64
	Writes  []models.Standing // organisations whose assessment may be written
	Typed   Typed
	Problem *models.Error
	Other   *Row // what somebody else wrote meanwhile
}

// Typed is what was sent in a form that could not be taken.
type Typed struct {
	Form    string // that of FormID
	Verdict string
	Grounds string
	Source  string
	On      string
	Reason  string // for withdrawing
}

// newest gives the newest assessment of a side, if there is one.
func (in Page) newest(side models.AssessmentSide, organisation string) Row {
	for _, row := range in.Newest {
		if row.Side == side && (side != models.IndependentSide || row.Organisation == organisation) {
			return row
		}
	}
	return Row{}
}

// Standing is the newest assessment of the side that a form writes, or nil.
func (in Page) Standing(form string) *Row {
	for _, row := range in.Newest {
		if FormID(row.Side, row.formOrganisation()) == form {
			return &row
		}
	}
	return nil
}

// formOrganisation is the organisation that the form of the row names: only the
// independent ones are told apart.
func (r Row) formOrganisation() string {
	if r.Side != models.IndependentSide {
		return ""
	}
	return r.Organisation
}

// draft is our assessment that waits to be cleared.
func (in Page) draft() (Row, bool) {
	row := in.newest(models.OwnSide, "")
	return row, row.ID != 0 && row.Draft()
}

// mayWithdraw tells whether the visitor may take a row back.
func (in Page) mayWithdraw(row Row) bool {
	if row.WithdrawnAt != nil {
		return false
	}
	if row.Side != models.IndependentSide {
		return in.Own
	}
	for _, standing := range in.Writes {
		if standing.OrganisationCode == row.Organisation {
			return true
		}
	}
	return false
}

// typed is what the form of a side shows: what was sent, or else the draft that
// waits.
func (in Page) typed(side models.AssessmentSide, organisation string, newest Row) Typed {
	if in.Typed.Form == FormID(side, organisation) {
		return in.Typed
	}
	if newest.ID != 0 && newest.Draft() {
		return Typed{Verdict: string(newest.Verdict), Grounds: newest.Grounds, Source: newest.SourceURL, On: newest.AssessedOn.String()}
	}
	return Typed{On: in.Today.String()}
}

// Path is the address of the page, without plan.
func Path(ref string) string { return "/anbefalinger/" + ref + "/vurderinger" }

// SideValue is how forms name a side.
func SideValue(side models.AssessmentSide) string {
	switch side {
	case models.OwnSide:
		return "egen"
	case models.BodySide:
		return "organ"
	case models.IndependentSide:
		return "uavhengig"
	}
	return ""
}

// SideOf is the side that a form names.
func SideOf(value string) models.AssessmentSide {
	for _, side := range []models.AssessmentSide{models.OwnSide, models.BodySide, models.IndependentSide} {
		if SideValue(side) == value {
			return side
		}
	}
	return ""
}

// FormID names the form of a side.
func FormID(side models.AssessmentSide, organisation string) string {
	return SideValue(side) + organisation
}

// who names the one who assesses, with the side.
func who(f layout.Frame, in Page, side models.AssessmentSide, name string) string {
	switch side {
	case models.OwnSide:
		return f.T("assessment.side.own")
	case models.BodySide:
		return f.T("assessment.side.body", "Body", in.Facts.Body)
	case models.IndependentSide:
		return f.T("assessment.side.independent", "Name", name)
	}
	return name
}

func rowWho(f layout.Frame, in Page, row Row) string { return who(f, in, row.Side, f.Name(row.Name)) }

func itoa(number int64) string { return strconv.FormatInt(number, 10) }

// choiceID is the id of one of the verdicts in a form: the first has that of the
// field, to which the summary of errors leads.
func choiceID(form string, i int) string {
	if i == 0 {
		return form + "-vurdering"
	}
	return form + "-vurdering-" + strconv.Itoa(i)
}
