package catalogue_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"tiltak/app/catalogue"
)

const mebibyte = 1 << 20

// fill repeats a piece to the largest size that is read.
func fill(head, piece, tail string) string {
	return head + strings.Repeat(piece, (mebibyte-len(head)-len(tail))/len(piece)) + tail
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: 1\n", i)
	}
	return b.String()
}

func aliasBomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 12; i++ {
		ref := fmt.Sprintf("*a%d", i-1)
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.Join([]string{ref, ref, ref, ref, ref, ref, ref, ref, ref}, ", "))
	}
	return b.String()
}

func TestHarmfulFilesAreRefusedAtLowCost(t *testing.T) {
	// A file of ordinary size takes under 10 MB. The most is what the parser takes for a file at the bound on
	// tokens; without the bounds some of these take 40 GB and minutes, or end the program by its stack.
	const most = 256 * mebibyte
	for _, tt := range []struct {
		name, text, key string
	}{
		{"aliases that multiply", aliasBomb(), "forbidden_syntax"},
		{"10 MB of text", strings.Repeat("a: tekst\n", 10*mebibyte/9), "too_large"},
		{"brackets only", fill("", "[", ""), "too_complex"},
		{"brackets to the depth that passes the first count", strings.Repeat("[", 16_000), "too_deep"},
		{"braces in braces", strings.Repeat("{a: ", 6_000), "too_deep"},
		{"lists in lists on one line", strings.Repeat("- ", 16_000), "too_deep"},
		{"keys in keys on one line", strings.Repeat("a: ", 6_000), "too_deep"},
		{"ever deeper indentation", deepIndent(600), "too_deep"},
		{"explicit keys", strings.Repeat("? ", 16_000), "forbidden_syntax"},
		{"dashes only", fill("", "- ", ""), "too_complex"},
		{"line ends only", fill("a: 1", "\n", ""), "too_complex"},
		{"a quotation that never ends", fill(`a: "`, "x", ""), "syntax"},
		{"more keys than a catalogue has", manyKeys(20_000), "too_complex"},
		{"as many keys as may be", manyKeys(6_600), "unknown_key"},
		{"as many keys in braces as may be", "{" + strings.ReplaceAll(manyKeys(4_900), "\n", ",\n") + "}", "unknown_key"},
		{"one long text", fill("a: ", "x", ""), "unknown_key"},
		{"one long block of text", fill("a: |\n", " xxxxxxxxxxxxxxxxxxxxxxxx\n", ""), "unknown_key"},
		{"spaces only", fill("", " ", ""), "empty_file"},
		{"nothing", "", "empty_file"},
		{"comments only", "# a\n# b\n", "empty_file"},
		{"zero bytes", strings.Repeat("\x00", 1000), "binary"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if len(tt.text) > mebibyte && tt.key != "too_large" {
				t.Fatalf("the text itself is too large: %d bytes", len(tt.text))
			}
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			_, err := catalogue.Load(strings.NewReader(tt.text), "harmful.yaml", catalogue.Known{})
			runtime.ReadMemStats(&after)
			var found *catalogue.Fault
			if !errors.As(err, &found) {
				t.Fatalf("error %v, want a fault", err)
			}
			if !found.Has(tt.key) {
				t.Errorf("got %.300s, want %s", found, tt.key)
			}
			if len(found.Problems) > 100 {
				t.Errorf("%d problems", len(found.Problems))
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > most {
				t.Errorf("allocated %d MB, want at most %d", used/mebibyte, most/mebibyte)
			}
		})
	}
}

func deepIndent(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func TestAnEndlessFileIsGivenUp(t *testing.T) {
	endless := &counter{}
	_, err := catalogue.Read(endless, "endless.yaml")
	var found *catalogue.Fault
	if !errors.As(err, &found) || !found.Has("too_large") {
		t.Fatalf("error %v", err)
	}
	if endless.read > 2*mebibyte {
		t.Errorf("read %d bytes before giving up", endless.read)
	}
}

// counter is a file that never ends.
type counter struct{ read int }

func (c *counter) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	c.read += len(p)
	return len(p), nil
}

func TestAFileThatCannotBeReadIsNoFaultOfTheFile(t *testing.T) {
	_, err := catalogue.Load(failing{}, "x.yaml", catalogue.Known{})
	var found *catalogue.Fault
	if errors.As(err, &found) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// A file cut anywhere is refused, or is cut between two rows after the measures, where nothing shows that more
// was to come. What it then holds is whole rows.
func TestATruncatedFileIsRefusedOrEndsInAWholeRow(t *testing.T) {
	whole := catalogue.BuiltIn()
	full, err := catalogue.Load(bytes.NewReader(whole), "whole", catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	lastMeasures := bytes.Index(whole, []byte("\nevents:"))
	accepted := 0
	for end := 0; end < len(whole)-1; end += 23 {
		file, err := catalogue.Load(bytes.NewReader(whole[:end]), "cut", catalogue.Known{})
		if err != nil {
			continue
		}
		accepted++
		if end < lastMeasures-200 {
			t.Errorf("accepted although cut at byte %d, before the last measure", end)
		}
		for _, d := range catalogue.Diff(full, file) {
			if d.Kind != catalogue.Kept || strings.HasSuffix(d.Path, ".confirmed") {
				t.Errorf("cut at byte %d: %+v", end, d)
			}
		}
	}
	if accepted > len(whole)/23/4 {
		t.Errorf("%d cuts accepted", accepted)
	}
}
