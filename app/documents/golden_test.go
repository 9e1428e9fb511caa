package documents_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/documents"
)

var update = flag.Bool("update", false, "rewrite the golden files under testdata")

func write(t testing.TB, format string, d documents.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := documents.Write(format, &b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEveryFormatIsAsTheGoldenFileHasIt(t *testing.T) {
	for _, format := range documents.AllFormats() {
		t.Run(format.Name, func(t *testing.T) {
			got, name := string(write(t, format.Name, sample(t))), "eksempel"+format.Extension
			if strings.HasPrefix(got, "PK") { // one readable text of all parts
				got, name = unpacked(t, []byte(got)), name+".parts"
			}
			name = filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatalf("%v: write it with go test ./app/documents -update", err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("differs from %s (-want +got):\n%s", name, diff)
			}
		})
	}
}

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	for _, format := range documents.AllFormats() {
		t.Run(format.Name, func(t *testing.T) {
			if !bytes.Equal(write(t, format.Name, sample(t)), write(t, format.Name, sample(t))) {
				t.Error("two files of the same document differ")
			}
		})
	}
}

// unpacked lists the parts of a package in order, pictures by their digest, and
// breaks lines between paragraphs so that differences can be read.
func unpacked(t *testing.T, file []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range archive.File {
		fmt.Fprintf(&b, "=== %s\n", f.Name)
		content := readPart(t, f)
		if strings.HasSuffix(f.Name, ".png") {
			fmt.Fprintf(&b, "%x\n", sha256.Sum256(content))
			continue
		}
		if strings.Contains(f.Name, "/theme/") { // the library's own, not used
			continue
		}
		breaks := strings.NewReplacer("<w:p>", "\n<w:p>", "<w:tbl>", "\n<w:tbl>", "<w:tr>", "\n<w:tr>", "/><Relationship ", "/>\n<Relationship ",
			"<text:p ", "\n<text:p ", "<text:h ", "\n<text:h ", "<table:table", "\n<table:table", "<style:style ", "\n<style:style ",
			"<row ", "\n<row ", "<si>", "\n<si>", "<xf ", "\n<xf ", "<font>", "\n<font>", "<p:sp>", "\n<p:sp>", "<p:pic>", "\n<p:pic>", "<a:p>", "\n<a:p>", "<a:tr ", "\n<a:tr ")
		b.WriteString(strings.TrimRight(breaks.Replace(string(content)), "\n") + "\n")
	}
	return b.String()
}

func readPart(t testing.TB, f *zip.File) []byte {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
