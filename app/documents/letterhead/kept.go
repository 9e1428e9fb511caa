package letterhead

import (
	"slices"
	"strings"

	"tiltak/app/documents/parcel"
)

// goesAlong tells which kinds of parts that a kept part leads to go along.
func goesAlong(kind string) bool {
	return slices.Contains([]string{
		"image", "hdphoto", "theme", "themeOverride", "font", "slideMaster", "slideLayout", "tags", "vmlDrawing", "customXml", "customXmlProps",
		"diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing",
	}, kind)
}

// kept are the parts that a template's look consists of: all that is reached from
// its main part through the kinds that keeps names. The main part itself is not
// among them, nor its list. Each of them is looked into for what may do harm.
func (p *pack) kept(main string, keeps func(kind string) bool) (map[string]string, error) {
	found := map[string]string{}
	var follow func(r relation) error
	follow = func(r relation) error {
		name := r.target
		if _, seen := found[name]; seen {
			return nil
		}
		if name == main || isList(name) || slices.Contains([]string{"docprops/core.xml", "[content_types].xml"}, parcel.Plain(name)) {
			return refused("broken", name) // stands where ours goes
		}
		found[name] = p.parts[name]
		if err := p.look(name, r.kind); err != nil {
			return err
		}
		list := p.named(listOf(name))
		if list == "" {
			return nil
		}
		found[list] = p.parts[list]
		for _, r := range p.leads[list] {
			if r.external && r.kind == "hyperlink" {
				continue
			}
			if !goesAlong(r.kind) {
				return refused("along", list)
			}
		}
		for _, r := range p.leadsTo(name) {
			if err := follow(r); err != nil {
				return err
			}
		}
		return nil
	}
	for _, r := range p.leadsTo(main) {
		if keeps(r.kind) {
			if err := follow(r); err != nil {
				return nil, err
			}
		}
	}
	return found, nil
}

// look looks into a part that goes along.
func (p *pack) look(name, kind string) error {
	content := p.parts[name]
	if p.isMarkup(name) {
		return refusedBy(parcel.Walk(content, &inspector{part: name}), name)
	}
	if (kind == "image" || kind == "hdphoto") && !isPicture(content) {
		return refused("picture", name)
	}
	return nil
}

// isPicture tells by how a part begins whether it is a picture of a kind that
// Office files have.
func isPicture(content string) bool {
	for _, start := range []string{"\x89PNG", "\xff\xd8\xff", "GIF8", "BM", "II*\x00", "MM\x00*", "II\xbc", "\xd7\xcd\xc6\x9a", "\x01\x00\x09\x00"} {
		if strings.HasPrefix(content, start) {
			return true
		}
	}
	const mark = 40 // of an enhanced metafile
	return strings.HasPrefix(content, "\x01\x00\x00\x00") && len(content) > mark+4 && content[mark:mark+4] == " EMF"
}
