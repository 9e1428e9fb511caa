package letterhead

import (
	"encoding/xml"
	"slices"
	"strings"

	"tiltak/app/documents/parcel"
)

const (
	namespaceW      = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	namespaceSVG    = "http://www.w3.org/2000/svg"
	namespaceVML    = "urn:schemas-microsoft-com:vml"
	namespaceOffice = "urn:schemas-microsoft-com:office:"
)

// inspector looks through the markup of a part that goes along for what leads
// out of it, or starts something.
type inspector struct {
	part    string
	fields  fields
	drawing int // elements of a vector picture that are open
	style   bool
}

func (i *inspector) Start(e xml.StartElement, _, _ int) error {
	if strings.Contains(e.Name.Space, "purl.oclc.org/ooxml") {
		return refused("strict", i.part)
	}
	if why := elementHarms(e.Name); why != "" {
		return refused(why, i.part)
	}
	svg := e.Name.Space == namespaceSVG || i.drawing > 0 || strings.EqualFold(e.Name.Local, "svg")
	if svg {
		i.drawing++
		i.style = strings.EqualFold(e.Name.Local, "style")
	}
	vml := e.Name.Space == namespaceVML || strings.HasPrefix(e.Name.Space, namespaceOffice)
	for _, a := range e.Attr {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			continue
		}
		if why := attributeHarms(a, vml, svg); why != "" {
			return refused(why, i.part)
		}
	}
	if !i.fields.start(e) {
		return refused("field", i.part)
	}
	return nil
}

func (i *inspector) Text(text []byte) error {
	if i.style && leadsOut(string(text)) {
		return refused("drawing", i.part)
	}
	if !i.fields.text(text) {
		return refused("field", i.part)
	}
	return nil
}

func (i *inspector) End(name xml.Name, _, _ int) error {
	if i.drawing > 0 {
		i.drawing--
		i.style = false
	}
	if !i.fields.end(name) {
		return refused("field", i.part)
	}
	return nil
}

// elementHarms tells why an element is not taken, whatever its namespace: no
// element of these names is harmless.
func elementHarms(name xml.Name) string {
	switch strings.ToLower(name.Local) {
	case "control", "controls", "entrymacro", "exitmacro", "fmlamacro", "docevents", "ocx":
		return "macro"
	case "oleobject", "oleobj", "objectembed", "objectlink", "altchunk", "subdoc", "oleobjects":
		return "embedded"
	case "mailmerge":
		return "merge"
	case "attachedtemplate", "savethroughxslt":
		return "attached"
	case "script", "foreignobject", "iframe", "embed", "handler":
		if name.Space != namespaceW && !strings.Contains(name.Space, "openxmlformats") {
			return "drawing"
		}
	}
	return ""
}

func attributeHarms(a xml.Attr, vml, svg bool) string {
	name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
	switch {
	case name == "macro" && value != "", strings.HasPrefix(value, "ppaction://macro"):
		return "macro"
	case strings.HasPrefix(value, "ppaction:"):
		allowed := []string{"ppaction://hlinkshowjump", "ppaction://hlinksldjump", "ppaction://noaction", "ppaction://customshow"}
		if !slices.ContainsFunc(allowed, func(start string) bool { return value == start || strings.HasPrefix(value, start+"?") }) {
			return "action"
		}
	case strings.HasPrefix(value, `\\`), strings.HasPrefix(value, "file:"), strings.HasPrefix(value, "javascript:"):
		return "external"
	case (vml || svg) && strings.HasPrefix(name, "on") && len(name) > len("oned"):
		return "drawing"
	case (vml || svg) && slices.Contains([]string{"href", "src", "althref"}, name) && value != "" && !strings.HasPrefix(value, "#"):
		inside := []string{"data:image/png", "data:image/jpeg", "data:image/gif"}
		if !svg || !slices.ContainsFunc(inside, func(start string) bool { return strings.HasPrefix(value, start) }) {
			return "external"
		}
	case svg && leadsOut(value):
		return "drawing"
	}
	return ""
}

// leadsOut tells whether style text may name an address.
func leadsOut(style string) bool {
	style = strings.ToLower(style)
	return strings.Contains(style, `\`) || strings.Contains(style, "@import") || strings.Contains(style, "image-set(") ||
		strings.Count(style, "url(") != strings.Count(style, "url(#")+strings.Count(style, `url("#`)+strings.Count(style, "url('#")
}

// inspect is inspector for markup as such.
func inspect(part, content string) error {
	return refusedBy(parcel.Walk(content, &inspector{part: part}), part)
}
