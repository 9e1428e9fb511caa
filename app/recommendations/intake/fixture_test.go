package intake_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tiltak/app/catalogue"
	"tiltak/app/language"
	"tiltak/app/recommendations/intake"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

var loaded = func() *language.Catalogue {
	catalogue, err := language.Load()
	if err != nil {
		panic(err)
	}
	return catalogue
}()

func words(testing.TB) intake.Words { return loaded.Printer(models.Bokmaal) }

func sent(name string, content []byte) intake.Sent { return intake.Sent{Name: name, Content: content} }

// told is every fault as a person reads it.
func told(t testing.TB, faults []intake.Fault) string {
	var b strings.Builder
	for _, f := range faults {
		fmt.Fprintf(&b, "%s: %s\n", f.Where(words(t)), f.Text(words(t)))
	}
	return b.String()
}

// sheet is a workbook that a test writes in.
type sheet struct {
	*excelize.File
	t testing.TB
}

func (s *sheet) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *sheet) set(name, column string, row int, value any) {
	s.t.Helper()
	s.must(s.SetCellValue(name, fmt.Sprint(column, row), value))
}

// edited is a workbook with something else in it; of no file, an empty one with
// the two sheets.
func edited(t testing.TB, file []byte, edit func(*sheet)) []byte {
	t.Helper()
	book := excelize.NewFile()
	var err error
	if file != nil {
		book, err = excelize.OpenReader(bytes.NewReader(file))
	} else if _, err = book.NewSheet("Evaluering"); err == nil {
		err = book.SetSheetName("Sheet1", "Anbefalinger")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	edit(&sheet{book, t})
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// november is a day long after the built-in plan was launched.
func november() time.Time { return time.Date(2026, time.November, 24, 11, 0, 0, 0, time.UTC) }

// bench is a database with the built-in catalogue to take files into.
type bench struct {
	*testing.T
	store *store.Store
	desk  *intake.Desk
	plan  string
}

func each(t *testing.T, run func(b *bench)) {
	t.Helper()
	file := builtIn(t)
	storetest.Each(t, november, func(t *testing.T, s *store.Store) {
		if _, err := catalogue.NewImporter(s).Import(t.Context(), store.CommandLine(), file); err != nil {
			t.Fatal(err)
		}
		run(&bench{T: t, store: s, desk: intake.NewDesk(s), plan: file.Plan.Code})
	})
}

func builtIn(t testing.TB) catalogue.File {
	t.Helper()
	file, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func (b *bench) try(file intake.Sent, chosen ...intake.Lineage) (intake.Plan, error) {
	return b.desk.Try(b.Context(), intake.CommandLine(), b.plan, file, chosen, words(b))
}

func (b *bench) mustTake(file intake.Sent, chosen ...intake.Lineage) intake.Plan {
	b.Helper()
	plan, err := b.desk.ImportNow(b.Context(), intake.CommandLine(), b.plan, file, chosen, words(b))
	if err != nil {
		b.Fatal(b.explain(err))
	}
	return plan
}

func (b *bench) explain(err error) string {
	if refused, is := err.(*intake.FaultsError); is { //nolint:errorlint // given bare
		return told(b, refused.Faults)
	}
	return err.Error()
}

func (b *bench) export() catalogue.File {
	b.Helper()
	file, err := catalogue.NewImporter(b.store).Export(b.Context(), b.plan)
	if err != nil {
		b.Fatal(err)
	}
	return file
}

func (b *bench) number(query string, args ...any) int {
	b.Helper()
	var n int
	if err := b.store.Read(b.Context()).Raw(query, args...).Scan(&n).Error; err != nil {
		b.Fatal(err)
	}
	return n
}
