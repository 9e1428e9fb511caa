package editions_test

import (
	"testing"
	"time"

	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

func change(t *testing.T, s *store.Store, statements ...string) {
	t.Helper()
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		for _, statement := range statements {
			if err := tx.Exec(statement).Error; err != nil {
				return err
			}
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "catalogue.replace", "plan", 1, "", nil, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func states(t *testing.T, s *store.Store) int64 {
	t.Helper()
	var count int64
	if err := s.Read(t.Context()).Model(&models.CatalogueState{}).Count(&count).Error; err != nil {
		t.Fatal(err)
	}
	return count
}

func TestTheCatalogueOfADay(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		reader := editions.NewReader(w.Store)
		first := language.Today(w.Clock.Now())
		on := func(day models.Date) models.Snapshot {
			t.Helper()
			state, err := reader.AsOf(t.Context(), 1, models.AsOf{Date: day}, language.Today(w.Clock.Now()), editions.Seen{Unpublishable: true, RunningRound: true})
			if err != nil {
				t.Fatal(err)
			}
			return state.Snapshot
		}
		before := on(first)
		old, _ := before.MeasureNumber(1)
		w.Clock.Add(48 * time.Hour)
		change(t, w.Store,
			`UPDATE measures SET title_nb = 'Nytt navn', title_confirmed = true WHERE number = 1`,
			`UPDATE organisations SET name_nb = 'Et annet departement' WHERE code = 'JD'`,
			`DELETE FROM recommendation_links`)

		t.Run("has the titles, names and links of that day", func(t *testing.T) {
			for _, day := range []models.Date{first, first.AddDays(1)} {
				then := on(day)
				if m, _ := then.MeasureNumber(1); m.Title != old.Title || m.TitleConfirmed || m.ID != old.ID || m.Lead != old.Lead {
					t.Errorf("%s: the measure is %+v", day, m)
				}
				if o, _ := then.Organisation("JD"); o.Name.NB == "Et annet departement" {
					t.Errorf("%s: JD is called %s", day, o.Name.NB)
				}
				if links(then) != links(before) || links(before) == 0 {
					t.Errorf("%s: %d links, want %d", day, links(then), links(before))
				}
			}
			now := on(first.AddDays(2))
			if m, _ := now.MeasureNumber(1); m.Title.NB != "Nytt navn" || !m.TitleConfirmed {
				t.Errorf("the measure is %+v", m)
			}
			if o, _ := now.Organisation("JD"); o.Name.NB != "Et annet departement" || links(now) != 0 {
				t.Errorf("JD is called %s, and there are %d links", o.Name.NB, links(now))
			}
		})
		t.Run("is the first one for days before any was kept", func(t *testing.T) {
			if m, _ := on(models.NewDate(2025, time.June, 1)).MeasureNumber(1); m.Title != old.Title {
				t.Errorf("the measure is called %s", m.Title.NB)
			}
		})
		t.Run("is not kept again when nothing has changed", func(t *testing.T) {
			kept := states(t, w.Store)
			change(t, w.Store)
			if now := states(t, w.Store); now != kept {
				t.Errorf("%d states, and then %d", kept, now)
			}
		})
		t.Run("is what the catalogue's own page and the links change", func(t *testing.T) {
			kept := states(t, w.Store)
			client := w.As("koordinator.jd")
			client.Post("/anbefalinger/G1-01/koblinger", map[string][]string{"tiltak": {"3"}, "grad": {"partial"}, "merknad": {"Delvis"}}).WantStatus(303)
			if now := states(t, w.Store); now != kept+1 {
				t.Errorf("%d states, and then %d", kept, now)
			}
			if links(on(first.AddDays(2))) != 1 {
				t.Error("the link is not told")
			}
		})
	})
}

func links(s models.Snapshot) int {
	count := 0
	for _, r := range s.Recommendations {
		count += len(r.Links)
	}
	return count
}

func TestADatabaseFromBeforeCataloguesWereKeptGetsItsFirst(t *testing.T) {
	storetest.Each(t, nil, func(t *testing.T, s *store.Store) {
		begin := func() {
			t.Helper()
			if err := editions.BeginCatalogue(t.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		begin()
		if kept := states(t, s); kept != 0 {
			t.Errorf("%d states of no plan", kept)
		}
		for _, statement := range []string{
			`INSERT INTO organisations (id, code, kind, name_nb) VALUES (101, 'AA', 'ministry', 'A')`,
			`INSERT INTO plans (id, code, kind, title_nb, period_from, period_to, coordinator_id, measure_count, created_at) VALUES (101, 'en', 'strategy', 'En', 2025, 2030, 101, 1, '2026-01-01 00:00:00')`,
			`INSERT INTO areas (id, plan_id, number, title_nb) VALUES (101, 101, 1, 'Område')`,
			`INSERT INTO measures (id, plan_id, area_id, key, number, title_nb) VALUES (101, 101, 101, 'forste', 1, 'Første')`,
		} {
			if err := s.Read(t.Context()).Exec(statement).Error; err != nil {
				t.Fatal(err)
			}
		}
		begin()
		begin()
		if kept := states(t, s); kept != 1 {
			t.Errorf("%d states are kept, want one", kept)
		}
	})
}
