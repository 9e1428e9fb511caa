package intake_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"tiltak/app/recommendations/intake"
)

// changed gives a workbook with its parts as change leaves them.
func changed(t testing.TB, file []byte, change func(name, content string) string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range archive.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		w, err := z.Create(f.Name)
		if err == nil {
			_, err = io.WriteString(w, change(f.Name, string(content)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What a spreadsheet program never writes would otherwise end the reading of a
// sheet, or move cells, without a word.
func TestAWorkbookWhoseCellsCannotBePlacedIsRefused(t *testing.T) {
	good := kept(t)
	in, faults := intake.Read(sent("a.xlsx", good), words(t))
	if len(faults) > 0 || len(in.Rows) != 60 {
		t.Fatalf("%d rows, %v", len(in.Rows), faults)
	}
	for name, swap := range map[string][2]string{
		"a cell with a name that is none":         {`r="A17"`, `r="?17"`},
		"a cell of another row":                   {`r="A17"`, `r="A18"`},
		"a row that comes again":                  {`<row r="17"`, `<row r="16"`},
		"a cell that comes again":                 {`r="C17"`, `r="B17"`},
		"a text that is not among those that are": {`r="E17"`, `r="E17" x="`},
	} {
		t.Run(name, func(t *testing.T) {
			hits := 0
			bad := changed(t, good, func(part, content string) string {
				if part != "xl/worksheets/sheet2.xml" {
					return content
				}
				if strings.HasPrefix(swap[1], swap[0]) { // its text is one that there is not
					before, after, _ := strings.Cut(content, swap[0])
					value, rest, _ := strings.Cut(after, "<v>")
					_, rest, _ = strings.Cut(rest, "</v>")
					hits++
					return before + swap[0] + value + "<v>99999</v>" + rest
				}
				hits += strings.Count(content, swap[0])
				return strings.Replace(content, swap[0], swap[1], 1)
			})
			if hits == 0 {
				t.Fatal("nothing was changed")
			}
			in, faults := intake.Read(sent("a.xlsx", bad), words(t))
			if got := told(t, faults); !strings.Contains(got, "Arket «Anbefalinger»: Arket kan ikke leses.") {
				t.Errorf("%d rows are read, and it says %q", len(in.Rows), got)
			}
		})
	}
}
