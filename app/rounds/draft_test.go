package rounds_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tiltak/app/language"
	"tiltak/app/rounds/boards"
	"tiltak/app/server/servertest"
	"tiltak/models"
	view "tiltak/views/rounds"
)

// TestADraftNeverCountsAsDelivered does whatever may be done to reports and
// paragraphs in any order, on any days, and holds what the board counts against
// what has been handed in; and the board of every past day against what the
// board was on that day.
func TestADraftNeverCountsAsDelivered(t *testing.T) {
	w := servertest.Start(t)
	d := newDeliveries(t, w)
	keep(t, w, 3)
	reader := boards.NewReader(w.Store)
	period := models.Quarter{Year: 2027, Number: 1}
	rapid.Check(t, func(rt *rapid.T) {
		if running := d.runningRound(rt); running != nil {
			if _, err := d.rounds.Close(t.Context(), d.coordinator, running.ID); err != nil {
				rt.Fatal(err)
			}
		}
		period = period.Next()
		w.Clock.Set(period.LastDay().Time().Add(9 * time.Hour))
		round, err := d.rounds.Open(t.Context(), d.coordinator, d.plan, openInput(period))
		if err != nil {
			rt.Fatal(err)
		}
		reports := d.reports(round)
		now := func() (view.Board, models.Date) {
			today := language.Today(w.Clock.Now())
			board, err := reader.Board(t.Context(), d.plan, period, today)
			if err != nil {
				rt.Fatal(err)
			}
			return board, today
		}
		report := func(rt *rapid.T) int64 { return rapid.SampledFrom(reports).Draw(rt, "report").ID }
		paragraph := func(rt *rapid.T) models.Contribution {
			return rapid.SampledFrom(d.contributions(reports[0].ID)).Draw(rt, "paragraph")
		}
		days := map[models.Date]string{}
		rt.Repeat(map[string]func(*rapid.T){
			// What is refused changes nothing, which is what the check below sees.
			"draft":    func(rt *rapid.T) { _ = d.draft(report(rt)) },
			"send":     func(rt *rapid.T) { _ = d.send(report(rt)) },
			"withdraw": func(rt *rapid.T) { id := report(rt); _ = d.desk.Withdraw(t.Context(), d.who[d.report(id).LeadID], id) },
			"return":   func(rt *rapid.T) { _ = d.rounds.Return(t.Context(), d.coordinator, report(rt), "Kort ned") },
			"clear":    func(rt *rapid.T) { _ = d.rounds.Clear(t.Context(), d.coordinator, report(rt), "") },
			"undo":     func(rt *rapid.T) { _ = d.rounds.Undo(t.Context(), d.coordinator, report(rt)) },
			"write":    func(rt *rapid.T) { _ = d.write(paragraph(rt)) },
			"sign":     func(rt *rapid.T) { _ = d.sign(paragraph(rt)) },
			"sleep": func(rt *rapid.T) {
				board, today := now()
				days[today] = told(board)
				w.Clock.Add(time.Duration(rapid.IntRange(1, 6).Draw(rt, "days")) * 24 * time.Hour)
			},
			"": func(rt *rapid.T) {
				w.Clock.Add(time.Minute)
				board, _ := now()
				d.countDelivered(rt, board, reports)
			},
		})
		for day, then := range days {
			board, err := reader.BoardAt(t.Context(), d.plan, period, day)
			if err != nil {
				rt.Fatal(err)
			}
			if got := told(board); got != then {
				rt.Fatalf("at the end of %s the board said\n%s\nand now it says that it said\n%s", day, then, got)
			}
		}
	})
}

// countDelivered holds the board's counts against the rows themselves.
func (d deliveries) countDelivered(rt *rapid.T, board view.Board, reports []models.Report) {
	delivered, signed := 0, 0
	for _, r := range reports {
		if d.report(r.ID).State.Delivered() {
			delivered++
		}
		for _, c := range d.contributions(r.ID) {
			if c.Signed() {
				signed++
			}
		}
	}
	parts := 0
	for _, m := range board.Ministries {
		parts += m.PartsDelivered()
		if m.Share() == 100 && m.PartsDelivered() < m.Parts() {
			rt.Fatalf("%s has delivered all, and owes something", m.Code)
		}
	}
	if board.Delivered() != delivered || parts != delivered+signed {
		rt.Fatalf("the board counts %d reports and %d parts; %d reports and %d paragraphs are delivered", board.Delivered(), parts, delivered, signed)
	}
}

// told is all that a board says, but who signed for whom.
func told(board view.Board) string {
	var b strings.Builder
	days := func(age *int) string {
		if age == nil {
			return "-"
		}
		return fmt.Sprint(*age)
	}
	for _, c := range board.Cells {
		fmt.Fprintf(&b, "%d %s draft %s late %d sent %v\n", c.Number, c.Delivery, days(c.DraftAge), c.Late, c.SubmittedAt)
		for _, p := range c.Contributions {
			fmt.Fprintf(&b, "  %s %v new %v draft %s late %d\n", p.Ministry, p.Signed, p.New, days(p.DraftAge), p.Late)
		}
	}
	for _, m := range board.Ministries {
		fmt.Fprintf(&b, "%s %d/%d %d %d\n", m.Code, m.PartsDelivered(), m.Parts(), m.LateParts, m.LateDays)
	}
	return b.String()
}
