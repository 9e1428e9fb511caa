package newsletter_test

import (
	"testing"

	"tiltak/app/clearings"
	"tiltak/app/editions"
	"tiltak/app/newsletter"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

// desk is a world with two closed rounds, 2026-k2 and 2026-k3, and what the
// tests of the desk do over and over.
type desk struct {
	*servertest.World
	*newsletter.Desk
	t      *testing.T
	plan   int64
	editor models.Person
	coord  models.Person
	reader models.Person
}

// The texts of the measures that the tests look at.
const (
	textOfOne   = "JD fullførte tiltak 1 i september. Gruppen har mandat og faste møter."
	textOfSeven = "BFD avlyste anskaffelsen i august. Ny plan kommer i november."
	secretText  = "Hindring som ikke er for publisering"
)

func newDesk(t *testing.T, w *servertest.World) desk {
	t.Helper()
	d := desk{World: w, Desk: newsletter.NewDesk(w.Store, editions.NewReader(w.Store)), t: t}
	if err := w.Store.Read(t.Context()).Table("plans").Where("is_default").Pluck("id", &d.plan).Error; err != nil {
		t.Fatal(err)
	}
	d.editor, d.coord, d.reader = d.person("redaktor.kom"), d.person("koordinator.jd"), d.person("leser.nim")
	d.close(second, func(int) models.ReportContent { return content(under(models.OnTrack), "Gammel tekst.") })
	d.close(third, contentOfThird)
	return d
}

// contentOfThird is what each measure reported for the third quarter.
func contentOfThird(number int) models.ReportContent {
	switch number {
	case 1:
		c := content(at(models.Completed), textOfOne)
		c.Links = models.List[models.Link]{{URL: "https://www.regjeringen.no/mandat", Label: "Mandatet"}}
		return c
	case 7:
		return content(under(models.OffTrack), textOfSeven)
	}
	return content(under(models.OnTrack), "Arbeidet går som planlagt.")
}

func content(status models.Status, text string) models.ReportContent {
	return models.ReportContent{Status: status, Done: "Gjort.", Obstacles: secretText, HelpNeeded: secretText, NewsletterText: text, Language: models.Bokmaal}
}

func (d desk) person(username string) models.Person {
	d.t.Helper()
	var user models.User
	if err := d.Store.Read(d.t.Context()).Where("username = ?", username).Take(&user).Error; err != nil {
		d.t.Fatal(err)
	}
	var standings []models.Standing
	err := d.Store.Read(d.t.Context()).Table("memberships m").Joins("JOIN organisations o ON o.id = m.organisation_id").
		Select("m.role, o.id AS organisation_id, o.code AS organisation_code, o.kind, o.parent_id").Where("m.user_id = ?", user.ID).Scan(&standings).Error
	if err != nil {
		d.t.Fatal(err)
	}
	return models.Person{UserID: user.ID, Username: username, DisplayName: user.DisplayName, Language: models.Bokmaal, Standings: standings}
}

func (d desk) write(do func(tx *store.Tx) error) {
	d.t.Helper()
	err := d.Store.Write(d.t.Context(), func(tx *store.Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "test.prepare", "test", 1, "", nil, nil)
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// close makes a closed round in which every measure is cleared, with its
// edition.
func (d desk) close(period models.Quarter, contentOf func(number int) models.ReportContent) {
	d.t.Helper()
	d.write(func(tx *store.Tx) error {
		now := tx.Now()
		round := models.Round{PlanID: d.plan, Period: period, State: models.RoundClosed, OpensOn: models.DefaultOpening(period), Deadline: period.LastDay().AddDays(7), OpenedAt: &now, ClosedAt: &now}
		if err := tx.Create(&round).Error; err != nil {
			return err
		}
		var leads []struct {
			ID     int64
			Number int
			LeadID int64
		}
		err := tx.Table("measures m").Joins("JOIN measure_roles r ON r.measure_id = m.id AND r.involvement = 'lead'").
			Select("m.id, m.number, r.organisation_id AS lead_id").Where("m.plan_id = ?", d.plan).Order("m.number").Scan(&leads).Error
		if err != nil {
			return err
		}
		for _, m := range leads {
			report := models.Report{
				RoundID: round.ID, MeasureID: m.ID, Period: period, LeadID: m.LeadID, State: models.ReportCleared, Content: contentOf(m.Number),
				Revision: 2, SubmittedRevision: 2, SubmittedAt: &now, SubmittedBy: &d.reader.UserID, ApprovedRole: "Avdelingsdirektør", ApprovedOn: period.LastDay(),
				ClearedAt: &now, ClearedBy: &d.coord.UserID, CreatedAt: now, UpdatedAt: now,
			}
			if err := tx.Create(&report).Error; err != nil {
				return err
			}
			if err := clearings.KeepCleared(tx, report); err != nil {
				return err
			}
		}
		_, err = editions.Make(tx, store.CommandLine(), round, models.EditionAtClose, "")
		return err
	})
}

// erratum changes a measure's newsletter text and makes the next revision of
// the edition.
func (d desk) erratum(period models.Quarter, number int, text string) {
	d.t.Helper()
	d.correct(period, number, func(content *models.ReportContent) { content.NewsletterText = text })
}

// correct changes what a measure reported and makes the next revision of the
// edition.
func (d desk) correct(period models.Quarter, number int, change func(*models.ReportContent)) {
	d.t.Helper()
	d.write(func(tx *store.Tx) error {
		var round models.Round
		if err := tx.Where("plan_id = ? AND period = ?", d.plan, period).Take(&round).Error; err != nil {
			return err
		}
		var report models.Report
		err := tx.Where("round_id = ? AND measure_id = (SELECT id FROM measures WHERE plan_id = ? AND number = ?)", round.ID, d.plan, number).Take(&report).Error
		if err != nil {
			return err
		}
		change(&report.Content)
		if _, err := clearings.Keep(tx, report, report.Content, d.coord.UserID, ""); err != nil {
			return err
		}
		_, err = editions.Make(tx, store.CommandLine(), round, models.EditionErratum, "Rettet tekst")
		return err
	})
}

// begin makes the issue of the third quarter and loads it.
func (d desk) begin() newsletter.Loaded {
	d.t.Helper()
	if _, err := d.Begin(d.t.Context(), d.editor, d.plan, third); err != nil {
		d.t.Fatal(err)
	}
	return d.loaded()
}

func (d desk) loaded() newsletter.Loaded {
	d.t.Helper()
	loaded, err := d.Load(d.t.Context(), d.editor, d.plan, third)
	if err != nil {
		d.t.Fatal(err)
	}
	return loaded
}

// item finds the proposed text of a measure.
func item(t *testing.T, loaded newsletter.Loaded, number int) models.IssueItem {
	t.Helper()
	m, _ := loaded.Snapshot.MeasureNumber(number)
	for _, i := range loaded.Items {
		if i.Kind == models.ItemText && i.MeasureKey == m.Key {
			return i
		}
	}
	t.Fatalf("measure %d has no text", number)
	return models.IssueItem{}
}

// typed is the form as it stands, with one change.
func typed(loaded newsletter.Loaded, change func(*newsletter.Content)) newsletter.Content {
	c := newsletter.ContentOf(loaded.Issue, loaded.Items)
	if change != nil {
		change(&c)
	}
	return c
}

// word gives an item a new wording, perhaps with the reason for it.
func word(id int64, text string, reason ...string) func(*newsletter.Content) {
	return func(c *newsletter.Content) {
		for i := range c.Items {
			if c.Items[i].ID == id {
				c.Items[i].Text, c.Items[i].Kept = text, true
				for _, r := range reason {
					c.Items[i].Reason = &r
				}
			}
		}
	}
}

func wantKind(t *testing.T, err error, kind models.Kind) {
	t.Helper()
	if !models.IsKind(err, kind) {
		t.Errorf("got %v, want an error of kind %s", err, kind)
	}
}
