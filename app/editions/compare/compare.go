// Package compare tells what differs between two states of a plan: editions,
// days, or now.
package compare

import (
	"context"
	"time"

	"tiltak/app/documents"
	"tiltak/app/editions"
	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/comparison"
)

// Comparer compares states of the plans of a store.
type Comparer struct {
	reader *editions.Reader
}

// NewComparer makes a comparer.
func NewComparer(reader *editions.Reader) *Comparer { return &Comparer{reader} }

// listed is how many revisions are looked through for editions to choose from.
const listed = 48

// Question is what is to be compared, as it stands in an address: an edition, a
// day, now, or empty for the two newest editions.
type Question struct{ From, To string }

// Compare answers a question as a visitor may see it: without what is not for
// publication. An edition that does not exist is a not-found error. Two
// editions cost three queries; the state now costs five, and a day what
// editions.Reader.AsOf says.
func (c *Comparer) Compare(ctx context.Context, visit pages.Visit, today models.Date, question Question) (view.Page, error) {
	in := view.Page{Files: visit.Person.May(models.ExportPapers), Formats: formats()}
	from, to, err := question.read()
	if err != nil {
		return in, err
	}
	if question.From == "" || question.To == "" || !from.Now() && !to.Now() {
		rows, err := c.reader.List(ctx, visit.PlanID, 0, listed)
		if err != nil {
			return in, err
		}
		in.Choices = periods(rows)
		if len(in.Choices) == 0 && (question.From == "" || question.To == "") {
			in.Nothing = true
			return in, nil
		}
		from, to = choose(question, from, to, in.Choices)
	}
	if in.From, in.To, err = c.sides(ctx, visit, from, to, today); err != nil {
		return in, err
	}
	if in.Choices == nil {
		in.Choices = newestFirst(in.From, in.To)
	}
	in.Backwards = in.To.StatusDate.Before(in.From.StatusDate) || in.To.Ref.Period.Index() < in.From.Ref.Period.Index() && in.To.Edition()
	before, after := in.From.Snapshot, in.To.Snapshot
	if from.Now() || to.Now() { // the state now is read without paragraphs
		before, after = withoutContributions(before), withoutContributions(after)
	}
	in.Difference = models.Compare(before, after)
	return in, nil
}

func (q Question) read() (from, to models.AsOf, err error) {
	if from, err = readSide(q.From); err != nil {
		return from, to, err
	}
	to, err = readSide(q.To)
	return from, to, err
}

// readSide reads 2026-k3, 2026-k3.1, 2026-09-30 or na.
func readSide(text string) (models.AsOf, error) {
	if text == "" || text == view.Now {
		return models.AsOf{}, nil
	}
	if day, err := models.ParseDate(text); err == nil {
		return models.AsOf{Date: day}, nil
	}
	return models.ParseAsOf(text, "")
}

// choose fills in what the question leaves open: the newest edition, and the
// one before it. Where there is only one, it is compared with now.
func choose(q Question, from, to models.AsOf, newest []models.Quarter) (models.AsOf, models.AsOf) {
	edition := func(i int) models.AsOf {
		return models.AsOf{Edition: models.EditionRef{Period: newest[i]}}
	}
	if q.From == "" {
		from = edition(min(1, len(newest)-1))
	}
	if q.To == "" && len(newest) > 1 {
		to = edition(0)
	}
	return from, to
}

// sides reads the two states. The newest edition comes along with the state now.
func (c *Comparer) sides(ctx context.Context, visit pages.Visit, from, to models.AsOf, today models.Date) (before, after view.Side, err error) {
	if !from.Now() && !to.Now() {
		if before, err = c.side(ctx, visit, from, today); err != nil {
			return before, after, err
		}
		after, err = c.side(ctx, visit, to, today)
		return before, after, err
	}
	snapshot, newest, err := c.reader.Live(ctx, visit.PlanID, today, editions.LiveOptions{IncludeOpenRound: visit.Person.May(models.SeeOpenRound)})
	if err != nil {
		return before, after, err
	}
	now := view.Side{Snapshot: snapshot, StatusDate: today}
	read := func(asOf models.AsOf) (view.Side, error) {
		switch {
		case asOf.Now():
			return now, nil
		case newest != nil && asOf.Edition == models.EditionRef{Period: newest.Edition.Period}:
			side := view.Side{AsOf: asOf, Ref: newest.Edition, Snapshot: *newest, StatusDate: newest.StatusDate, Kind: models.EditionAtClose}
			if newest.Edition.Revision > 1 {
				side.Kind = view.MadeAnew
			}
			return side, nil
		}
		return c.side(ctx, visit, asOf, today)
	}
	if before, err = read(from); err != nil {
		return before, after, err
	}
	after, err = read(to)
	return before, after, err
}

// side reads an edition or a day.
func (c *Comparer) side(ctx context.Context, visit pages.Visit, asOf models.AsOf, today models.Date) (view.Side, error) {
	edition, err := c.reader.AsOf(ctx, visit.PlanID, asOf, today, editions.Seen{RunningRound: visit.Person.May(models.SeeOpenRound)})
	if err != nil {
		return view.Side{}, err
	}
	side := view.Side{AsOf: asOf, Snapshot: edition.Snapshot, StatusDate: edition.Snapshot.StatusDate}
	if !asOf.Edition.IsZero() {
		revision := edition.Revision
		side.Ref, side.Kind, side.Reason, side.Hash, side.MadeAt = edition.Ref, revision.Kind, revision.Reason, revision.Hash, revision.MadeAt
		side.Reopened = edition.ReopenedBecause
	}
	return side, nil
}

// MadeAt is the moment of the later of two editions, for the file: the same
// editions give the same bytes. Zero where one is no edition.
func MadeAt(in view.Page) time.Time {
	if !in.From.Edition() || !in.To.Edition() {
		return time.Time{}
	}
	if in.From.MadeAt.After(in.To.MadeAt) {
		return in.From.MadeAt.UTC()
	}
	return in.To.MadeAt.UTC()
}

func periods(rows []editions.Listed) []models.Quarter {
	var list []models.Quarter
	for _, row := range rows {
		if last := len(list) - 1; last < 0 || list[last] != row.Period {
			list = append(list, row.Period)
		}
	}
	return list
}

// newestFirst are the rounds that either state knows.
func newestFirst(sides ...view.Side) []models.Quarter {
	var list []models.Quarter
	for _, side := range sides {
		if len(side.Snapshot.History) > len(list) {
			list = side.Snapshot.History
		}
	}
	turned := make([]models.Quarter, len(list))
	for i, period := range list {
		turned[len(list)-1-i] = period
	}
	return turned
}

func withoutContributions(s models.Snapshot) models.Snapshot {
	measures := make([]models.MeasureFacts, len(s.Measures))
	for i, m := range s.Measures {
		if m.Last != nil {
			last := *m.Last
			last.Contributions = nil
			m.Last = &last
		}
		measures[i] = m
	}
	s.Measures = measures
	return s
}

func formats() []string {
	var names []string
	for _, format := range documents.Formats() {
		names = append(names, format.Name)
	}
	return names
}
