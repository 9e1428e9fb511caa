package letterhead_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"tiltak/app/documents/letterhead"
	"tiltak/models"
)

// spoil changes the parts of a good template, or gives other bytes.
type spoil func(t *testing.T, parts map[string]string) []byte

func change(name, old, new string) spoil {
	return func(t *testing.T, parts map[string]string) []byte {
		t.Helper()
		if !strings.Contains(parts[name], old) {
			t.Fatalf("%s has no %q", name, old)
		}
		parts[name] = strings.ReplaceAll(parts[name], old, new)
		return nil
	}
}

func add(name, content string) spoil {
	return func(_ *testing.T, parts map[string]string) []byte {
		parts[name] = content
		return nil
	}
}

func lose(name string) spoil {
	return func(_ *testing.T, parts map[string]string) []byte {
		delete(parts, name)
		return nil
	}
}

func loseStyle(name string) spoil {
	return func(t *testing.T, parts map[string]string) []byte {
		parts["word/styles.xml"] = without(t, parts["word/styles.xml"], name)
		return nil
	}
}

func bytesOf(content string) spoil {
	return func(*testing.T, map[string]string) []byte { return []byte(content) }
}

const externalRels = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s" TargetMode="External"/></Relationships>`

func TestASpoiledTemplateIsRefusedWithTheReason(t *testing.T) {
	for _, c := range []struct {
		name, format, reason string
		spoil                spoil
	}{
		{"nothing", "docx", "empty", bytesOf("")},
		{"no package", "docx", "no_package", bytesOf("Hei")},
		{"half a package", "docx", "no_package", func(t *testing.T, parts map[string]string) []byte { b := zipped(t, parts); return b[:len(b)/2] }},
		{"a file from before 2007, or with a password", "docx", "locked", bytesOf("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")},
		{"too many bytes", "docx", "too_big", bytesOf(strings.Repeat("x", letterhead.MostBytes+1))},
		{"a presentation for a Word template", "docx", "no_word", func(t *testing.T, _ map[string]string) []byte { return zipped(t, template(t, "pptx")) }},
		{"a Word file for a presentation", "pptx", "no_slides", func(t *testing.T, _ map[string]string) []byte { return zipped(t, template(t, "docx")) }},
		{"no text", "docx", "no_word", lose("word/document.xml")},
		{"no styles", "docx", "no_word", lose("word/styles.xml")},
		{"a kind that is no Word file", "docx", "no_word", change("[Content_Types].xml", "wordprocessingml.template.main", "wordprocessingml.glossary")},
		{"a file with macros", "docx", "macro", add("word/vbaProject.bin", "x")},
		{"a kind with macros", "docx", "macro", change("[Content_Types].xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml")},
		{"macros' settings", "docx", "macro", add("word/vbaData.xml", "<a/>")},
		{"a control", "docx", "macro", add("word/activeX/activeX1.xml", "<a/>")},
		{"an embedded file", "docx", "embedded", add("word/embeddings/oleObject1.bin", "x")},
		{"a template behind the template", "docx", "attached", add("word/_rels/settings.xml.rels", fmt.Sprintf(externalRels, "attachedTemplate", "file:///C:/Normal.dotm"))},
		{"a picture elsewhere", "docx", "external", add("word/_rels/header1.xml.rels", fmt.Sprintf(externalRels, "image", "https://eksempel.no/logo.png"))},
		{"a link to a program", "docx", "external", add("word/_rels/header1.xml.rels", fmt.Sprintf(externalRels, "hyperlink", "file:///c:/x.exe"))},
		{"a part that unfolds to too much", "docx", "bomb", add("word/media/bilde.png", strings.Repeat("\x00", 21<<20))},
		{"parts that unfold to too much together", "docx", "bomb", func(_ *testing.T, parts map[string]string) []byte {
			for i := range 4 {
				parts[fmt.Sprintf("word/media/%d.png", i)] = strings.Repeat("\x00", 19<<20)
			}
			return nil
		}},
		{"too many parts", "docx", "bomb", func(_ *testing.T, parts map[string]string) []byte {
			for i := range 2100 {
				parts[fmt.Sprintf("word/media/%d.png", i)] = "x"
			}
			return nil
		}},
		{"markup that is too deep", "docx", "bomb", add("word/theme/x.xml", strings.Repeat("<a>", 300)+strings.Repeat("</a>", 300))},
		{"a name that leads out", "docx", "bad_name", add("../utenfor.xml", "<a/>")},
		{"a name from the root", "docx", "bad_name", add("/etc/passwd", "x")},
		{"a name with a drive", "docx", "bad_name", add(`C:\x.xml`, "<a/>")},
		{"the same part twice", "docx", "twice", add("WORD/styles.xml", "<a/>")},
		{"a document type", "docx", "declares", add("word/theme/x.xml", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`)},
		{"markup that is not closed", "docx", "broken", add("word/theme/x.xml", "<a>")},
		{"a part in another character set", "docx", "broken", add("word/theme/x.xml", "<?xml version=\"1.0\" encoding=\"latin1\"?><a>\xe6</a>")},
		{"a style sheet for markup", "docx", "broken", add("word/theme/x.xml", `<?xml-stylesheet href="x.xsl"?><a/>`)},
		{"no first heading", "docx", "styles", loseStyle("heading 1")},
		{"no list", "docx", "styles", loseStyle("List Bullet")},
		{"a presentation with macros", "pptx", "macro", add("ppt/vbaProject.bin", "x")},
		{"a presentation with a film elsewhere", "pptx", "external", add("ppt/slideMasters/_rels/slideMaster1.xml.rels", fmt.Sprintf(externalRels, "video", "https://eksempel.no/film"))},
		{"a presentation without a size", "pptx", "broken", change("ppt/presentation.xml", "<p:sldSz ", "<p:sldSzX ")},
		{"a layout with one place for text", "pptx", "layout", change("ppt/slideLayouts/slideLayout1.xml", `idx="2"`, `idx="0"`)},
		{"no title", "pptx", "layout", change("ppt/slideLayouts/slideLayout1.xml", `type="title"`, `type="pic"`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts := template(t, c.format)
			file := c.spoil(t, parts)
			if file == nil && c.reason != "empty" {
				file = zipped(t, parts)
			}
			_, err := read(c.format, file)
			if got := reason(err); got != c.reason || !models.IsKind(err, models.KindInvalid) {
				t.Errorf("refused with %v, want %s", err, c.reason)
			}
		})
	}
}

func TestEveryMissingStyleIsNamedAtOnce(t *testing.T) {
	parts := template(t, "docx")
	for _, name := range []string{"heading 2", "caption"} {
		parts["word/styles.xml"] = without(t, parts["word/styles.xml"], name)
	}
	_, err := letterhead.ReadWord(zipped(t, parts))
	var known *models.Error
	if !errors.As(err, &known) || known.Args["Styles"] != "«heading 2», «caption»" {
		t.Errorf("refused with %v", err)
	}
}

func FuzzTemplatesNeverPanic(f *testing.F) {
	for _, format := range []string{"docx", "pptx"} {
		f.Add(zipped(f, template(f, format)))
	}
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(_ *testing.T, file []byte) {
		for _, format := range []string{"docx", "pptx"} {
			if w, err := read(format, file); err == nil {
				_ = w.Write(&bytes.Buffer{}, paper()) // what is taken can be written in
			}
		}
	})
}
