package letterhead

import (
	"strings"

	"tiltak/app/documents/parcel"
)

// harmful tells by a name of a part, of its type or of a relation what a template
// must not have.
func harmful(name string) string {
	name = strings.ToLower(name)
	for _, word := range []string{"macroenabled", "vbaproject", "vbadata", "activex", "attachedtoolbars", "/control", "xlmacrosheet"} {
		if strings.Contains(name, word) {
			return "macro"
		}
	}
	for _, word := range []string{"/embeddings/", "oleobject", "relationships/package", "relationships/afchunk", "relationships/subdocument", "ms-excel"} {
		if strings.Contains(name, word) {
			return "embedded"
		}
	}
	for _, word := range []string{"mailmerge", "recipientdata"} {
		if strings.Contains(name, word) {
			return "merge"
		}
	}
	for _, kind := range []string{"spreadsheetml.sheet", "spreadsheetml.template", "wordprocessingml.document", "wordprocessingml.template", "presentationml.presentation", "presentationml.template", "presentationml.slideshow"} {
		if strings.HasSuffix(name, kind) {
			return "embedded" // a whole file; as a main part it ends otherwise
		}
	}
	return ""
}

// inBytes tells the same by how a part begins: a compound file, a package, a
// program.
func inBytes(content string) bool {
	for _, start := range []string{"\xD0\xCF\x11\xE0", "PK\x03\x04", "MZ\x90"} {
		if strings.HasPrefix(content, start) {
			return true
		}
	}
	return false
}

// harmless looks through all parts for programs, links to other files and markup
// that cannot be read: by name, type, relation and how they begin.
func (p *pack) harmless() error {
	for _, name := range sorted(p.parts) {
		content := p.parts[name]
		for _, said := range []string{"/" + name, p.types.of(name)} {
			if why := harmful(said); why != "" {
				return refused(why, name)
			}
		}
		if inBytes(content) {
			return refused("embedded", name)
		}
		if list, ok := p.leads[name]; ok {
			if err := harmlessList(name, list); err != nil {
				return err
			}
		} else if p.isMarkup(name) {
			if err := parcel.Walk(content, nil); err != nil {
				return refusedBy(err, name)
			}
		}
	}
	return nil
}

// isMarkup tells by a part's type, by its ending and by how it begins.
func (p *pack) isMarkup(name string) bool {
	kind, plain := strings.ToLower(p.types.of(name)), parcel.Plain(name)
	for _, end := range []string{".xml", ".rels", ".vml", ".svg"} {
		if strings.HasSuffix(plain, end) {
			return true
		}
	}
	return strings.Contains(kind, "xml") && !strings.HasSuffix(kind, "obfuscatedfont") || strings.Contains(kind, "vmldrawing") || strings.HasPrefix(strings.TrimLeft(p.parts[name], "\ufeff \t\r\n"), "<")
}

// harmlessList refuses lists that lead to programs and out of the package, but
// for links a reader follows by choice.
func harmlessList(name string, list []relation) error {
	for _, r := range list {
		if why := harmful(r.full); why != "" {
			return refused(why, name)
		}
		if strings.EqualFold(r.kind, "attachedTemplate") {
			return refused("attached", name)
		}
		if !r.external {
			continue
		}
		target := strings.ToLower(r.target)
		if r.kind == "hyperlink" && (strings.HasPrefix(target, "https://") || strings.HasPrefix(target, "http://") || strings.HasPrefix(target, "mailto:")) {
			continue
		}
		return refused("external", name)
	}
	return nil
}
