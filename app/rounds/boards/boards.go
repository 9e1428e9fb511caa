// Package boards reads what the coordinator sees of rounds. Every page costs
// the same few queries however many measures or rounds there are.
package boards

import (
	"context"

	"tiltak/app/clearings"
	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/rounds"
)

// Reader reads rounds.
type Reader struct{ store *store.Store }

// NewReader makes the reader of a store.
func NewReader(s *store.Store) *Reader { return &Reader{store: s} }

// PageSize is how many rounds a page lists.
const PageSize = 12

// List gives a page of rounds, newest first, and whether there are more. It
// costs one query.
func (r *Reader) List(ctx context.Context, planID int64, page int) ([]view.Listed, bool, error) {
	rows, err := r.listed(ctx, planID, (page-1)*PageSize, PageSize+1)
	if err != nil {
		return nil, false, err
	}
	var rounds []view.Listed
	for _, row := range rows {
		if last := len(rounds) - 1; last < 0 || rounds[last].ID != row.Round.ID {
			rounds = append(rounds, view.Listed{Round: row.Round})
		}
		last := &rounds[len(rounds)-1]
		for range row.Count {
			last.Add(row.ReportState.Delivery())
		}
	}
	more := len(rounds) > PageSize
	return rounds[:min(len(rounds), PageSize)], more, nil
}

// Overview gives the running round of a plan with what waits for the
// coordinator, for the start page. It costs two queries.
func (r *Reader) Overview(ctx context.Context, planID int64, today models.Date) (view.Overview, error) {
	rounds, err := r.running(ctx, planID)
	if err != nil || len(rounds) == 0 {
		return view.Overview{}, err
	}
	reports, err := r.cells(ctx, rounds[0].ID, always)
	if err != nil {
		return view.Overview{}, err
	}
	board := assemble(rounds[0].Round, reports, nil, today)
	overview := view.Overview{Round: &board.Round, Tally: board.Tally, Waiting: board.Waiting(), MailTrouble: rounds[0].MailTrouble}
	for _, cell := range board.Cells {
		if cell.Delivery == models.DeliveryMissing {
			overview.Lacking = append(overview.Lacking, cell)
		}
	}
	return overview, nil
}

// Review gives a report of a round with what is needed to decide about it. It
// costs four queries. What the visitor may not see is not in it: drafts never
// are, and of a returned report only what was submitted.
func (r *Reader) Review(ctx context.Context, person models.Person, planID int64, period models.Quarter, number int, today models.Date) (view.Review, error) {
	row, err := r.reviewed(ctx, planID, period, number, person.UserID)
	if err != nil {
		return view.Review{}, err
	}
	page := view.Review{
		Round: row.round(), ReportID: row.ID, Number: number, Title: row.Title, Confirmed: row.TitleConfirmed, Area: row.AreaTitle,
		Lead: row.LeadCode, LeadName: row.LeadName, Delivery: row.State.Delivery(),
	}
	page.Round.ForCorrection, page.Correction = row.CorrectionReason != "", row.CorrectionReason
	if row.State.Delivered() {
		page.Revision, page.Own = row.Revision, row.Own
	}
	earlier, err := clearings.Before(r.store.Read(ctx), row.MeasureID, period)
	if err != nil {
		return page, err
	}
	var last *models.Clearing
	if len(earlier) > 0 {
		last = &earlier[0]
		page.Before, page.From = &last.Content.ReportContent, last.Period
	}
	if err := r.showTexts(ctx, person, row, last, &page); err != nil {
		return page, err
	}
	page.Late = page.Round.DaysLate(row.Report, today, language.Oslo)
	if page.Now != nil {
		judge(row, earlier, today, &page)
	}
	if page.Returns, err = r.returns(ctx, row.ID); err != nil {
		return page, err
	}
	placeAmong(row.neighbours(), &page)
	return page, nil
}

// judge works out what can be counted of what was submitted: while the round
// runs as of today, later as of the day it was cleared.
func judge(row reviewRow, earlier []models.Clearing, today models.Date, page *view.Review) {
	day := today
	if !page.Round.Running() && row.ClearedAt != nil {
		day = models.DateOf(*row.ClearedAt, language.Oslo)
	}
	judgement := row.Judgement()
	page.Computed = judgement.Of(*page.Now, row.Period, day)
	page.Slips = models.SlipsOf(*page.Now, row.Period, judgement.Moves)
	page.Unchanged = models.UnchangedTexts(*page.Now, earlierReports(earlier))
}

func earlierReports(earlier []models.Clearing) []models.EarlierReport {
	list := make([]models.EarlierReport, len(earlier))
	for i, clearing := range earlier {
		list[i] = models.EarlierReport{Period: clearing.Period, Content: clearing.Content.ReportContent}
	}
	return list
}

// showTexts puts in what the visitor may see of the report's texts.
func (r *Reader) showTexts(ctx context.Context, person models.Person, row reviewRow, last *models.Clearing, page *view.Review) error {
	sees := row.State != models.ReportDraft && person.ViewOfReport(row.Report, page.Round.Running()) >= models.SeesSubmitted
	contributions, signed, err := r.contributions(ctx, row.ID, last)
	if err != nil {
		return err
	}
	for _, c := range contributions {
		if !sees {
			c.Text, c.Before = "", ""
		}
		page.Contributions = append(page.Contributions, c)
	}
	if !sees {
		return nil
	}
	if row.State.Delivered() {
		page.Seen = models.SeenMark(row.Revision, signed)
	}
	content, err := row.submitted()
	if err != nil {
		return err
	}
	page.Now = content
	page.SubmittedAt, page.SubmittedBy, page.DoneWithout = row.SubmittedAt, row.SubmittedName, row.SubmittedWithout
	page.ApprovedRole, page.ApprovedOn = row.ApprovedRole, row.ApprovedOn
	if row.State == models.ReportCleared {
		page.ClearedAt, page.ClearedBy, page.Exception = row.ClearedAt, row.ClearedName, row.ExceptionReason
	}
	return nil
}

// placeAmong finds the measures before and after, and the next one that waits.
func placeAmong(neighbours []neighbourRow, page *view.Review) {
	first := 0
	for _, other := range neighbours {
		waits := other.State == models.ReportSubmitted
		switch {
		case other.Number < page.Number:
			page.Previous = other.Number
			if waits && first == 0 {
				first = other.Number
			}
		case other.Number > page.Number:
			if page.Following == 0 {
				page.Following = other.Number
			}
			if waits && page.NextWaiting == 0 {
				page.NextWaiting = other.Number
			}
		}
	}
	if page.NextWaiting == 0 {
		page.NextWaiting = first
	}
}
