package documents

import (
	"io"
	"strconv"
	"strings"
)

const openDocumentText = "application/vnd.oasis.opendocument.text"

// ODT writes an OpenDocument text (ISO/IEC 26300, version 1.2, which every
// office suite in use reads) on A4, with the same headings, styles and page
// edges as the Word file.
func ODT(w io.Writer, d Document) error {
	d, err := prepare(d)
	if err != nil {
		return err
	}
	body, err := writeODTBody(d)
	if err != nil {
		return err
	}
	styles, err := odtStyles(d)
	if err != nil {
		return err
	}
	parts := []part{
		{"META-INF/manifest.xml", odtManifest(len(body.pictures))},
		{"content.xml", body.document()},
		{"styles.xml", styles},
		{"meta.xml", odtMeta(d)},
	}
	for i, picture := range body.pictures {
		parts = append(parts, part{odtPicture(i + 1), string(picture)})
	}
	return writeOpenDocument(w, openDocumentText, parts)
}

func odtPicture(number int) string { return "Pictures/picture" + strconv.Itoa(number) + ".png" }

func odtManifest(pictures int) string {
	var x xmlWriter
	x.b.WriteString(xmlHead)
	x.start("manifest:manifest", "xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest:version", "1.2")
	entry := func(path, kind string, more ...string) {
		x.leaf("manifest:file-entry", append([]string{"manifest:full-path", path, "manifest:media-type", kind}, more...)...)
	}
	entry("/", openDocumentText, "manifest:version", "1.2")
	for _, name := range []string{"content.xml", "styles.xml", "meta.xml"} {
		entry(name, "text/xml")
	}
	for i := range pictures {
		entry(odtPicture(i+1), "image/png")
	}
	x.end()
	return x.String()
}

func odtMeta(d Document) string {
	var x xmlWriter
	x.b.WriteString(xmlHead)
	x.start("office:document-meta", "office:version", "1.2",
		"xmlns:office", odf+"office:1.0", "xmlns:meta", odf+"meta:1.0", "xmlns:dc", "http://purl.org/dc/elements/1.1/")
	x.start("office:meta")
	x.element("dc:title", d.Title)
	x.element("dc:subject", d.Subject)
	x.element("meta:initial-creator", d.Author)
	x.element("dc:creator", d.Author)
	x.element("dc:language", d.Language)
	if marks := d.marks(); marks != "" {
		x.element("meta:keyword", marks)
	}
	if !d.Created.IsZero() {
		at := d.Created.UTC().Format("2006-01-02T15:04:05Z")
		x.element("meta:creation-date", at)
		x.element("dc:date", at)
	}
	x.end()
	x.end()
	return x.String()
}

// odtStyles holds the named styles and the page with its edges: the marks on
// top, and below the footer's text, the marks and the page number.
func odtStyles(d Document) (string, error) {
	language, country, _ := strings.Cut(d.Language, "-")
	fixed, err := fixedPart("parts/odt-styles.xml", language)
	if err != nil {
		return "", err
	}
	var header, footer xmlWriter
	header.start("text:p", "text:style-name", "Header")
	if marks := d.marks(); marks != "" {
		header.element("text:span", marks, "text:style-name", "Kladdmerke")
	}
	header.end()
	footer.start("text:p", "text:style-name", "Footer")
	footer.text(joined(" – ", d.footer(), d.marks()))
	footer.leaf("text:tab")
	if d.Words.Page != "" {
		footer.text(d.Words.Page + " ")
	}
	footer.element("text:page-number", "1", "text:select-page", "current")
	footer.end()
	return strings.NewReplacer("COUNTRY", country, "HEADER", header.String(), "FOOTER", footer.String()).Replace(fixed), nil
}
