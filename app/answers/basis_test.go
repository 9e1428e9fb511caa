package answers_test

import (
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tiltak/app/answers"
	"tiltak/app/demo"
	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

// The papers are compared with kept files. What they are made from is kept too,
// so that a change of the demo's story does not change them; -renew takes both
// from the demo again.
var (
	update = flag.Bool("update", false, "rewrite the golden files under testdata")
	renew  = flag.Bool("renew", false, "take what the papers are made from out of the demo again; use with -update")
)

// theQuarter is the newest closed round of the demo.
var theQuarter = models.Quarter{Year: 2026, Number: 3}

// edition is the demo's edition of a quarter, as it was kept.
func edition(t testing.TB) answers.Basis {
	t.Helper()
	s := keptSnapshot(t, "utgave-2026-k3.json")
	return answers.Basis{
		AsOf: models.AsOf{Edition: models.EditionRef{Period: theQuarter}}, Snapshot: s, Ref: s.Edition, Newest: true,
		Revision: models.EditionRevision{
			Number: 1, Kind: models.EditionAtClose, StatusDate: s.StatusDate, MadeAt: time.Date(2026, 10, 19, 12, 0, 0, 0, time.UTC),
			PublicHash: models.HashText("offentlig"), Hash: models.HashText("utgave"),
		},
	}
}

// erratum is the same edition, corrected.
func erratum(t testing.TB) answers.Basis {
	t.Helper()
	b := edition(t)
	b.Ref.Revision, b.Revision.Number = 2, 2
	b.Snapshot.Edition = b.Ref
	b.Revision.Kind, b.Revision.Reason = models.EditionErratum, "Datoen for tiltak 4 var feil"
	return b
}

// theDay is in the middle of the clearings of that quarter: the state of the
// quarter before, with some newer reports.
var theDay = models.NewDate(2026, time.October, 5)

// day is what was cleared in the demo by the end of the day, as it was kept.
func day(t testing.TB) answers.Basis {
	t.Helper()
	b := edition(t)
	b.AsOf, b.Snapshot, b.Checksum = models.AsOf{Date: theDay}, keptSnapshot(t, "dag-2026-10-05.json"), models.HashText("grunnlag")
	b.Ref = models.EditionRef{Period: theQuarter.Previous(), Revision: 1}
	b.Revision.StatusDate = models.NewDate(2026, time.August, 19)
	return b
}

func keptSnapshot(t testing.TB, name string) models.Snapshot {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatalf("%v: write it with go test ./app/answers -renew -update", err)
	}
	s, err := models.DecodeSnapshot(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func renewBasis(t testing.TB) {
	t.Helper()
	address := storetest.SQLiteAddress(t)
	if err := demo.Fill(t.Context(), address, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	s := storetest.Open(t, address, nil)
	var planID int64
	if err := s.Read(t.Context()).Table("plans").Where("is_default").Pluck("id", &planID).Error; err != nil {
		t.Fatal(err)
	}
	desk := answers.NewDesk(editions.NewReader(s))
	for name, asOf := range map[string]models.AsOf{
		"utgave-2026-k3.json": {Edition: models.EditionRef{Period: theQuarter}}, "dag-2026-10-05.json": {Date: theDay},
	} {
		basis, err := desk.Read(t.Context(), planID, asOf, theDay.AddDays(60))
		if err != nil {
			t.Fatal(err)
		}
		text, err := basis.Snapshot.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join("testdata", name), []byte(text+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func printer(t testing.TB, written models.Language) language.Printer {
	t.Helper()
	catalogue, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.Printer(written)
}

func made(t testing.TB, kind answers.Kind, basis answers.Basis, written models.Language) answers.Made {
	t.Helper()
	m, err := answers.Make(kind, basis, printer(t, written))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func written(t testing.TB, kind answers.Kind, format string, m answers.Made) []byte {
	t.Helper()
	f, err := kind.FormatOf(format)
	if err != nil {
		t.Fatal(err)
	}
	body, err := f.Write(m)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

var languages = []models.Language{models.Bokmaal, models.Nynorsk}
