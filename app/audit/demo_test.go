package audit_test

import (
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"testing"

	"tiltak/app/audit"
	"tiltak/app/demo"
	"tiltak/app/language"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

// The demo is a year and a half of ordinary use.
func demoStore(t *testing.T, address string) *store.Store {
	t.Helper()
	if err := demo.Fill(t.Context(), address, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	return storetest.Open(t, address, nil)
}

func TestSevenRoundsHoldTogether(t *testing.T) {
	for kind, address := range storetest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			s := demoStore(t, address)
			log := audit.NewLog(s)
			seen, err := log.Verify(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if seen.Lines < 500 || seen.Editions < 6 || seen.Texts < 100 || seen.Files < 4 {
				t.Errorf("went through %+v", seen)
			}
			for _, test := range []struct {
				name, statement string
				want            audit.FaultKind
			}{
				{"a file of the newsletter, and its hash", "UPDATE issue_files SET body = 'x', hash = '" + models.HashText("x") + "' WHERE id = 1", audit.FileMissing},
				{"a file of the newsletter is gone", "DELETE FROM issue_files WHERE id = 1", audit.FileMissing},
			} {
				dba(t, s, test.statement)
				var fault *audit.Fault
				if _, err := log.Verify(t.Context()); !errors.As(err, &fault) || fault.Kind != test.want || fault.Sequence == 0 {
					t.Errorf("%s: verify gives %v, want %s", test.name, err, test.want)
				}
			}
		})
	}
}

func TestAFileChangedAloneIsFound(t *testing.T) {
	s := demoStore(t, storetest.SQLiteAddress(t))
	dba(t, s, "UPDATE issue_files SET body = 'y' WHERE id = 1")
	var fault *audit.Fault
	if _, err := audit.NewLog(s).Verify(t.Context()); !errors.As(err, &fault) || fault.Kind != audit.FileChanged {
		t.Errorf("verify gives %v, want the changed file", err)
	}
}

func TestEveryFieldOfTheLogHasWords(t *testing.T) {
	s := demoStore(t, storetest.SQLiteAddress(t))
	words, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	printer := words.Printer(models.Bokmaal)
	log := audit.NewLog(s)
	fields := map[string]bool{}
	for filter := (audit.Filter{}); ; {
		page, err := log.Page(t.Context(), filter)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range page.Lines {
			for _, text := range []string{line.Before, line.After} {
				var object map[string]any
				if text != "" && json.Unmarshal([]byte(text), &object) != nil {
					t.Errorf("line %d holds %s, which is no object", line.Sequence, text)
				}
				for name := range object {
					fields[name] = true
				}
			}
		}
		if filter.Below = page.Older; page.Older == 0 {
			break
		}
	}
	languages := regexp.MustCompile(`_(nb|nn|en)$`)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if name == "hash" {
			name = "own_hash"
		}
		if _, known := printer.Known("trail.field." + languages.ReplaceAllString(name, "")); !known {
			t.Errorf("lines tell of %q: write the message trail.field.%s", name, name)
		}
	}
	if len(fields) < 20 {
		t.Errorf("only %d fields were found", len(fields))
	}
}

// Everything that was ever done in the demo can be read, and no draft with it.
func TestEveryPageOfTheDemosLogCanBeRead(t *testing.T) {
	s := demoStore(t, storetest.SQLiteAddress(t))
	var drafts []string
	err := s.Read(t.Context()).Raw(`SELECT done FROM reports WHERE state IN ('draft', 'returned') AND LENGTH(done) > 20`).Scan(&drafts).Error
	if err != nil || len(drafts) == 0 {
		t.Fatalf("the demo has %d drafts, %v", len(drafts), err)
	}
	browser := servertest.Over(t, s, servertest.Options{Demo: true}).As("koordinator.jd")
	pages := 0
	for address := "/logg"; address != ""; pages++ {
		page := browser.Get(address).WantStatus(http.StatusOK).WantNoText(drafts...)
		address = page.Doc().Find(".pager a[rel=next]").AttrOr("href", "")
	}
	if pages < 10 {
		t.Errorf("only %d pages", pages)
	}
}
