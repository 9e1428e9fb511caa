// Package start puts the start page together from the blocks that a person's
// roles give.
package start

import (
	"context"

	"tiltak/app/dashboard"
	"tiltak/app/dashboard/state"
	"tiltak/app/editions"
	"tiltak/app/meeting"
	"tiltak/app/newsletter"
	"tiltak/app/pages"
	"tiltak/app/recommendations/assessments"
	"tiltak/app/reporting/readings"
	"tiltak/app/rounds"
	"tiltak/models"
	views "tiltak/views/dashboard"
)

// Blocks reads what the start page shows.
type Blocks struct {
	Editions    *editions.Reader
	Owed        *readings.Reader
	Rounds      *rounds.Rounds
	Newsletter  *newsletter.Desk
	Assessments *assessments.Desk
	Meetings    *meeting.Desk
}

// shownDecisions is how many open decisions the start page shows.
const shownDecisions = 5

// For gives the start page of a visitor. The state is that of the newest
// edition, which one query gives.
func (b Blocks) For(ctx context.Context, visit pages.Visit) (views.Start, error) {
	var page views.Start
	person := visit.Person
	if person.May(models.WriteReports) {
		owed, err := b.Owed.Owed(ctx, person, visit.PlanID)
		if err != nil {
			return page, err
		}
		page.Owed = &owed
	}
	assessing, err := b.Assessments.Progress(ctx, person)
	if err != nil {
		return page, err
	}
	for _, progress := range assessing {
		page.Assessing = append(page.Assessing, views.Assessing{Name: progress.Name, Total: progress.Total, Assessed: progress.Assessed, First: progress.First})
	}
	if person.May(models.RunRounds) {
		round, err := b.Rounds.Overview(ctx, visit.PlanID)
		if err != nil {
			return page, err
		}
		page.Round = &round
	}
	if person.May(models.RunRounds) || person.May(models.WriteReports) {
		open, _, err := b.Meetings.List(ctx, person, visit.PlanID, meeting.Filter{Page: 1})
		if err != nil {
			return page, err
		}
		page.Decisions, page.MoreDecisions = open[:min(len(open), shownDecisions)], len(open) > shownDecisions
	}
	if person.May(models.EditNewsletter) {
		issue, err := b.Newsletter.StartBlock(ctx, person, visit.PlanID)
		if err != nil {
			return page, err
		}
		page.Issue = &issue
	}
	if person.May(models.SeeState) {
		brief, err := b.brief(ctx, visit.PlanID)
		if err != nil {
			return page, err
		}
		page.Brief = &brief
	}
	return page, nil
}

func (b Blocks) brief(ctx context.Context, planID int64) (views.Brief, error) {
	newest, err := b.Editions.Newest(ctx, planID)
	if err != nil || newest == nil {
		return views.Brief{}, err
	}
	return dashboard.BriefOf(*newest, state.LiveSource(*newest, false)), nil
}
