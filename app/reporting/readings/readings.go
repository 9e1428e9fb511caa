// Package readings reads what the pages of reporting show, in a fixed number of
// queries whatever the number of reports and revisions.
package readings

import (
	"context"
	"slices"

	"tiltak/app/reporting/texts"
	"tiltak/app/store"
	"tiltak/models"
	"tiltak/views/reporting"
)

// Reader reads from a store.
type Reader struct {
	store *store.Store
}

// NewReader makes a reader of a store.
func NewReader(s *store.Store) *Reader { return &Reader{store: s} }

// Owed gives what a person owes in the running round of a plan: returned
// reports first, then what is not delivered, then the rest; in the order of the
// measures.
func (r *Reader) Owed(ctx context.Context, person models.Person, planID int64) (reporting.OwedInput, error) {
	var in reporting.OwedInput
	var err error
	round, err := r.runningRound(ctx, planID)
	if err != nil {
		return in, err
	}
	var roundID int64
	if round != nil {
		roundID = round.ID
	}
	if in, err = r.owedReports(ctx, planID, roundID, leads(person)); err != nil || round == nil {
		return in, err
	}
	in.Round = &reporting.Round{Period: round.Period, Deadline: round.Deadline, State: round.State, Instructions: round.Instructions}
	if in.Contributions, err = r.owedContributions(ctx, round.ID, contributesFor(person)); err != nil {
		return in, err
	}
	slices.SortStableFunc(in.Reports, func(a, b reporting.OwedReport) int { return urgency(a.State) - urgency(b.State) })
	slices.SortStableFunc(in.Contributions, func(a, b reporting.OwedContribution) int { return done(a) - done(b) })
	return in, nil
}

// Summary gives everything a person's ministry has written in the running round
// of a plan, in the order of the measures.
func (r *Reader) Summary(ctx context.Context, person models.Person, planID int64) (reporting.SummaryInput, error) {
	round, err := r.runningRound(ctx, planID)
	if err != nil || round == nil {
		return reporting.SummaryInput{}, err
	}
	in := reporting.SummaryInput{Round: &reporting.Round{Period: round.Period, Deadline: round.Deadline, State: round.State}}
	in.Reports, err = r.written(ctx, round.ID, leads(person))
	return in, err
}

func urgency(state models.ReportState) int {
	switch state {
	case models.ReportReturned:
		return 0
	case models.ReportDraft:
		return 1
	}
	return 2
}

func done(c reporting.OwedContribution) int {
	if c.Signed || c.Closed {
		return 1
	}
	return 0
}

// leads are the ministries a person reports for.
func leads(person models.Person) []int64 {
	ids := []int64{}
	for _, s := range person.Standings {
		if s.Role == models.Reporter {
			ids = append(ids, s.OrganisationID)
		}
	}
	return ids
}

// contributesFor are the ministries a person may write paragraphs for.
func contributesFor(person models.Person) []int64 {
	ids := leads(person)
	for _, s := range person.Standings {
		if s.Role == models.Contributor {
			ids = append(ids, s.OrganisationID)
			if s.ParentID != nil {
				ids = append(ids, *s.ParentID)
			}
		}
	}
	return ids
}

// Form gives a report to its own ministry; to everybody else it does not exist.
func (r *Reader) Form(ctx context.Context, person models.Person, planID, reportID int64) (reporting.FormInput, error) {
	in, keys, err := r.report(ctx, reportID)
	if err != nil {
		return in, err
	}
	if in.PlanID != planID || !person.MayWriteReport(in.LeadID) {
		return reporting.FormInput{}, models.NotFound()
	}
	var approvedBefore string
	if in.Earlier, approvedBefore, err = r.earlier(ctx, keys); err != nil {
		return in, err
	}
	in.Last = newest(in.Earlier)
	if in.Approval.Role == "" {
		in.Approval.Role = in.Approved.Role
	}
	if in.Approval.Role == "" {
		in.Approval.Role = approvedBefore
	}
	if in.State == models.ReportReturned && in.Revision == in.Submitted {
		in.Approval.On = "" // of the text that came back; the next one is approved anew
	}
	if in.Contributions, err = r.contributions(ctx, reportID); err != nil {
		return in, err
	}
	in.Steps, err = r.steps(ctx, keys.roundID, leads(person))
	return in, err
}

// Contribution gives a paragraph to who writes it.
func (r *Reader) Contribution(ctx context.Context, person models.Person, planID, id int64) (reporting.ContributionInput, error) {
	in, keys, err := r.contribution(ctx, id)
	if err != nil {
		return in, err
	}
	if in.PlanID != planID || !person.MayWriteContribution(in.OrgID) {
		return reporting.ContributionInput{}, models.NotFound()
	}
	earlier, _, err := r.earlier(ctx, keys)
	in.Last = newest(earlier)
	if in.Last != nil { // a contributor sees what is published, no more
		in.Last.Content = in.Last.Content.WithoutUnpublishable()
	}
	return in, err
}

// VersionsPerPage is how many versions one page of the list holds.
const VersionsPerPage = 50

// Versions lists what was saved of a report that the person may see, newest
// first.
func (r *Reader) Versions(ctx context.Context, form reporting.FormInput, page int) (reporting.VersionsInput, error) {
	list, total, err := texts.List(r.store.Read(ctx), models.RevisionOfReport, form.ReportID, (page-1)*VersionsPerPage, VersionsPerPage)
	if err != nil {
		return reporting.VersionsInput{}, err
	}
	in := reporting.VersionsInput{Form: form, Total: total, Page: page, Pages: (total + VersionsPerPage - 1) / VersionsPerPage}
	for _, v := range list {
		in.Versions = append(in.Versions, line(v))
	}
	return in, nil
}

// Version gives one saved text of a report that the person may see.
func (r *Reader) Version(ctx context.Context, form reporting.FormInput, revisionID int64) (reporting.VersionInput, error) {
	v, err := texts.Find(r.store.Read(ctx), models.RevisionOfReport, form.ReportID, revisionID)
	return reporting.VersionInput{Form: form, Version: line(v), Content: v.Report}, err
}

// Submitted gives the text that was submitted last, or a not-found error.
func (r *Reader) Submitted(ctx context.Context, form reporting.FormInput) (texts.Version, error) {
	if form.Submitted == 0 {
		return texts.Version{}, models.NotFound()
	}
	return texts.Newest(r.store.Read(ctx), models.RevisionOfReport, form.ReportID, form.Submitted)
}

func line(v texts.Version) reporting.VersionLine {
	return reporting.VersionLine{RevisionID: v.RevisionID, Number: v.Number, SetAside: v.SetAside, SavedAt: v.SavedAt, SavedBy: v.SavedBy}
}

// ContributionVersions lists what was saved of a contribution that the person
// may write, newest first.
func (r *Reader) ContributionVersions(ctx context.Context, form reporting.ContributionInput, page int) (reporting.ContributionVersionsInput, error) {
	list, total, err := texts.List(r.store.Read(ctx), models.RevisionOfContribution, form.ID, (page-1)*VersionsPerPage, VersionsPerPage)
	if err != nil {
		return reporting.ContributionVersionsInput{}, err
	}
	in := reporting.ContributionVersionsInput{Form: form, Total: total, Page: page, Pages: (total + VersionsPerPage - 1) / VersionsPerPage}
	for _, v := range list {
		in.Versions = append(in.Versions, line(v))
	}
	return in, nil
}

// ContributionVersion gives one saved text of a contribution that the person
// may write.
func (r *Reader) ContributionVersion(ctx context.Context, form reporting.ContributionInput, revisionID int64) (reporting.ContributionVersionInput, error) {
	v, err := texts.Find(r.store.Read(ctx), models.RevisionOfContribution, form.ID, revisionID)
	return reporting.ContributionVersionInput{Form: form, Version: line(v), Content: v.Contribution}, err
}
