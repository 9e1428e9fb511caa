package clearings_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/clearings"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

var third = models.Quarter{Year: 2026, Number: 3}

// bench is a plan with one measure that was cleared with a signed paragraph.
type bench struct {
	*servertest.World
	t      *testing.T
	report models.Report
}

func newBench(t *testing.T) bench {
	t.Helper()
	b := bench{World: servertest.Start(t), t: t}
	made := b.Situation()
	if err := b.Store.Read(t.Context()).Where("id = ?", made.ClearedID).Take(&b.report).Error; err != nil {
		t.Fatal(err)
	}
	return b
}

func (b bench) write(do func(*store.Tx) error) error {
	return b.Store.Write(b.t.Context(), func(tx *store.Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "test.prepare", "test", 1, "", nil, nil)
	})
}

func (b bench) kept() []models.Clearing {
	b.t.Helper()
	var kept []models.Clearing
	if err := b.Store.Read(b.t.Context()).Where("report_id = ?", b.report.ID).Order("id").Find(&kept).Error; err != nil {
		b.t.Fatal(err)
	}
	return kept
}

func TestAClearingIsKept(t *testing.T) {
	b := newBench(t)
	by := *b.report.ClearedBy

	t.Run("with the text, the approval and who cleared it", func(t *testing.T) {
		kept := b.kept()
		if len(kept) != 1 {
			t.Fatalf("%d clearings are kept", len(kept))
		}
		if diff := cmp.Diff(b.report.Content, kept[0].Content.ReportContent); diff != "" {
			t.Errorf("report (-) and clearing (+) differ:\n%s", diff)
		}
		if kept[0].ApprovedRole != b.report.ApprovedRole || *kept[0].ClearedBy != by || !kept[0].Standing() {
			t.Errorf("the clearing is %+v", kept[0])
		}
	})
	t.Run("and gives place to the next of the same report", func(t *testing.T) {
		content := b.report.Content
		content.Done = "Rettet <tekst> & mer"
		if err := b.write(func(tx *store.Tx) error {
			replaced, err := clearings.Keep(tx, b.report, content, by, "")
			if !replaced {
				t.Error("the clearing before was not seen")
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		kept := b.kept()
		if len(kept) != 2 || kept[0].Standing() || !kept[1].Standing() || !kept[0].UndoneAt.Equal(kept[1].ClearedAt) {
			t.Fatalf("the clearings are %+v", kept)
		}
		last, err := clearings.LastOf(b.Store.Read(t.Context()), b.report.MeasureID, third.Next().Next())
		if err != nil || last == nil || last.Content.Done != content.Done {
			t.Errorf("the last clearing is %+v (%v)", last, err)
		}
	})
	t.Run("and stands no longer when it is undone", func(t *testing.T) {
		if err := b.write(func(tx *store.Tx) error { return clearings.Undo(tx, b.report.ID, by) }); err != nil {
			t.Fatal(err)
		}
		for _, clearing := range b.kept() {
			if clearing.Standing() || *clearing.UndoneBy != by {
				t.Errorf("after the undoing there stands %+v", clearing)
			}
		}
		var plan models.Plan
		if err := b.Store.Read(t.Context()).Where("is_default").Take(&plan).Error; err != nil {
			t.Fatal(err)
		}
		last, err := clearings.Last(b.Store.Read(t.Context()), plan.ID, b.report.Period.Next(), b.report.MeasureID)
		if err != nil {
			t.Fatal(err)
		}
		if before := last[b.report.MeasureID]; before != nil && before.ReportID == b.report.ID {
			t.Errorf("%+v still stands", before)
		}
	})
}

func TestAParagraphSignedAfterTheClearingIsNotPartOfIt(t *testing.T) {
	b := newBench(t)
	signer := *b.report.SubmittedBy
	sign := func(tx *store.Tx, text string) error {
		at := tx.Now()
		var organisation models.Organisation
		if err := tx.Where("code = ?", "UD").Take(&organisation).Error; err != nil {
			return err
		}
		return tx.Create(&models.Contribution{
			ReportID: b.report.ID, OrganisationID: organisation.ID, Text: text, Language: models.Bokmaal, Revision: 1,
			SignedAt: &at, SignedBy: &signer, SignedRole: "Avdelingsdirektør", UpdatedAt: time.Time{}.Add(1),
		}).Error
	}
	if err := b.write(func(tx *store.Tx) error { return sign(tx, "Kom for sent") }); err != nil {
		t.Fatal(err)
	}
	if kept := b.kept(); len(kept[0].Contributions) != 0 {
		t.Errorf("the clearing holds %+v", kept[0].Contributions)
	}
	if err := b.write(func(tx *store.Tx) error {
		_, err := clearings.Keep(tx, b.report, b.report.Content, signer, "")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	want := models.List[models.ContributionFacts]{{Organisation: "UD", Text: "Kom for sent", Language: models.Bokmaal, SignedRole: "Avdelingsdirektør"}}
	if diff := cmp.Diff(want, b.kept()[1].Contributions); diff != "" {
		t.Errorf("wanted (-) and kept (+) differ:\n%s", diff)
	}
}
