package letterhead

import (
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tiltak/app/documents"
)

const (
	slidesMain     = "ppt/presentation.xml"
	slidesBase     = "application/vnd.openxmlformats-officedocument.presentationml."
	slidesTemplate = slidesBase + "template.main+xml"
	slidesDocument = slidesBase + "presentation.main+xml"
	emuPerPoint    = 12700 // English metric units
)

// Slides is a PowerPoint template that may be used.
type Slides struct {
	parts     map[string]string
	types     types
	relations []relation // of the main part, to what is kept
	main      string
	frame     documents.SlideFrame
	layout    string // the part that our slides follow
}

// keepsSlides tells what of a presentation is part of its look; its slides are
// not, nor what belongs to them.
func keepsSlides(kind string) bool {
	return slices.Contains([]string{"slideMaster", "theme", "presProps", "tableStyles", "font"}, kind)
}

// ReadSlides reads a .potx or .pptx, and refuses what cannot serve with an
// invalid-input error that says why. It must have a layout with a title and two
// places for text.
func ReadSlides(file []byte) (*Slides, error) {
	p, err := unpack(file)
	if err != nil {
		return nil, err
	}
	main := p.parts[slidesMain]
	if p.mainPart() != slidesMain || main == "" {
		return nil, refused("no_slides", "")
	}
	if kind := p.types.of(slidesMain); kind != slidesTemplate && kind != slidesDocument {
		return nil, refused("no_slides", "")
	}
	if !strings.Contains(main, "<p:sldSz ") || !strings.Contains(main, "xmlns:r=") {
		return nil, refused("broken", slidesMain)
	}
	if err := inspect(slidesMain, main); err != nil { // what it says goes along
		return nil, err
	}
	parts, err := p.kept(slidesMain, keepsSlides)
	if err != nil {
		return nil, err
	}
	s := &Slides{parts: parts, main: main, types: p.types}
	for _, r := range p.leadsTo(slidesMain) {
		if keepsSlides(r.kind) {
			s.relations = append(s.relations, r)
		}
	}
	var paper struct {
		Size struct {
			Width  float64 `xml:"cx,attr"`
			Height float64 `xml:"cy,attr"`
		} `xml:"sldSz"`
	}
	if err := xml.Unmarshal([]byte(main), &paper); err != nil || paper.Size.Width < emuPerPoint || paper.Size.Height < emuPerPoint {
		return nil, refused("broken", slidesMain)
	}
	seen := map[string]bool{} // a list may name the same part again and again
	for _, master := range s.relations {
		if master.kind != "slideMaster" || seen[master.target] {
			continue
		}
		seen[master.target] = true
		for _, r := range p.leadsTo(master.target) {
			if r.kind != "slideLayout" || seen[r.target] || s.layout != "" {
				continue
			}
			seen[r.target] = true
			if frame, serves := frameOf(p.parts[r.target], paper.Size.Width/emuPerPoint, paper.Size.Height/emuPerPoint); serves {
				s.frame, s.layout = frame, r.target
			}
		}
	}
	if s.layout == "" {
		return nil, refused("layout", "")
	}
	return s, nil
}

// held is a placeholder of a layout.
type held struct {
	kind             string
	index            int
	x, y, w, h       float64 // in points
	placed, anything bool
}

// frameOf reads where a layout has its title and its places for text, from left
// to right; false where it lacks any of them.
func frameOf(layout string, width, height float64) (documents.SlideFrame, bool) {
	frame := documents.SlideFrame{Width: width, Height: height}
	var texts []held
	title := held{}
	for _, p := range placeholders(layout) {
		switch p.kind {
		case "title", "ctrTitle":
			title, frame.Title = p, p.kind
		case "", "body", "obj":
			if p.index > 0 {
				texts = append(texts, p)
			}
		case "ftr":
			frame.Footer = p.index
		case "sldNum":
			frame.Number = p.index
		}
	}
	if frame.Title == "" || len(texts) < 2 {
		return frame, false
	}
	slices.SortStableFunc(texts, func(a, b held) int { return int(a.x - b.x) })
	left, right := texts[0], texts[len(texts)-1]
	frame.Columns = [2]int{left.index, right.index}
	margin := width * 0.08
	frame.Left, frame.Right, frame.Top, frame.Bottom, frame.Gap = margin, width-margin, height*0.16, height*0.92, 24
	const narrowest = 100 // points of a column that can be read
	if left.placed && right.placed && left.w > narrowest && right.x >= left.x+left.w {
		frame.Left, frame.Right, frame.Gap = left.x, right.x+right.w, right.x-left.x-left.w
		frame.Top, frame.Bottom = min(left.y, right.y), min(left.y+left.h, right.y+right.h)
	}
	frame.Foot = height * 0.95
	frame.MarkTop = 8
	if title.placed {
		frame.MarkTop = max(4, title.y-20)
	}
	return frame, frame.Bottom-frame.Top > narrowest && frame.Right-frame.Left > 2*narrowest
}

// placeholders reads the places that a layout holds open.
func placeholders(layout string) []held {
	var found []held
	var current *held
	decoder := xml.NewDecoder(strings.NewReader(layout))
	for {
		token, err := decoder.Token()
		if err != nil {
			return found
		}
		switch token := token.(type) {
		case xml.StartElement:
			number := func(name string) float64 {
				value, _ := strconv.ParseFloat(valueOf(token, name), 64)
				return value / emuPerPoint
			}
			switch name := token.Name.Local; {
			case name == "sp":
				current = &held{}
			case current == nil:
			case name == "ph":
				current.kind, current.anything = valueOf(token, "type"), true
				current.index, _ = strconv.Atoi(valueOf(token, "idx"))
			case name == "off" && !current.placed:
				current.x, current.y = number("x"), number("y")
			case name == "ext" && valueOf(token, "cx") != "" && !current.placed:
				current.w, current.h, current.placed = number("cx"), number("cy"), true
			}
		case xml.EndElement:
			if token.Name.Local == "sp" && current != nil {
				if current.anything {
					found = append(found, *current)
				}
				current = nil
			}
		}
	}
}

func valueOf(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// What a presentation says of its own slides, which are not ours.
var ofSlides = regexp.MustCompile(`(?s)<p:(sldIdLst|notesMasterIdLst|handoutMasterIdLst|custShowLst|extLst)(?:/>|>.*?</p:(?:sldIdLst|notesMasterIdLst|handoutMasterIdLst|custShowLst|extLst)>)`)

// Write sets a paper in the template. The same paper in the same template gives
// the same bytes.
func (s *Slides) Write(out io.Writer, d documents.Document) error {
	slides, err := documents.SlidesOf(d, s.frame)
	if err != nil {
		return err
	}
	parts := map[string]string{"docProps/core.xml": documents.Properties(d), "_rels/.rels": documents.PackageRelations(slidesMain)}
	for name, part := range s.parts {
		parts[name] = part
	}
	types := map[string]string{"/" + slidesMain: slidesDocument, "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"}
	var relations []documents.Relation
	ours := "rIdTiltak"
	for slices.ContainsFunc(s.relations, func(r relation) bool { return strings.HasPrefix(r.id, ours) }) {
		ours += "x"
	}
	for _, r := range s.relations {
		relations = append(relations, documents.Relation{ID: r.id, Type: r.full, Target: "/" + r.target})
	}
	const firstSlide = 256 // the least number that the format allows
	list := "<p:sldIdLst>"
	for i, slide := range slides {
		name := fmt.Sprintf("ppt/slides/tiltak%d.xml", i+1)
		parts[name], types["/"+name] = slide.Content, slidesBase+"slide+xml"
		parts[fmt.Sprintf("ppt/slides/_rels/tiltak%d.xml.rels", i+1)] = s.relationsOf(slide, parts)
		id := ours + strconv.Itoa(i+1)
		relations = append(relations, documents.Relation{ID: id, Type: documents.RelationType("slide"), Target: "slides/" + path.Base(name)})
		list += fmt.Sprintf(`<p:sldId id="%d" r:id="%s"/>`, firstSlide+i, id)
	}
	parts[slidesMain] = strings.Replace(ofSlides.ReplaceAllLiteralString(s.main, ""), "<p:sldSz ", list+"</p:sldIdLst><p:sldSz ", 1)
	parts["ppt/_rels/presentation.xml.rels"] = documents.RelationsOf(relations)
	parts["[Content_Types].xml"] = retyped(s.types, parts, types)
	return documents.WritePackage(out, parts)
}

// relationsOf is what one of our slides leads to; its pictures are put among the
// parts.
func (s *Slides) relationsOf(slide documents.Slide, parts map[string]string) string {
	relations := []documents.Relation{{ID: "rIdLayout", Type: documents.RelationType("slideLayout"), Target: "/" + s.layout}}
	for i, address := range slide.Links {
		relations = append(relations, documents.Relation{ID: "rIdLink" + strconv.Itoa(i+1), Type: documents.RelationType("hyperlink"), Target: address, External: true})
	}
	for i, picture := range slide.Pictures {
		number := strconv.Itoa(slide.FirstPicture + i)
		parts["ppt/media/tiltak"+number+".png"] = string(picture)
		relations = append(relations, documents.Relation{ID: "rIdPicture" + number, Type: documents.RelationType("image"), Target: "../media/tiltak" + number + ".png"})
	}
	return documents.RelationsOf(relations)
}
