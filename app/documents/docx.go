package documents

import (
	"embed"
	"io"
)

//go:embed parts/*.xml
var fixedParts embed.FS

// DOCX writes a Word file (ISO/IEC 29500 transitional) on A4.
//
// The paper's title is Heading 1 and its sections Heading 2 and 3: Word's Title
// style is no heading to a screen reader, nor in a tagged PDF made from the
// file.
func DOCX(w io.Writer, d Document) error {
	d, err := prepare(d)
	if err != nil {
		return err
	}
	content, err := wordContent(d, OwnWordStyles())
	if err != nil {
		return err
	}
	parts, err := docxParts(d, content)
	if err != nil {
		return err
	}
	return writePackage(w, parts)
}

// WordContent is what a paper puts into a Word file, whoever made the rest of it:
// the text, the edges of its pages, what the text leads to by the ids rIdLink1,
// rIdLink2 …, its pictures by rIdPicture1 …, and the properties of the file. The
// edges are rIdHeader and rIdFooter.
type WordContent struct {
	Document   string // word/document.xml
	Header     string
	Footer     string
	Properties string   // docProps/core.xml
	Links      []string // addresses
	Pictures   [][]byte // PNG
}

// WordContentOf writes the content of a Word file with the styles of a template.
// It fails as DOCX does.
func WordContentOf(d Document, styles WordStyles) (WordContent, error) {
	d, err := prepare(d)
	if err != nil {
		return WordContent{}, err
	}
	return wordContent(d, styles)
}

func wordContent(d Document, styles WordStyles) (WordContent, error) {
	body, err := writeBody(d, styles)
	if err != nil {
		return WordContent{}, err
	}
	return WordContent{
		Document: body.document(), Header: header(d, styles), Footer: footer(d, styles), Properties: coreProperties(d),
		Links: body.links.addresses, Pictures: body.pictures,
	}, nil
}

func docxParts(d Document, content WordContent) ([]part, error) {
	parts := []part{
		{"[Content_Types].xml", ""}, // Word reads it first
		{"_rels/.rels", ""},
		{"word/document.xml", content.Document},
		{"word/styles.xml", ""},
		{"word/numbering.xml", ""},
		{"word/settings.xml", ""},
		{"word/header1.xml", content.Header},
		{"word/footer1.xml", content.Footer},
		{"word/_rels/document.xml.rels", content.relationships()},
		{"docProps/core.xml", content.Properties},
	}
	fixed := map[string]string{
		"[Content_Types].xml": "parts/content-types.xml",
		"_rels/.rels":         "parts/package-rels.xml",
		"word/styles.xml":     "parts/styles.xml",
		"word/numbering.xml":  "parts/numbering.xml",
		"word/settings.xml":   "parts/settings.xml",
	}
	for i, p := range parts {
		name, ok := fixed[p.name]
		if !ok {
			continue
		}
		content, err := fixedPart(name, d.Language)
		if err != nil {
			return nil, err
		}
		parts[i].content = content
	}
	for i, picture := range content.Pictures {
		parts = append(parts, part{"word/" + pictureTarget(i+1), string(picture)})
	}
	return parts, nil
}

// header holds the marks, on every page.
func header(d Document, styles WordStyles) string {
	return pageEdge("w:hdr", func(x *xmlWriter) {
		paragraphStart(x, styles[RoleHeader])
		if marks := d.marks(); marks != "" {
			x.start("w:r")
			x.start("w:rPr")
			x.leaf("w:rStyle", "w:val", styles[RoleMark])
			x.end()
			x.element("w:t", marks, "xml:space", "preserve")
			x.end()
		}
		x.end()
	})
}

// footer holds its text and the marks to the left, the page number to the right.
func footer(d Document, styles WordStyles) string {
	return pageEdge("w:ftr", func(x *xmlWriter) {
		paragraphStart(x, styles[RoleFooter])
		plainRun(x, joined(" – ", d.footer(), d.marks()))
		x.start("w:r")
		x.leaf("w:tab")
		x.end()
		if d.Words.Page != "" {
			plainRun(x, d.Words.Page+" ")
		}
		x.start("w:fldSimple", "w:instr", " PAGE ")
		plainRun(x, "1")
		x.end()
		x.end()
	})
}

func pageEdge(name string, write func(*xmlWriter)) string {
	var x xmlWriter
	x.b.WriteString(xmlHead)
	x.start(name, "xmlns:w", namespaceW)
	write(&x)
	x.end()
	return x.String()
}

// paragraphStart leaves the paragraph open.
func paragraphStart(x *xmlWriter, style string) {
	x.start("w:p")
	x.start("w:pPr")
	x.leaf("w:pStyle", "w:val", style)
	x.end()
}

func plainRun(x *xmlWriter, text string) {
	x.start("w:r")
	x.element("w:t", text, "xml:space", "preserve")
	x.end()
}

func coreProperties(d Document) string {
	var x xmlWriter
	x.b.WriteString(xmlHead)
	x.start("cp:coreProperties",
		"xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
		"xmlns:dc", "http://purl.org/dc/elements/1.1/",
		"xmlns:dcterms", "http://purl.org/dc/terms/",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	x.element("dc:title", d.Title)
	x.element("dc:subject", d.Subject)
	x.element("dc:creator", d.Author)
	x.element("dc:language", d.Language)
	if marks := d.marks(); marks != "" {
		x.element("cp:contentStatus", marks)
	}
	if !d.Created.IsZero() {
		at := d.Created.UTC().Format("2006-01-02T15:04:05Z")
		x.element("dcterms:created", at, "xsi:type", "dcterms:W3CDTF")
		x.element("dcterms:modified", at, "xsi:type", "dcterms:W3CDTF")
	}
	x.end()
	return x.String()
}
