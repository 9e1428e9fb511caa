package letterhead

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tiltak/app/documents"
	"tiltak/models"
)

// The main part of a Word file, and what it is called in a template and in a
// document.
const (
	wordMain     = "word/document.xml"
	wordTemplate = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
	wordDocument = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	wordBase     = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// styleNames are the names by which a template's styles are found, as Word stores
// them: in English, whatever language Word speaks.
func styleNames() map[documents.Role]string {
	return map[documents.Role]string{
		documents.RoleTitle: "heading 1", documents.RoleHeading1: "heading 2", documents.RoleHeading2: "heading 3", documents.RoleParagraph: "Normal",
		documents.RoleItem: "List Bullet", documents.RoleCaption: "caption", documents.RoleLead: "Ingress", documents.RoleNote: "Merknad",
		documents.RoleFigure: "Figur", documents.RoleCell: "Tabelltekst", documents.RoleTable: "Statustabell", documents.RoleDraft: "Kladdlinje",
		documents.RoleMark: "Kladdmerke", documents.RoleReservation: "Forbehold", documents.RoleLink: "Hyperlink", documents.RoleGap: "Skille",
		documents.RoleHeader: "header", documents.RoleFooter: "footer",
	}
}

// Required are the styles that a Word template must have: those that give the
// office's look. Where it lacks another, ours is put in.
func Required() []string {
	return []string{"Normal", "heading 1", "heading 2", "heading 3", "List Bullet", "caption"}
}

// Word is a Word template that may be used.
type Word struct {
	parts  map[string]string
	styles documents.WordStyles
	page   section
}

// section is the paper, margins and page edges of a template's text.
type section struct {
	edges  string // its header and footer references, as they are written
	first  bool   // the first page has edges of its own
	size   string // the paper and its margins, as they are written
	margin string
}

// ReadWord reads a .dotx or .docx, and refuses what cannot serve with an
// invalid-input error that says why.
func ReadWord(file []byte) (*Word, error) {
	parts, err := unpack(file)
	if err != nil {
		return nil, err
	}
	if main := mainPart(parts); main != wordMain || parts[wordMain] == "" || parts["word/styles.xml"] == "" {
		return nil, refused("no_word", "")
	}
	if kind := kindOf(parts, wordMain); kind != wordTemplate && kind != wordDocument {
		return nil, refused("no_word", "")
	}
	w := &Word{parts: kept(parts, wordMain, keeps)}
	if err := w.readStyles(); err != nil {
		return nil, err
	}
	w.page = sectionOf(parts[wordMain])
	return w, nil
}

// mainPart is what the package says that it is about.
func mainPart(parts map[string]string) string {
	for _, r := range leadsTo(parts, "") {
		if r.kind() == "officeDocument" {
			return r.Target
		}
	}
	return ""
}

// kindOf gives the content type of a part.
func kindOf(parts map[string]string, name string) string {
	for _, o := range typesIn(parts["[Content_Types].xml"]).Override {
		if o.PartName == "/"+name {
			return o.ContentType
		}
	}
	return ""
}

type contentTypes struct {
	Default []struct {
		Extension   string `xml:"Extension,attr"`
		ContentType string `xml:"ContentType,attr"`
	}
	Override []struct {
		PartName    string `xml:"PartName,attr"`
		ContentType string `xml:"ContentType,attr"`
	}
}

func typesIn(content string) contentTypes {
	var types contentTypes
	_ = xml.Unmarshal([]byte(content), &types) // readable has looked at it
	return types
}

// keeps tells what of a template's text is part of its look.
func keeps(kind string) bool {
	return slices.Contains([]string{"styles", "theme", "settings", "fontTable", "webSettings", "numbering", "header", "footer", "footnotes", "endnotes"}, kind)
}

// kept are the parts that a template's look consists of: all that is reached from
// its main part through the kinds that keeps names. The main part itself is not
// among them, only the list of what it leads to.
func kept(parts map[string]string, main string, keeps func(kind string) bool) map[string]string {
	found := map[string]string{"[Content_Types].xml": parts["[Content_Types].xml"]}
	var follow func(name string)
	follow = func(name string) {
		if _, seen := found[name]; seen || parts[name] == "" {
			return
		}
		found[name] = parts[name]
		if list := parts[listOf(name)]; list != "" {
			found[listOf(name)] = list
		}
		for _, r := range leadsTo(parts, name) {
			if !r.external() {
				follow(r.Target)
			}
		}
	}
	for _, r := range leadsTo(parts, main) {
		if keeps(r.kind()) && !r.external() {
			follow(r.Target)
		}
	}
	found[listOf(main)] = parts[listOf(main)]
	return found
}

// readStyles finds the styles by their names, refuses a template that lacks some
// that are required, and puts in ours where it lacks others.
func (w *Word) readStyles() error {
	var list struct {
		Style []struct {
			ID   string `xml:"styleId,attr"`
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
		} `xml:"style"`
	}
	if err := xml.Unmarshal([]byte(w.parts["word/styles.xml"]), &list); err != nil {
		return refused("broken", "word/styles.xml")
	}
	ids, taken := map[string]string{}, map[string]bool{}
	for _, s := range list.Style {
		ids[strings.ToLower(s.Name.Val)], taken[s.ID] = s.ID, true
	}
	var lacking []string
	for _, name := range Required() {
		if ids[strings.ToLower(name)] == "" {
			lacking = append(lacking, "«"+name+"»")
		}
	}
	if len(lacking) > 0 {
		return models.NewError(models.KindInvalid, "letterhead.refused.styles", "Styles", strings.Join(lacking, ", "))
	}
	w.styles = documents.WordStyles{}
	normal := ids["normal"]
	var added strings.Builder
	for role, name := range styleNames() {
		w.styles[role] = ids[strings.ToLower(name)]
	}
	own := documents.OwnWordStyles()
	for _, role := range slices.Sorted(keysOf(own)) {
		if w.styles[role] != "" {
			continue
		}
		id := own[role]
		for taken[id] {
			id = "Tiltak" + id
		}
		taken[id], w.styles[role] = true, id
		added.WriteString(documents.OwnWordStyle(own[role], id, normal))
	}
	text := w.parts["word/styles.xml"]
	end := strings.LastIndex(text, "</")
	w.parts["word/styles.xml"] = text[:end] + added.String() + text[end:]
	return nil
}

func keysOf(styles documents.WordStyles) func(func(documents.Role) bool) {
	return func(yield func(documents.Role) bool) {
		for role := range styles {
			if !yield(role) {
				return
			}
		}
	}
}

// sectionOf reads the last section of a text, which is that of the whole where
// there is one.
func sectionOf(document string) section {
	var s section
	decoder := xml.NewDecoder(strings.NewReader(document))
	in := false
	for {
		token, err := decoder.Token()
		if err != nil {
			return s
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch name := token.Name.Local; {
			case name == "sectPr":
				s, in = section{}, true
			case !in:
			case name == "headerReference" || name == "footerReference":
				s.edges += fmt.Sprintf(`<w:%s w:type=%s r:id=%s/>`, name, quoted(token, "type"), quoted(token, "id"))
			case name == "titlePg":
				s.first = true
			case name == "pgSz":
				s.size = written("w:pgSz", token)
			case name == "pgMar":
				s.margin = written("w:pgMar", token)
			}
		case xml.EndElement:
			in = in && token.Name.Local != "sectPr"
		}
	}
}

func quoted(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			var b strings.Builder
			_ = xml.EscapeText(&b, []byte(a.Value)) // a Builder never fails
			return `"` + b.String() + `"`
		}
	}
	return `"default"`
}

// written writes an element of lengths again, under our own prefix.
func written(name string, e xml.StartElement) string {
	text := "<" + name
	for _, a := range e.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			text += " w:" + a.Name.Local + "=" + quoted(e, a.Name.Local)
		}
	}
	return text + "/>"
}

var (
	ownEdges  = regexp.MustCompile(`<w:headerReference [^>]*/><w:footerReference [^>]*/>`)
	ownSize   = regexp.MustCompile(`<w:pgSz [^>]*/>`)
	ownMargin = regexp.MustCompile(`<w:pgMar [^>]*/>`)
	columns   = regexp.MustCompile(`(<w:cols [^>]*/>)`)
)

// Write sets a paper in the template. The same paper in the same template gives
// the same bytes.
func (w *Word) Write(out io.Writer, d documents.Document) error {
	content, err := documents.WordContentOf(d, w.styles)
	if err != nil {
		return err
	}
	text := content.Document
	if w.page.edges != "" {
		text = ownEdges.ReplaceAllLiteralString(text, w.page.edges)
	}
	if w.page.size != "" {
		text = ownSize.ReplaceAllLiteralString(text, w.page.size)
	}
	if w.page.margin != "" {
		text = ownMargin.ReplaceAllLiteralString(text, w.page.margin)
	}
	if w.page.first && w.page.edges != "" {
		text = columns.ReplaceAllString(text, "$1<w:titlePg/>")
	}
	parts := map[string]string{wordMain: text, "docProps/core.xml": content.Properties, "_rels/.rels": documents.PackageRelations(wordMain)}
	for name, part := range w.parts {
		parts[name] = part
	}
	types := map[string]string{"/" + wordMain: wordDocument, "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"}
	var relations []documents.Relation
	for _, r := range relationsIn(w.parts["word/_rels/document.xml.rels"]) {
		if keeps(r.kind()) && !r.external() {
			relations = append(relations, documents.Relation{ID: r.ID, Type: r.Type, Target: r.Target})
		}
	}
	if w.page.edges == "" { // ours, with the mark of a draft on every page
		for id, edge := range map[string]string{"Header": content.Header, "Footer": content.Footer} {
			name := "tiltak" + id + ".xml"
			parts["word/"+name] = edge
			types["/word/"+name] = wordBase + strings.ToLower(id) + "+xml"
			relations = append(relations, documents.Relation{ID: "rId" + id, Type: documents.RelationType(strings.ToLower(id)), Target: name})
		}
	}
	for i, address := range content.Links {
		relations = append(relations, documents.Relation{ID: "rIdLink" + strconv.Itoa(i+1), Type: documents.RelationType("hyperlink"), Target: address, External: true})
	}
	for i, picture := range content.Pictures {
		name := "media/tiltak" + strconv.Itoa(i+1) + ".png"
		parts["word/"+name] = string(picture)
		relations = append(relations, documents.Relation{ID: "rIdPicture" + strconv.Itoa(i+1), Type: documents.RelationType("image"), Target: name})
	}
	parts["word/_rels/document.xml.rels"] = documents.RelationsOf(relations)
	parts["[Content_Types].xml"] = retyped(w.parts["[Content_Types].xml"], parts, types)
	return documents.WritePackage(out, parts)
}

// retyped is the list of content types of the parts that there are; types are
// those that are ours.
func retyped(content string, parts, types map[string]string) string {
	list := typesIn(content)
	defaults := map[string]string{"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", "png": "image/png"}
	for _, d := range list.Default {
		if defaults[d.Extension] == "" {
			defaults[d.Extension] = d.ContentType
		}
	}
	for _, o := range list.Override {
		if _, there := parts[strings.TrimPrefix(o.PartName, "/")]; there && types[o.PartName] == "" {
			types[o.PartName] = o.ContentType
		}
	}
	return documents.ContentTypes(defaults, types)
}
