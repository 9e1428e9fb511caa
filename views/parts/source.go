// Package parts has what the pages about the plan's state share: which state
// they show and how to choose another, statuses, milestones, links that keep
// the choice.
package parts

import (
	"net/url"
	"strings"

	"tiltak/models"
	"tiltak/views/layout"
)

// Source says which state of the plan a page shows: what is cleared now, what
// was cleared when a day ended, or an edition.
type Source struct {
	Whole      bool                 // all recommendations of the evaluations are there
	Period     models.Quarter       // the newest round the state belongs to; zero before the first
	StatusDate models.Date          // the day it shows
	Chosen     string               // edition or day in the address, as 2026-k3 or 2026-09-30; empty: as it is now
	Day        models.Date          // the day asked for; zero: an edition, or as it is now
	Begins     models.Date          // the first day that can be asked for
	Today      models.Date          // the last day that can be asked for
	Newest     models.NewestEdition // the newest edition on that day
	Edition    models.EditionRef    // the revision shown; zero: as it is now
	Corrected  bool                 // the revision is an erratum or a reopening
	Reason     string               // why it was corrected
	Outdated   bool                 // a later revision of the same edition exists
	Choices    []models.Quarter     // editions to choose from, newest first
	Open       *OpenRound           // the running round; only as it is now
	PlanFrom   int                  // first year of the plan
	PlanTo     int                  // last year of the plan
	Reopened   string               // why the edition's round runs again; empty: it does not
}

// OpenRound is what a board says of the running round.
type OpenRound struct {
	Period   models.Quarter
	State    models.RoundState
	Deadline models.Date
	DaysLeft int // to the deadline; negative after it
	Cleared  int
	Total    int  // reports in the round; 0: not known here
	Included bool // what is cleared in it is part of what is shown
}

// Live tells whether the page shows what is cleared now.
func (s Source) Live() bool { return s.Edition.IsZero() && s.Day.IsZero() }

// Choice is the choice as in an address: utgave and an edition, or dato and a
// day. No value: as it is now.
func (s Source) Choice() (name, value string) {
	if !s.Day.IsZero() {
		return "dato", s.Chosen
	}
	return "utgave", s.Chosen
}

// Query gives the query of an address: the pairs with a value, and the chosen
// edition. It is empty when there is nothing to say.
func (s Source) Query(pairs ...string) string {
	var parts []string
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, url.QueryEscape(name)+"="+url.QueryEscape(value))
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		add(pairs[i], pairs[i+1])
	}
	add(s.Choice())
	if len(parts) == 0 {
		return ""
	}
	return "?" + strings.Join(parts, "&")
}

// Address is the address of a page of the plan that shows the same state.
func (s Source) Address(f layout.Frame, path string, pairs ...string) string {
	return f.URL(path) + s.Query(pairs...)
}

// listed tells whether the chosen edition is among the choices.
func (s Source) listed() bool {
	for _, period := range s.Choices {
		if period.String() == s.Chosen {
			return true
		}
	}
	return false
}
