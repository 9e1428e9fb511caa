package newsletter_test

import (
	"strings"
	"testing"

	"tiltak/app/newsletter"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

// twoMilestones closes the fourth quarter with two milestones of measure 3 that
// were reached, in this order of ids.
func (d desk) twoMilestones(period models.Quarter, first, second string) {
	d.t.Helper()
	d.close(period, func(number int) models.ReportContent {
		c := content(under(models.OnTrack), "Tekst.")
		if number == 3 {
			for i, title := range []string{first, second} {
				c.Milestones = append(c.Milestones, models.MilestoneState{MilestoneID: int64(i + 1), Title: title, Due: period.LastDay(), Phase: models.MilestoneReached, ReachedOn: period.FirstDay()})
			}
		}
		return c
	})
}

// told finds the item that says something.
func told(t *testing.T, items []models.IssueItem, text string) models.IssueItem {
	t.Helper()
	for _, i := range items {
		if strings.Contains(i.Proposed, text) {
			return i
		}
	}
	t.Fatalf("nothing says %q", text)
	return models.IssueItem{}
}

func TestTwoMilestonesOfOneMeasureAreToldApart(t *testing.T) {
	for name, legacy := range map[string]bool{"kept as data": false, "from before sentences were kept as data": true} {
		t.Run(name, func(t *testing.T) {
			servertest.Each(t, func(t *testing.T, w *servertest.World) {
				d := newDesk(t, w)
				ctx, fourth := t.Context(), third.Next()
				d.twoMilestones(fourth, "Kurs holdt", "Rapport levert")
				issue, err := d.Begin(ctx, d.editor, d.plan, fourth)
				if err != nil {
					t.Fatal(err)
				}
				load := func() newsletter.Loaded {
					t.Helper()
					loaded, err := d.Load(ctx, d.editor, d.plan, fourth)
					if err != nil {
						t.Fatal(err)
					}
					return loaded
				}
				loaded := load()
				course, paper := told(t, loaded.Items, "Kurs holdt"), told(t, loaded.Items, "Rapport levert")
				if _, err := d.Save(ctx, d.editor, issue.ID, 1, typed(loaded, func(c *newsletter.Content) {
					word(course.ID, "Kurset er holdt i oktober.")(c)
					word(paper.ID, "Rapporten er levert i oktober.")(c)
				}), newsletter.Action{Do: newsletter.ItemUp, Item: paper.ID}); err != nil {
					t.Fatal(err)
				}
				if legacy {
					d.write(func(tx *store.Tx) error {
						return tx.Exec("UPDATE issue_items SET template = '', template_values = '{}'").Error
					})
				}
				if err := d.ChangeBasis(ctx, d.editor, d.plan, fourth, newsletter.Basis{Language: models.Nynorsk}); err != nil {
					t.Fatal(err)
				}
				now := load()
				if len(now.Items) != len(loaded.Items) {
					t.Errorf("%d items, want %d", len(now.Items), len(loaded.Items))
				}
				a, b := told(t, now.Items, "Kurs holdt"), told(t, now.Items, "Rapport levert")
				if a.ID != course.ID || a.Text != "Kurset er holdt i oktober." || b.ID != paper.ID || b.Text != "Rapporten er levert i oktober." {
					t.Errorf("worded %q and %q", a.Text, b.Text)
				}
				if a.Template != "reached/1" || b.Position > a.Position {
					t.Errorf("the order or the template is lost: %+v, %+v", a, b)
				}
			})
		})
	}
}
