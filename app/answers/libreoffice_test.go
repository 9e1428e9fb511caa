package answers_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tiltak/app/answers"
	"tiltak/app/documents"
	"tiltak/models"
)

var wordPapers = []answers.Kind{answers.StatusReport, answers.BudgetTable, answers.Storting, answers.Reply}

// LibreOffice makes a PDF of each Word file; every text of the paper must be in
// it, and nothing but A4.
func TestLibreOfficeShowsAllOfTheWordFiles(t *testing.T) {
	folder := t.TempDir()
	papers := map[answers.Kind]documents.Document{}
	arguments := []string{"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless", "--convert-to", "pdf", "--outdir", folder}
	for _, kind := range wordPapers {
		language := models.Nynorsk
		if kind == answers.Reply {
			language = models.English
		}
		m := made(t, kind, basisOf(t, kind, edition(t)), language)
		papers[kind] = m.Document
		name := filepath.Join(folder, string(kind)+".docx")
		if err := os.WriteFile(name, written(t, kind, "docx", m), 0o600); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, name)
	}
	run(t, "soffice", arguments...)
	for _, kind := range wordPapers {
		pdf := filepath.Join(folder, string(kind)+".pdf")
		if facts := run(t, "pdfinfo", pdf); !strings.Contains(facts, "A4") {
			t.Errorf("%s is not on A4:\n%s", kind, facts)
		}
		shown := squeezed(run(t, "pdftotext", "-enc", "UTF-8", "-raw", pdf, "-"))
		for _, text := range texts(papers[kind]) {
			if !strings.Contains(shown, squeezed(text)) {
				t.Errorf("%s lacks %q", kind, text)
			}
		}
	}
}

// run runs a program that the test cannot do without.
func run(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is not installed: apt-get install -y libreoffice-writer-nogui poppler-utils", name)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, path, arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// foot is what stands at the foot and the head of a page, in the middle of a
// paragraph that goes on.
var foot = regexp.MustCompile(`(?m)^.*(–Eksempeldata|– Eksempeldata|–Example data|– Example data).*$|^(Side|Page) \d+$|^(Eksempeldata|Example data)$|\f`)

func squeezed(text string) string {
	return regexp.MustCompile(`[\s\x{00a0}]+`).ReplaceAllString(foot.ReplaceAllString(text, ""), "")
}

// texts are the paragraphs, headings, captions and cells of a paper.
func texts(d documents.Document) []string {
	var all []string
	add := func(runs []documents.Run) {
		var b strings.Builder
		for _, r := range runs {
			text := r.Text
			if r.Mark {
				text = "(" + text + ")"
			}
			b.WriteString(text)
		}
		all = append(all, b.String())
	}
	for _, block := range d.Blocks {
		add(block.Runs)
		if block.Table == nil {
			continue
		}
		all = append(all, block.Table.Caption)
		for _, c := range block.Table.Columns {
			all = append(all, c.Heading)
		}
		for _, row := range block.Table.Rows {
			for _, cell := range row {
				add(cell)
			}
		}
	}
	return all
}

// LibreOffice reads every row of the reply's workbook.
func TestLibreOfficeReadsTheRowsOfTheReply(t *testing.T) {
	folder := t.TempDir()
	m := made(t, answers.Reply, answered(t, edition(t)), models.English)
	name := filepath.Join(folder, "reply.xlsx")
	if err := os.WriteFile(name, written(t, answers.Reply, "xlsx", m), 0o600); err != nil {
		t.Fatal(err)
	}
	// comma, quotation marks, UTF-8, every sheet in a file of its own
	run(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless",
		"--convert-to", `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1`, "--outdir", folder, name)
	sheets, err := filepath.Glob(filepath.Join(folder, "*.csv"))
	if err != nil || len(sheets) != 4 {
		t.Fatalf("the workbook has the sheets %q, %v", sheets, err)
	}
	var all strings.Builder
	for _, sheet := range sheets {
		text, err := os.ReadFile(sheet)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	for _, row := range listingOf(t, answered(t, edition(t)), "GRETA-3", models.English).Rows {
		for _, text := range []string{row.Recommendation, row.Topic, row.Title, row.Status, row.Done, row.LinkMark} {
			if !strings.Contains(all.String(), text) {
				t.Errorf("LibreOffice does not find %q of %s", text, row.Recommendation)
			}
		}
	}
}
