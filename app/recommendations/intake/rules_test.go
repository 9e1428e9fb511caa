package intake_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/catalogue"
	"tiltak/app/recommendations/intake"
	"tiltak/app/store"
	"tiltak/models"
)

// ofBody is a CSV file of a body's round.
func ofBody(evaluation map[intake.Field]string, text string) intake.Sent {
	return intake.Sent{Name: "a.csv", Content: []byte(text), Evaluation: evaluation}
}

func eks(round int) map[intake.Field]string {
	evaluation := exampleEvaluation()
	evaluation[intake.Round], evaluation[intake.Reference] = fmt.Sprint(round), fmt.Sprintf("EKS(2026)%d", round)
	return evaluation
}

func TestAConfirmedValueGivesWayOnlyToAConfirmedOne(t *testing.T) {
	each(t, func(b *bench) {
		b.mustTake(ofBody(eks(1), "ref;topic;level;confirmed\nE1;Eksempel én;mener;ja\nE2;Eksempel to;;nei\n"))
		t := b.T
		t.Run("an unconfirmed row changes only what is unconfirmed, and it is told", func(t *testing.T) {
			within := &bench{T: t, store: b.store, desk: b.desk, plan: b.plan}
			plan := within.mustTake(ofBody(eks(1), "ref;topic;level\nE1;Eksempel ny;urges\nE2;Eksempel nytt\n"))
			if plan.Kept == 0 || !slices.Equal(plan.Changed, []string{"E2"}) || !slices.Equal(plan.Unchanged, []string{"E1"}) {
				t.Errorf("%d kept, %v changed", plan.Kept, plan.Changed)
			}
			if one, two := within.recommendation("E1"), within.recommendation("E2"); one.Topic.NB != "Eksempel én" || !one.Confirmed || two.Topic.NB != "Eksempel nytt" {
				t.Errorf("%+v and %+v", one, two)
			}
		})
		t.Run("a confirmed row changes it", func(t *testing.T) {
			within := &bench{T: t, store: b.store, desk: b.desk, plan: b.plan}
			within.mustTake(ofBody(eks(1), "ref;topic;confirmed\nE1;Eksempel ny;ja\n"))
			if one := within.recommendation("E1"); one.Topic.NB != "Eksempel ny" || one.Level != "considers" || !one.Confirmed {
				t.Errorf("%+v", one)
			}
		})
		t.Run("the same said unconfirmed changes nothing", func(t *testing.T) {
			within := &bench{T: t, store: b.store, desk: b.desk, plan: b.plan}
			if plan := within.mustTake(ofBody(eks(1), "ref;topic;confirmed\nE1;Eksempel ny;nei\n")); !plan.Nothing() || plan.Kept != 0 {
				t.Errorf("it does %+v", plan.Differences)
			}
		})
	})
}

func TestWhatTheFileDoesNotSayIsLeftAndWhatItEmptiesIsEmptied(t *testing.T) {
	each(t, func(b *bench) {
		b.mustTake(ofBody(eks(1), "ref;topic;topic.en;articles;summary;deadline;links\nE1;Eksempel;Example;10, 12;Oppdiktet.;2027-06;14 delvis\n"))
		b.mustTake(ofBody(map[intake.Field]string{intake.BodyCode: "EKS", intake.Round: "1"}, "ref;articles;summary\nE1;;\n"))
		one := b.recommendation("E1")
		want := catalogue.Recommendation{
			Ref: "E1", Evaluation: catalogue.EvaluationRef{Body: "EKS", Round: 1}, Topic: catalogue.Text{NB: "Eksempel", EN: "Example"}, Deadline: one.Deadline,
		}
		if diff := cmp.Diff(want, one); diff != "" || one.Deadline.Raw != "2027-06" {
			b.Errorf("%s, due %s", diff, one.Deadline.Raw)
		}
		held := b.export()
		if i := slices.IndexFunc(held.Evaluations, func(e catalogue.Evaluation) bool { return e.Body == "EKS" }); held.Evaluations[i].Reference != "EKS(2026)1" || !held.Evaluations[i].Complete {
			b.Errorf("%+v", held.Evaluations[i])
		}
		if !slices.ContainsFunc(held.Links, func(l catalogue.Link) bool { return l.Recommendation == "E1" }) {
			b.Error("the link is gone")
		}
	})
}

func TestAConfirmedLinkIsNotTouched(t *testing.T) {
	each(t, func(b *bench) {
		b.mustTake(ofBody(eks(1), "ref;topic;links\nE1;Eksempel;14 delvis\n"))
		if err := b.store.Read(b.Context()).Exec("UPDATE recommendation_links SET confirmed = ?, note = 'Et ord' WHERE recommendation_id = (SELECT id FROM recommendations WHERE ref = 'E1')", true).Error; err != nil {
			b.Fatal(err)
		}
		if plan := b.mustTake(ofBody(eks(1), "ref;topic;links\nE1;Eksempel;14 delvis\n")); len(plan.Differences) != 0 {
			b.Errorf("the same once more does %+v", plan.Differences)
		}
		if plan := b.mustTake(ofBody(eks(1), "ref;topic;links\nE1;Eksempel;14 helt\n")); !plan.Nothing() || plan.Kept == 0 {
			b.Errorf("another degree does %+v", plan.Differences)
		}
		if n := b.number("SELECT count(*) FROM recommendation_links WHERE note = 'Et ord' AND degree = 'partial' AND confirmed"); n != 1 {
			b.Error("the link is another")
		}
	})
}

func TestABodyOfAnotherKindGivesNoLevels(t *testing.T) {
	each(t, func(b *bench) {
		committee := map[intake.Field]string{intake.BodyCode: "EKSFN", intake.BodyNB: "Eksempelkomiteen", intake.Round: "1"}
		b.mustTake(ofBody(committee, "ref;topic;paragraph\nF1;Eksempel;40\n"))
		if one := b.recommendation("F1"); one.Paragraph != "40" || one.Level != "" {
			b.Errorf("%+v", one)
		}
		got := b.refusedBy(ofBody(committee, "ref;topic;level\nF1;Eksempel;urges\n"))
		if !strings.HasPrefix(got, "Rad 2, kolonne C «Styrke»: EKSFN bruker ikke denne styrken.") {
			b.Errorf("it says %s", got)
		}
	})
}

func TestLineageIsTakenInAsChosen(t *testing.T) {
	each(t, func(b *bench) {
		b.mustTake(ofBody(eks(1), "ref;topic;articles\nE1-01;Eksempel om tolketjenester;15\nE1-02;Eksempel om opplæring;5\n"))
		second := ofBody(eks(2), "ref;topic;articles\nE2-01;Eksempel om tolketjenester igjen;15\nE2-02;Eksempel om noe ukjent;7\n")
		plan, err := b.try(second)
		if err != nil {
			b.Fatal(b.explain(err))
		}
		if offers := plan.Offers["E2-01"]; len(offers) != 1 || offers[0].Ref != "E1-01" || len(plan.Offers["E2-02"]) != 0 {
			b.Errorf("offers %+v", plan.Offers)
		}
		for _, c := range []struct {
			name   string
			chosen intake.Lineage
			want   string
		}{
			{"one that there is not", intake.Lineage{Later: "E2-01", Earlier: "E9-99"}, "Filen: Det finnes ingen anbefaling E9-99"},
			{"one outside of the file", intake.Lineage{Later: "G3-01", Earlier: "G2-01"}, "Filen: G3-01 står ikke i filen"},
			{"one of another body", intake.Lineage{Later: "E2-01", Earlier: "G1-01"}, "Filen: G1-01 er ikke fra en tidligere runde av samme organ som E2-01."},
			{"one of the same round", intake.Lineage{Later: "E2-01", Earlier: "E2-02"}, "Filen: E2-02 er ikke fra en tidligere runde"},
			{"itself", intake.Lineage{Later: "E2-01", Earlier: "E2-01"}, "Filen: E2-01 er ikke fra en tidligere runde"},
		} {
			b.T.Run(c.name, func(t *testing.T) {
				within := &bench{T: t, store: b.store, desk: b.desk, plan: b.plan}
				if got := within.refusedBy(second, c.chosen); !strings.HasPrefix(got, c.want) {
					t.Errorf("it says %s", got)
				}
			})
		}
		b.mustTake(second, intake.Lineage{Later: "E2-01", Earlier: "E1-01"}, intake.Lineage{Later: "E2-01", Earlier: "E1-02"})
		if n := b.number("SELECT count(*) FROM lineages l JOIN recommendations r ON r.id = l.later_id WHERE r.ref = 'E2-01' AND l.confirmed"); n != 2 {
			b.Errorf("%d are tied", n)
		}
		if plan, err := b.try(second); err != nil || len(plan.Offers) != 0 {
			b.Errorf("what is there is offered again: %+v, %v", plan.Offers, err)
		}
	})
}

func TestWhatOthersChangeMeanwhileIsNeverOverwritten(t *testing.T) {
	each(t, func(b *bench) {
		file := ofBody(eks(1), "ref;topic\nE1;Eksempel\n")
		seen, err := b.try(file)
		if err != nil {
			b.Fatal(err)
		}
		take := func(agreed string) error {
			_, err := b.desk.Import(b.Context(), intake.CommandLine(), b.plan, file, nil, agreed, words(b))
			return err
		}
		b.mustTake(ofBody(eks(1), "ref;topic\nE1;Eksempel av en annen\n"))
		if err := take(seen.Agreed()); !models.IsKind(err, models.KindConflict) {
			b.Fatalf("it is not told that something has changed: %v", err)
		}
		if one := b.recommendation("E1"); one.Topic.NB != "Eksempel av en annen" {
			b.Errorf("%+v", one)
		}
		anew, err := b.try(file)
		if err != nil {
			b.Fatal(err)
		}
		if err := take(anew.Agreed()); err != nil {
			b.Fatal(err)
		}
		if one := b.recommendation("E1"); one.Topic.NB != "Eksempel" {
			b.Errorf("%+v", one)
		}
	})
}

func TestAnIntakeThatFailsHalfWayChangesNothing(t *testing.T) {
	each(t, func(b *bench) {
		refuse := []string{`CREATE TRIGGER refuse BEFORE INSERT ON recommendation_links BEGIN SELECT RAISE(ABORT, 'no'); END`}
		if b.store.Dialect() == store.PostgreSQL {
			refuse = []string{
				`CREATE FUNCTION refuse() RETURNS trigger AS 'BEGIN RAISE EXCEPTION ''no''; END' LANGUAGE plpgsql`,
				`CREATE TRIGGER refuse BEFORE INSERT ON recommendation_links FOR EACH ROW EXECUTE FUNCTION refuse()`,
			}
		}
		for _, statement := range refuse {
			if err := b.store.Read(b.Context()).Exec(statement).Error; err != nil {
				b.Fatal(err)
			}
		}
		before, lines := b.export(), b.number("SELECT count(*) FROM audit_events")
		if _, err := b.desk.ImportNow(b.Context(), intake.CommandLine(), b.plan, sent("a.xlsx", kept(b)), nil, words(b)); err == nil {
			b.Fatal("it does not fail")
		}
		if diff := cmp.Diff(before, b.export(), cmp.AllowUnexported(catalogue.File{}), cmp.Comparer(func(a, z catalogue.Period) bool { return a.Raw == z.Raw })); diff != "" {
			b.Error(diff)
		}
		if n := b.number("SELECT count(*) FROM audit_events"); n != lines {
			b.Errorf("%d lines are left in the trail", n-lines)
		}
	})
}

func TestWhoMayNotIsRefused(t *testing.T) {
	each(t, func(b *bench) {
		reader := intake.AskerOf(models.Person{})
		if _, err := b.desk.Try(b.Context(), reader, b.plan, sent("a.xlsx", kept(b)), nil, words(b)); !models.IsKind(err, models.KindForbidden) {
			b.Errorf("a dry run gives %v", err)
		}
		if _, err := b.desk.ImportNow(b.Context(), reader, b.plan, sent("a.xlsx", kept(b)), nil, words(b)); !models.IsKind(err, models.KindForbidden) {
			b.Errorf("an import gives %v", err)
		}
		if _, err := b.desk.Try(b.Context(), intake.CommandLine(), "FINNESIKKE", sent("a.xlsx", kept(b)), nil, words(b)); !models.IsKind(err, models.KindNotFound) {
			b.Errorf("another plan gives %v", err)
		}
		if _, err := b.try(sent("a.txt", nil)); !errors.As(err, new(*intake.FaultsError)) {
			b.Errorf("no file gives %v", err)
		}
	})
}
