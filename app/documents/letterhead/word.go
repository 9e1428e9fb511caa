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
	"tiltak/models"
)

// The main part of a Word file, and what it is called in a template and in a
// document.
const (
	wordMain     = "word/document.xml"
	wordStyles   = "word/styles.xml"
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
	parts     map[string]string
	types     types
	relations []relation // of the main part, to what is kept
	styles    documents.WordStyles
	page      section
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
	p, err := unpack(file)
	if err != nil {
		return nil, err
	}
	if p.mainPart() != wordMain || p.parts[wordMain] == "" || p.parts[wordStyles] == "" {
		return nil, refused("no_word", "")
	}
	if kind := p.types.of(wordMain); kind != wordTemplate && kind != wordDocument {
		return nil, refused("no_word", "")
	}
	parts, err := p.kept(wordMain, keeps)
	if err != nil {
		return nil, err
	}
	if parts[wordStyles] == "" {
		return nil, refused("no_word", "")
	}
	w := &Word{parts: parts, types: p.types}
	for _, r := range p.leadsTo(wordMain) {
		if keeps(r.kind) {
			w.relations = append(w.relations, r)
		}
	}
	if err := w.readStyles(); err != nil {
		return nil, err
	}
	w.page = sectionOf(p.parts[wordMain])
	return w, nil
}

// keeps tells what of a template's text is part of its look.
func keeps(kind string) bool {
	return slices.Contains([]string{"styles", "theme", "settings", "fontTable", "webSettings", "numbering", "header", "footer", "footnotes", "endnotes"}, kind)
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
	if err := xml.Unmarshal([]byte(w.parts[wordStyles]), &list); err != nil {
		return refused("broken", wordStyles)
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
	text := w.parts[wordStyles]
	end := strings.LastIndex(text, "</")
	w.parts[wordStyles] = text[:end] + added.String() + text[end:]
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
				s.edges += fmt.Sprintf(`<w:%s w:type=%s r:id=%s/>`, name, quoted(token, "type"), strings.Replace(quoted(token, "id"), `"`, `"`+theirs(""), 1))
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
	parts := map[string]string{"docProps/core.xml": content.Properties, "_rels/.rels": documents.PackageRelations(wordMain)}
	for name, part := range w.parts {
		parts[name] = part
	}
	edges, ours := w.markHeaders(d, content.Header, parts)
	text := content.Document
	if edges != "" {
		text = ownEdges.ReplaceAllLiteralString(text, edges)
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
	parts[wordMain] = text
	types := map[string]string{"/" + wordMain: wordDocument, "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"}
	var relations []documents.Relation
	for _, r := range w.relations {
		relations = append(relations, documents.Relation{ID: theirs(r.id), Type: r.full, Target: "/" + r.target})
	}
	own := map[string]string{}
	if w.page.edges == "" || ours { // with the mark of a draft on every page
		own["Header"] = content.Header
	}
	if w.page.edges == "" {
		own["Footer"] = content.Footer
	}
	for id, edge := range own {
		name := "tiltak" + id + ".xml"
		parts["word/"+name] = edge
		types["/word/"+name] = wordBase + strings.ToLower(id) + "+xml"
		relations = append(relations, documents.Relation{ID: "rId" + id, Type: documents.RelationType(strings.ToLower(id)), Target: name})
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
	parts["[Content_Types].xml"] = retyped(w.types, parts, types)
	return documents.WritePackage(out, parts)
}

// theirs names a relation of the template apart from ours.
func theirs(id string) string { return "rIdMal" + id }

// retyped is the list of content types of the parts that there are; own are those
// that are ours.
func retyped(given types, parts, own map[string]string) string {
	defaults := map[string]string{"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", "png": "image/png"}
	for name := range parts {
		if _, ours := own["/"+name]; ours || isList(name) || name == typesName {
			continue
		}
		if kind := given.of(name); kind != "" && kind != defaults[strings.TrimPrefix(path.Ext(name), ".")] {
			own["/"+name] = kind
		}
	}
	return documents.ContentTypes(defaults, own)
}
