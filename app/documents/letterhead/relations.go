package letterhead

import (
	"encoding/xml"
	"net/url"
	"path"
	"strings"

	"tiltak/app/documents/parcel"
)

// relation is one line of a part's list of what it leads to.
type relation struct {
	id, kind, full, target string
	external               bool
}

// What the kinds of relations begin with; the rest is the kind: styles, header,
// image …
func relationBases() []string {
	return []string{
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
		"http://schemas.openxmlformats.org/package/2006/relationships/metadata/",
		"http://schemas.openxmlformats.org/package/2006/relationships/",
		"http://schemas.microsoft.com/office/2006/relationships/",
		"http://schemas.microsoft.com/office/2007/relationships/",
		"http://schemas.microsoft.com/office/2011/relationships/",
	}
}

// kindOfRelation is the whole type where nobody knows what it begins with.
func kindOfRelation(full string) string {
	for _, base := range relationBases() {
		if kind, found := strings.CutPrefix(full, base); found {
			return kind
		}
	}
	return full
}

// isList tells whether a part is a list of relations.
func isList(name string) bool {
	plain := parcel.Plain(name)
	return strings.HasSuffix(plain, ".rels") && path.Base(path.Dir(plain)) == "_rels"
}

// listOf names the list of what a part leads to; no name is the package itself.
func listOf(name string) string {
	if name == "" {
		return "_rels/.rels"
	}
	return path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
}

// lines reads a list: a root, and in it one kind of lines without anything of
// other namespaces.
type lines struct {
	name, space, root string
	known             map[string]bool
	depth, count      int
	take              func(e xml.StartElement) error
}

func (l *lines) Start(e xml.StartElement, _, _ int) error {
	l.depth++
	sound := e.Name.Space == l.space
	for _, a := range e.Attr {
		sound = sound && (a.Name.Space == "" || a.Name.Space == "xmlns")
	}
	switch {
	case strings.Contains(e.Name.Space, "purl.oclc.org"):
		return refused("strict", l.name)
	case !sound, l.depth > 2, l.depth == 1 && e.Name.Local != l.root, l.depth == 2 && !l.known[e.Name.Local]:
		return refused("broken", l.name)
	case l.depth == 1:
		return nil
	}
	if l.count++; l.count > mostLines {
		return refused("bomb", l.name)
	}
	return l.take(e)
}

func (l *lines) Text([]byte) error { return nil }

func (l *lines) End(xml.Name, int, int) error {
	l.depth--
	return nil
}

func relationsIn(name, content string) ([]relation, error) {
	var list []relation
	seen := map[string]bool{}
	err := parcel.Walk(content, &lines{
		name: name, space: "http://schemas.openxmlformats.org/package/2006/relationships", root: "Relationships", known: map[string]bool{"Relationship": true},
		take: func(e xml.StartElement) error {
			get := func(name string) string { return parcel.Attribute(e, "", name) }
			r := relation{id: get("Id"), full: get("Type"), target: get("Target"), external: get("TargetMode") == "External"}
			r.kind = kindOfRelation(r.full)
			switch mode := get("TargetMode"); {
			case strings.Contains(r.full, "purl.oclc.org"):
				return refused("strict", name)
			case mode != "" && mode != "External" && mode != "Internal", r.id == "", seen[r.id]:
				return refused("broken", name)
			}
			seen[r.id] = true
			list = append(list, r)
			return nil
		},
	})
	return list, refusedBy(err, name)
}

// leadsTo is the list of what a part leads to inside the package, by the names of
// the parts; what is not there is left out.
func (p *pack) leadsTo(name string) []relation {
	var list []relation
	for _, r := range p.leads[p.named(listOf(name))] {
		if r.external {
			continue
		}
		address, err := url.Parse(r.target)
		if err != nil {
			continue
		}
		target := address.Path
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", path.Dir(name), target)
		}
		if r.target = p.named(path.Clean(target)); r.target != "" {
			list = append(list, r)
		}
	}
	return list
}

// mainPart is what the package says that it is about.
func (p *pack) mainPart() string {
	for _, r := range p.leadsTo("") {
		if r.kind == "officeDocument" {
			return r.target
		}
	}
	return ""
}

// types are the content types of a package, by the plain names of parts and by
// extension.
type types struct{ byName, byExtension map[string]string }

func typesIn(content string) (types, error) {
	t := types{map[string]string{}, map[string]string{}}
	err := parcel.Walk(content, &lines{
		name: typesName, space: "http://schemas.openxmlformats.org/package/2006/content-types", root: "Types", known: map[string]bool{"Default": true, "Override": true},
		take: func(e xml.StartElement) error {
			list, key := t.byName, parcel.Plain(parcel.Attribute(e, "", "PartName"))
			if e.Name.Local == "Default" {
				list, key = t.byExtension, strings.ToLower(parcel.Attribute(e, "", "Extension"))
			}
			if _, twice := list[key]; twice {
				return refused("twice", key)
			}
			list[key] = parcel.Attribute(e, "", "ContentType")
			return nil
		},
	})
	return t, refusedBy(err, typesName)
}

// of gives the content type of a part.
func (t types) of(name string) string {
	plain := parcel.Plain(name)
	if own, known := t.byName[plain]; known {
		return own
	}
	return t.byExtension[strings.TrimPrefix(path.Ext(plain), ".")]
}
