// Package meeting is the review meeting of a round: its agenda, what is shown of
// each item, the decisions made on the spot and followed up after, and the
// minutes.
package meeting

import (
	"context"
	"slices"

	"tiltak/app/editions"
	"tiltak/app/pages"
	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/meeting"
)

// Desk runs the meetings of all plans of a store.
type Desk struct {
	store    *store.Store
	editions *editions.Reader
}

// NewDesk makes the desk of a store.
func NewDesk(s *store.Store, reader *editions.Reader) *Desk { return &Desk{store: s, editions: reader} }

// PageSize is how many decisions a page lists.
const PageSize = 50

// Filter narrows a list of decisions.
type Filter struct {
	All     bool // closed ones too
	Measure int  // number; 0: any
	Page    int  // from 1
}

// Meeting gives the meeting of a round as the coordinator sees it. It costs five
// queries for the running round and three for a closed one.
func (d *Desk) Meeting(ctx context.Context, visit pages.Visit, period models.Quarter, today models.Date) (view.Meeting, error) {
	var running *models.OpenRoundFacts
	if open := visit.Running; open != nil && open.Period == period {
		running = &models.OpenRoundFacts{ID: open.ID, Period: open.Period, State: open.State, Deadline: open.Deadline}
	}
	now, before, err := d.editions.Meeting(ctx, visit.PlanID, period, running, today)
	if err != nil {
		return view.Meeting{}, err
	}
	decisions, err := d.ofMeeting(ctx, visit.PlanID, period)
	if err != nil {
		return view.Meeting{}, err
	}
	meeting := view.Meeting{Period: period, Running: running != nil, Now: now, Before: before}
	if running == nil {
		if meeting.Over, err = d.followed(ctx, visit.PlanID, period); err != nil {
			return meeting, err
		}
	}
	for _, decision := range decisions {
		if decision.Period == period {
			meeting.Made = append(meeting.Made, decision)
		} else {
			meeting.Earlier = append(meeting.Earlier, decision)
		}
	}
	for i, item := range models.Agenda(now, before, meeting.Earlier) {
		shown := shownOf(now, before, item)
		shown.Place = i + 1
		meeting.Items = append(meeting.Items, shown)
	}
	for i := range meeting.Items {
		item := &meeting.Items[i]
		item.Made = about(meeting.Made, item.Subject)
		item.Earlier = about(meeting.Earlier, item.Subject)
	}
	return meeting, nil
}

func about(decisions []models.DecisionFacts, subject models.AgendaSubject) []models.DecisionFacts {
	var own []models.DecisionFacts
	for _, decision := range decisions {
		if decision.Subject() == subject {
			own = append(own, decision)
		}
	}
	return own
}

// keyLength is how much of a report's text an item shows, in characters: what
// can be read across a room.
const keyLength = 240

// shownOf is an item with what the meeting sees of it.
func shownOf(now models.Snapshot, before *models.Snapshot, item models.AgendaItem) view.Item {
	shown := view.Item{AgendaItem: item}
	m := item.Measure
	if m == nil {
		return shown
	}
	shown.Figure = now.Figure(*m)
	shown.Was, shown.WasIn = models.LastKnown(before, m.Key)
	if m.Open != nil {
		shown.Delivery = m.Open.State.Delivery()
	}
	if last := m.Last; last != nil && shown.Figure != models.FigureNotReported {
		shown.Key, shown.Written = models.Opening(last.Content.NewsletterText, keyLength), last.Content.Language
		if shown.Key == "" {
			shown.Key = models.Opening(last.Content.Done, keyLength)
		}
		shown.Help = models.Opening(last.Content.HelpNeeded, keyLength)
		for _, milestone := range last.Content.Milestones {
			if milestone.Moved() {
				shown.Moved = append(shown.Moved, milestone)
			}
		}
	}
	return shown
}

// Find gives the item of a subject, with its neighbours on the agenda. A measure
// or recommendation that is not on it can be talked about all the same; anything
// else is a not-found error.
func Find(meeting view.Meeting, subject models.AgendaSubject) (view.Item, error) {
	for i, item := range meeting.Items {
		if item.Subject != subject {
			continue
		}
		if i > 0 {
			item.Previous = meeting.Items[i-1].Subject
		}
		if i+1 < len(meeting.Items) {
			item.Next = meeting.Items[i+1].Subject
		}
		return item, nil
	}
	item := models.AgendaItem{Subject: subject}
	if number, is := subject.MeasureNumber(); is {
		m, known := meeting.Now.MeasureNumber(number)
		if !known {
			return view.Item{}, models.NotFound()
		}
		item.Measure = &m
	} else if subject != models.SubjectOther {
		for _, r := range meeting.Now.Recommendations {
			if r.Ref == string(subject) {
				item.Recommendation = &r
			}
		}
		if item.Recommendation == nil {
			return view.Item{}, models.NotFound()
		}
	}
	shown := shownOf(meeting.Now, meeting.Before, item)
	shown.Made = about(meeting.Made, subject)
	return shown, nil
}

// List gives a page of the decisions that a person may read, the open ones
// first, by when they are due, and whether there are more. It costs one query.
func (d *Desk) List(ctx context.Context, person models.Person, planID int64, filter Filter) ([]models.DecisionFacts, bool, error) {
	decisions, err := d.listed(ctx, person, planID, filter, PageSize+1)
	// The query asks for the same; the rule has the last word.
	decisions = slices.DeleteFunc(decisions, func(f models.DecisionFacts) bool { return !person.MayReadDecision(f.OwnerID, f.OwnerParentID) })
	return decisions[:min(len(decisions), PageSize)], len(decisions) > PageSize, err
}
