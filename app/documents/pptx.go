package documents

import (
	"fmt"
	"io"
	"strconv"
)

// PPTX writes a presentation of upright A4 slides (ISO/IEC 29500 transitional),
// as the newsletter is made: a title and two boxes of text a slide. Texts,
// tables and pictures before the change to two columns stand over the whole
// width of the first slide.
func PPTX(w io.Writer, d Document) error {
	d, err := prepare(d)
	if err != nil {
		return err
	}
	parts, err := pptxParts(d)
	if err != nil {
		return err
	}
	return writePackage(w, parts)
}

func pptxParts(d Document) ([]part, error) {
	slides, err := writeSlides(d)
	if err != nil {
		return nil, err
	}
	parts := []part{
		{"[Content_Types].xml", presentationTypes(len(slides.parts))},
		{"_rels/.rels", packageRelations("ppt/presentation.xml")},
		{"docProps/core.xml", coreProperties(d)},
		{"ppt/presentation.xml", presentation(d, len(slides.parts))},
		{"ppt/_rels/presentation.xml.rels", presentationRelations(len(slides.parts))},
	}
	for _, fixed := range []struct{ name, file string }{
		{"ppt/theme/theme1.xml", "parts/pptx-theme.xml"},
		{"ppt/slideMasters/slideMaster1.xml", "parts/pptx-master.xml"},
		{"ppt/slideMasters/_rels/slideMaster1.xml.rels", "parts/pptx-master-rels.xml"},
		{"ppt/slideLayouts/slideLayout1.xml", "parts/pptx-layout.xml"},
		{"ppt/slideLayouts/_rels/slideLayout1.xml.rels", "parts/pptx-layout-rels.xml"},
	} {
		content, err := fixedPart(fixed.file, d.Language)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{fixed.name, content})
	}
	parts = append(parts, slides.parts...)
	parts = append(parts, slides.relations...)
	for i, picture := range slides.pictures {
		parts = append(parts, part{"ppt/" + pictureTarget(i+1), string(picture)})
	}
	return parts, nil
}

// writtenSlides are the slides of a document, what each leads to, and the
// pictures on them. Their relations name the layout as slideLayout1.
type writtenSlides struct {
	parts, relations []part
	pictures         [][]byte
}

func writeSlides(d Document) (writtenSlides, error) {
	var written writtenSlides
	slides, err := layOutSlides(d)
	if err != nil {
		return written, err
	}
	for i, s := range slides {
		w := &slideWriter{d: d, links: newLinks()}
		content := w.write(s, i+1, len(written.pictures))
		for _, shape := range s.shapes {
			if shape.image != nil {
				written.pictures = append(written.pictures, shape.image.PNG)
			}
		}
		written.parts = append(written.parts, part{slideName(i + 1), content})
		written.relations = append(written.relations, part{fmt.Sprintf("ppt/slides/_rels/slide%d.xml.rels", i+1), w.relations()})
	}
	return written, nil
}

func slideName(number int) string { return fmt.Sprintf("ppt/slides/slide%d.xml", number) }

// relations is what a slide leads to.
func (w *slideWriter) relations() string {
	return relationsOf(func(relation func(id, kind, target string, more ...string)) {
		relation("rIdLayout", "slideLayout", "../slideLayouts/slideLayout1.xml")
		for i, address := range w.links.addresses {
			relation("rIdLink"+strconv.Itoa(i+1), "hyperlink", address, "TargetMode", "External")
		}
		for _, number := range w.pictures {
			relation(pictureID(number), "image", "../"+pictureTarget(number))
		}
	})
}

func relationsOf(write func(relation func(id, kind, target string, more ...string))) string {
	var x xmlWriter
	x.b.WriteString(xmlHead)
	x.start("Relationships", "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
	write(func(id, kind, target string, more ...string) {
		x.leaf("Relationship", append([]string{"Id", id, "Type", relationBase + kind, "Target", target}, more...)...)
	})
	x.end()
	return x.String()
}

// packageRelations is _rels/.rels of a package with a main part.
func packageRelations(main string) string {
	var x xmlWriter
	x.b.WriteString(xmlHead)
	x.start("Relationships", "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
	x.leaf("Relationship", "Id", "rId1", "Type", relationBase+"officeDocument", "Target", main)
	x.leaf("Relationship", "Id", "rId2", "Type", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "Target", "docProps/core.xml")
	x.end()
	return x.String()
}

func presentationTypes(slides int) string {
	const base = "application/vnd.openxmlformats-officedocument.presentationml."
	var x xmlWriter
	x.b.WriteString(xmlHead)
	x.start("Types", "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
	x.leaf("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	x.leaf("Default", "Extension", "xml", "ContentType", "application/xml")
	x.leaf("Default", "Extension", "png", "ContentType", "image/png")
	override := func(name, kind string) { x.leaf("Override", "PartName", name, "ContentType", kind) }
	override("/ppt/presentation.xml", base+"presentation.main+xml")
	override("/ppt/slideMasters/slideMaster1.xml", base+"slideMaster+xml")
	override("/ppt/slideLayouts/slideLayout1.xml", base+"slideLayout+xml")
	override("/ppt/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml")
	for i := range slides {
		override("/"+slideName(i+1), base+"slide+xml")
	}
	override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	x.end()
	return x.String()
}

func presentation(d Document, slides int) string {
	const firstSlide = 256 // the least number that the format allows
	var x xmlWriter
	x.b.WriteString(xmlHead)
	x.start("p:presentation", "xmlns:a", namespaceA, "xmlns:r", namespaceR, "xmlns:p", namespaceP, "saveSubsetFonts", "1")
	x.start("p:sldMasterIdLst")
	x.leaf("p:sldMasterId", "id", "2147483648", "r:id", "rIdMaster")
	x.end()
	x.start("p:sldIdLst")
	for i := range slides {
		x.leaf("p:sldId", "id", strconv.Itoa(firstSlide+i), "r:id", "rIdSlide"+strconv.Itoa(i+1))
	}
	x.end()
	x.leaf("p:sldSz", "cx", emu(slideWidth), "cy", emu(slideHeight))
	x.leaf("p:notesSz", "cx", emu(slideWidth), "cy", emu(slideHeight))
	x.start("p:defaultTextStyle")
	x.start("a:defPPr")
	x.leaf("a:defRPr", "lang", d.Language)
	x.end()
	x.end()
	x.end()
	return x.String()
}

func presentationRelations(slides int) string {
	return relationsOf(func(relation func(id, kind, target string, more ...string)) {
		relation("rIdMaster", "slideMaster", "slideMasters/slideMaster1.xml")
		relation("rIdTheme", "theme", "theme/theme1.xml")
		for i := range slides {
			relation("rIdSlide"+strconv.Itoa(i+1), "slide", fmt.Sprintf("slides/slide%d.xml", i+1))
		}
	})
}
