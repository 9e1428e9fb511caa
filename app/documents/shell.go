package documents

import (
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Relation is what a part of an Office file leads to.
type Relation struct {
	ID, Type, Target string
	External         bool
}

// RelationType is the full name of a kind of relation: header, image …
func RelationType(kind string) string { return relationBase + kind }

// RelationsOf writes the list of what a part leads to, by id.
func RelationsOf(relations []Relation) string {
	relations = slices.Clone(relations)
	slices.SortFunc(relations, func(a, b Relation) int { return strings.Compare(a.ID, b.ID) })
	var x xmlWriter
	x.b.WriteString(xmlHead)
	x.start("Relationships", "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
	for _, r := range relations {
		attributes := []string{"Id", r.ID, "Type", r.Type, "Target", r.Target}
		if r.External {
			attributes = append(attributes, "TargetMode", "External")
		}
		x.leaf("Relationship", attributes...)
	}
	x.end()
	return x.String()
}

// PackageRelations writes what an Office file as a whole leads to: its main part
// and its properties.
func PackageRelations(main string) string { return packageRelations(main) }

// ContentTypes writes what kind each part of an Office file is: by its extension,
// or by its name.
func ContentTypes(byExtension, byName map[string]string) string {
	var x xmlWriter
	x.b.WriteString(xmlHead)
	x.start("Types", "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
	for _, extension := range slices.Sorted(maps.Keys(byExtension)) {
		x.leaf("Default", "Extension", extension, "ContentType", byExtension[extension])
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		x.leaf("Override", "PartName", name, "ContentType", byName[name])
	}
	x.end()
	return x.String()
}

// WritePackage writes an Office file of the parts, the list of their kinds first.
func WritePackage(w io.Writer, parts map[string]string) error {
	const first = "[Content_Types].xml"
	ordered := []part{{first, parts[first]}}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if name != first {
			ordered = append(ordered, part{name, parts[name]})
		}
	}
	return writePackage(w, ordered)
}

// OwnWordStyle gives one of our Word styles by its id, under another id, for a
// template that lacks it. base is the id of the style it is based on there.
func OwnWordStyle(id, as, base string) string {
	styles, err := fixedParts.ReadFile("parts/styles.xml")
	if err != nil {
		panic(err) // it is embedded
	}
	found := regexp.MustCompile(fmt.Sprintf(`(?s)<w:style [^>]*w:styleId="%s"[^>]*>.*?</w:style>`, regexp.QuoteMeta(id))).FindString(string(styles))
	found = strings.Replace(found, `w:styleId="`+id+`"`, `w:styleId="`+as+`"`, 1)
	found = strings.Replace(found, "<w:style ", `<w:style xmlns:w="`+namespaceW+`" `, 1)
	return strings.NewReplacer(`<w:basedOn w:val="Normal"/>`, `<w:basedOn w:val="`+base+`"/>`, `<w:next w:val="Normal"/>`, `<w:next w:val="`+base+`"/>`).Replace(found)
}

// Properties is docProps/core.xml of a paper.
func Properties(d Document) string { return coreProperties(d.clean()) }
