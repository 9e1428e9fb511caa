// Package editions has the pages of editions: the list, and one edition with
// what vouches for it.
package editions

import (
	"strings"
	"time"

	"tiltak/models"
	"tiltak/views/layout"
)

// List is the input of the list of editions.
type List struct {
	Periods []Period
	Page    int // from 1
	More    bool
}

// Period is a quarter with the revisions of its edition, newest first.
type Period struct {
	Period    models.Quarter
	Revisions []Revision
	Unsettled
}

// Revision is one revision of an edition.
type Revision struct {
	Ref        models.EditionRef
	Kind       models.EditionKind
	Reason     string
	StatusDate models.Date
	MadeAt     time.Time
	Hash       string
}

// Unsettled says what is being done about an edition's round after it closed.
type Unsettled struct {
	Reopened    string // why the round runs again; empty: it does not
	Corrections int    // reports that are open for correction
}

// Page is the input of an edition's own page.
type Page struct {
	Ref      models.EditionRef // with its revision number
	Newest   bool
	Revision models.EditionRevision
	Snapshot models.Snapshot
	Complete bool // what is not for publication is shown too
	Checks   Checks
	Corrects bool // the visitor may correct editions
	Unsettled
}

// Checks are what was computed again when the page was made.
type Checks struct {
	Public   bool // the public text still has its hash
	Complete bool
	Chain    bool // the revision's own hash is right, and that of the one before is there
	Anchor   bool // the line of the trail it is anchored in is there with its hash
}

// All tells whether everything agrees.
func (c Checks) All() bool { return c.Public && c.Complete && c.Chain && c.Anchor }

// Path is the address of an edition or of one revision of it.
func Path(ref models.EditionRef) string { return "/utgaver/" + ref.String() }

// Quarter is the reference of the edition's newest revision.
func (p Period) Quarter() models.EditionRef { return models.EditionRef{Period: p.Period} }

// shortHash is enough of a hash to tell two apart by eye.
func shortHash(hash string) string {
	const shown = 12
	if len(hash) <= shown {
		return hash
	}
	return hash[:shown]
}

// leads names the ministries of a measure: the lead first.
func leads(f layout.Frame, m models.MeasureFacts) string {
	if len(m.Contributors) == 0 {
		return m.Lead
	}
	return f.T("editions.with", "Lead", m.Lead, "Contributors", strings.Join(m.Contributors, ", "))
}

// kindLine says why a revision was made.
func kindLine(f layout.Frame, kind models.EditionKind) string {
	return f.T("editions.kind." + string(kind))
}

// before names what an edition is compared with: the revision before it, or
// the edition before.
func (p Page) before() string {
	if p.Ref.Revision > 1 {
		return models.EditionRef{Period: p.Ref.Period, Revision: p.Ref.Revision - 1}.String()
	}
	history := p.Snapshot.History
	for i := len(history) - 1; i >= 0; i-- {
		if history[i].Index() < p.Ref.Period.Index() {
			return history[i].String()
		}
	}
	return p.Ref.String()
}
