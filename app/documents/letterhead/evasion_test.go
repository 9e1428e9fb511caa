package letterhead_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const header1 = "word/header1.xml"

// inHeader puts markup into the paragraph of the header.
func inHeader(markup string) spoil {
	return func(t *testing.T, parts map[string]string) []byte {
		t.Helper()
		at := strings.LastIndex(parts[header1], "</w:p>")
		if at < 0 {
			t.Fatal("the header has no paragraph")
		}
		parts[header1] = strings.Replace(parts[header1][:at]+markup+parts[header1][at:], "<w:hdr ", `<w:hdr xmlns:x="urn:x" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" `, 1)
		return nil
	}
}

func run1(inner string) string { return "<w:r>" + inner + "</w:r>" }
func char(kind string) string  { return run1(`<w:fldChar w:fldCharType="` + kind + `"/>`) }
func instruction(text string) string {
	return run1("<w:instrText>" + text + "</w:instrText>")
}

func whole(text string) string {
	return char("begin") + instruction(text) + char("separate") + char("end")
}

func TestFieldsThatMayFetchOrStartSomethingAreRefused(t *testing.T) {
	for name, markup := range map[string]string{
		"DDEAUTO":                    whole(` DDEAUTO c:\\x.exe "a"`),
		"in one element":             `<w:fldSimple w:instr=" INCLUDEPICTURE &quot;https://eksempel.no/a&quot; "/>`,
		"in small letters":           whole("includetext x"),
		"a link to an address":       whole(` HYPERLINK "https://eksempel.no"`),
		"an anchor and an address":   whole(` HYPERLINK \l "a" "https://eksempel.no"`),
		"over several runs":          char("begin") + instruction("D") + instruction("DE") + instruction(" x") + char("end"),
		"within another":             char("begin") + instruction("IF ") + whole("LINK x") + instruction(" = 1") + char("end"),
		"named by another":           char("begin") + whole("DOCPROPERTY x") + instruction(" x") + char("end"),
		"in the result of another":   char("begin") + instruction("PAGE") + char("separate") + whole("AUTOTEXT x") + char("end"),
		"without an end":             char("begin") + instruction("PAGE"),
		"without a beginning":        instruction("PAGE"),
		"a word in deleted text":     char("begin") + `<w:del><w:r><w:instrText>PAGE </w:instrText></w:r></w:del>` + instruction("DDE x") + char("end"),
		"a word that is deleted":     char("begin") + `<w:del><w:r><w:delInstrText>PAGE </w:delInstrText></w:r></w:del>` + instruction("DDE x") + char("end"),
		"a word in unknown markup":   char("begin") + `<x:a>` + instruction("PAGE ") + `</x:a>` + instruction("DDE x") + char("end"),
		"an end in alternatives":     char("begin") + instruction("PAGE") + `<mc:AlternateContent><mc:Fallback>` + char("separate") + `</mc:Fallback></mc:AlternateContent>` + char("end"),
		"an instruction elsewhere":   `<w:fldSimple x:instr="PAGE" w:instr="DDE x"/>`,
		"a kind elsewhere":           run1(`<w:fldChar x:fldCharType="end" w:fldCharType="begin"/>`) + instruction("DDE x") + char("end"),
		"text for an instruction":    char("begin") + run1("<w:t>DDE</w:t>") + instruction(" x") + char("end"),
		"a sign for an instruction":  char("begin") + instruction("PAGE") + run1(`<w:sym w:char="0044"/>`) + char("end"),
		"a button":                   whole("MACROBUTTON x y"),
		"comments in an instruction": char("begin") + instruction("D<!-- -->DE x") + char("end"),
	} {
		t.Run(name, func(t *testing.T) { wantRefused(t, "docx", "field", inHeader(markup)) })
	}
}

func TestSimpleFieldsAreTaken(t *testing.T) {
	for _, markup := range []string{
		whole(` PAGE  \* MERGEFORMAT `), `<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple>`, whole(` HYPERLINK \l "topp"`),
		char("begin") + instruction("IF ") + whole("PAGE") + instruction(` = 1 "" "Side"`) + char("separate") + char("end"),
		`<w:ins w:id="1">` + whole("TITLE") + `</w:ins>`, char("begin") + instruction("PA") + instruction("GE") + char("end"),
	} {
		parts := template(t, "docx")
		inHeader(markup)(t, parts)
		if _, err := read("docx", zipped(t, parts)); err != nil {
			t.Errorf("%s is refused: %v", markup, err)
		}
	}
}

func wantRefused(t *testing.T, format, want string, spoil spoil) {
	t.Helper()
	parts := template(t, format)
	file := spoil(t, parts)
	if file == nil {
		file = zipped(t, parts)
	}
	begun := time.Now()
	if _, err := read(format, file); reason(err) != want {
		t.Errorf("refused with %v, want %s", err, want)
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
}

const relationsHead = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships" xmlns:x="urn:x">`

func leading(attributes string) string {
	return relationsHead + `<Relationship Id="rId9" ` + attributes + `/></Relationships>`
}

func TestWhatIsHiddenFromTheNamesIsFound(t *testing.T) {
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	const rels = "word/_rels/header1.xml.rels"
	typed := func(part, kind string) spoil {
		return func(t *testing.T, parts map[string]string) []byte {
			parts["word/"+part] = "x"
			return change("[Content_Types].xml", "</Types>", `<Override PartName="/word/`+part+`" ContentType="`+kind+`"/></Types>`)(t, parts)
		}
	}
	both := func(all ...spoil) spoil {
		return func(t *testing.T, parts map[string]string) []byte {
			for _, s := range all {
				s(t, parts)
			}
			return nil
		}
	}
	for _, c := range []struct {
		name, format, reason string
		spoil                spoil
	}{
		{"macros by type", "docx", "macro", typed("a.dat", "application/vnd.ms-office.vbaProject")},
		{"a control by type", "docx", "macro", typed("a.dat", "application/vnd.ms-office.activeX+xml")},
		{"an object by type", "docx", "embedded", typed("a.dat", "application/vnd.openxmlformats-officedocument.oleObject")},
		{"a workbook by type", "docx", "embedded", typed("a.dat", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")},
		{"a compound file", "docx", "embedded", add("word/a.dat", "\xD0\xCF\x11\xE0")},
		{"macros by relation", "docx", "macro", add(rels, leading(`Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="a.dat"`))},
		{"a mode of another namespace", "docx", "broken", add(rels, leading(`Type="`+office+`image" Target="https://eksempel.no/a" x:TargetMode="Internal" TargetMode="External"`))},
		{"a mode twice", "docx", "broken", add(rels, leading(`Type="`+office+`image" Target="a" TargetMode="Internal" TargetMode="External"`))},
		{"a template behind it", "docx", "attached", add("word/_rels/settings.xml.rels", leading(`Type="`+office+`attachedTemplate" Target="a"`))},
		{"fletting", "docx", "merge", change("word/settings.xml", "<w:defaultTabStop", "<w:mailMerge/><w:defaultTabStop")},
		{"strict", "docx", "strict", add(rels, leading(`Type="http://purl.oclc.org/ooxml/officeDocument/relationships/image" Target="a"`))},
		{"a header by another ending", "docx", "field", both(inHeader(whole("DDE x")), func(t *testing.T, parts map[string]string) []byte {
			parts["word/header1.dat"] = parts[header1]
			delete(parts, header1)
			change("word/_rels/document.xml.rels", "header1.xml", "header1.dat")(t, parts)
			return change("[Content_Types].xml", "header1.xml", "header1.dat")(t, parts)
		})},
		{"a header by an escaped name", "docx", "field", both(inHeader(whole("DDE x")), change("word/_rels/document.xml.rels", "header1.xml", "HEADER%31.xml"))},
		{"an address in a shape", "docx", "external", inHeader(run1(`<w:pict><v:shape o:href="https://eksempel.no"/></w:pict>`))},
		{"a part of shapes", "docx", "external", both(add(rels, leading(`Type="`+office+`vmlDrawing" Target="a.vml"`)), add("word/a.vml", `<v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="https://eksempel.no"/>`))},
		{"a drawing with a script", "docx", "drawing", both(add(rels, leading(`Type="`+office+`image" Target="a.png"`)), add("word/a.png", `<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`))},
		{"a drawing with an address", "docx", "external", both(add(rels, leading(`Type="`+office+`image" Target="a.svg"`)), add("word/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><image href="https://eksempel.no"/></svg>`))},
		{"a drawing with styles from elsewhere", "docx", "drawing", both(add(rels, leading(`Type="`+office+`image" Target="a.svg"`)), add("word/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><style>a{fill:url(https://eksempel.no)}</style></svg>`))},
		{"a picture that is none", "docx", "picture", both(add(rels, leading(`Type="`+office+`image" Target="a.png"`)), add("word/a.png", "%!PS"))},
		{"a film inside", "docx", "along", both(add(rels, leading(`Type="`+office+`video" Target="a.mp4"`)), add("word/a.mp4", "x"))},
		{"a program on a slide's layout", "pptx", "action", change("ppt/slideLayouts/slideLayout1.xml", `<p:cNvPr id="2" name="Tittel"/>`, `<p:cNvPr id="2" name="Tittel"><a:hlinkClick action="ppaction://program"/></p:cNvPr>`)},
		{"a macro on a slide's layout", "pptx", "macro", change("ppt/slideLayouts/slideLayout1.xml", `<p:cNvPr id="2" name="Tittel"/>`, `<p:cNvPr id="2" name="Tittel"><a:hlinkClick action="ppaction://macro?name=x"/></p:cNvPr>`)},
		{"the same relation again and again", "docx", "bomb", add(rels, relationsHead+many(10001, `<Relationship Id="r%d" Type="x" Target="x"/>`)+"</Relationships>")},
		{"too many types", "docx", "bomb", change("[Content_Types].xml", "</Types>", many(80000, `<Override PartName="/x%d" ContentType="x"/>`)+"</Types>")},
		{"comments without end", "docx", "field", inHeader(char("begin") + instruction("DDE"+strings.Repeat("x<!-- -->", 200000)) + char("end"))},
	} {
		t.Run(c.name, func(t *testing.T) { wantRefused(t, c.format, c.reason, c.spoil) })
	}
}

func many(number int, line string) string {
	var b strings.Builder
	for i := range number {
		fmt.Fprintf(&b, line, i)
	}
	return b.String()
}
