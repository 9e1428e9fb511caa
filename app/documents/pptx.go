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
	slides, err := writeSlides(d, OwnSlideFrame())
	if err != nil {
		return nil, err
	}
	parts := []part{
		{"[Content_Types].xml", presentationTypes(len(slides))},
		{"_rels/.rels", packageRelations("ppt/presentation.xml")},
		{"docProps/core.xml", coreProperties(d)},
		{"ppt/presentation.xml", presentation(d, OwnSlideFrame(), len(slides))},
		{"ppt/_rels/presentation.xml.rels", presentationRelations(len(slides))},
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
	pictures := 0
	for i, s := range slides {
		parts = append(parts, part{slideName(i + 1), s.Content}, part{fmt.Sprintf("ppt/slides/_rels/slide%d.xml.rels", i+1), s.relationships()})
		for _, picture := range s.Pictures {
			pictures++
			parts = append(parts, part{"ppt/" + pictureTarget(pictures), string(picture)})
		}
	}
	return parts, nil
}

// Slide is one slide of a paper, whatever presentation it stands in: its XML, what
// it leads to by the ids rIdLink1, rIdLink2 …, and its pictures. Pictures are
// numbered through the whole paper, from rIdPicture1; FirstPicture is the number of
// this slide's first.
type Slide struct {
	Content      string
	Links        []string // addresses
	Pictures     [][]byte // PNG
	FirstPicture int
}

// SlidesOf writes the slides of a paper into the frame of a template. It fails as
// PPTX does.
func SlidesOf(d Document, frame SlideFrame) ([]Slide, error) {
	d, err := prepare(d)
	if err != nil {
		return nil, err
	}
	return writeSlides(d, frame)
}

func writeSlides(d Document, frame SlideFrame) ([]Slide, error) {
	laidOut, err := layOutSlides(d, frame)
	if err != nil {
		return nil, err
	}
	slides, pictures := make([]Slide, len(laidOut)), 0
	for i, s := range laidOut {
		w := &slideWriter{d: d, frame: frame, links: newLinks()}
		written := Slide{Content: w.write(s, i+1, pictures), FirstPicture: pictures + 1}
		for _, shape := range s.shapes {
			if shape.image != nil {
				written.Pictures = append(written.Pictures, shape.image.PNG)
			}
		}
		pictures += len(written.Pictures)
		written.Links = w.links.addresses
		slides[i] = written
	}
	return slides, nil
}

func slideName(number int) string { return fmt.Sprintf("ppt/slides/slide%d.xml", number) }

// relationships is what a slide of our own file leads to.
func (s Slide) relationships() string {
	return relationsOf(func(relation func(id, kind, target string, more ...string)) {
		relation("rIdLayout", "slideLayout", "../slideLayouts/slideLayout1.xml")
		for i, address := range s.Links {
			relation("rIdLink"+strconv.Itoa(i+1), "hyperlink", address, "TargetMode", "External")
		}
		for i := range s.Pictures {
			number := s.FirstPicture + i
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

func presentation(d Document, frame SlideFrame, slides int) string {
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
	x.leaf("p:sldSz", "cx", emu(frame.Width), "cy", emu(frame.Height))
	x.leaf("p:notesSz", "cx", emu(frame.Width), "cy", emu(frame.Height))
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
