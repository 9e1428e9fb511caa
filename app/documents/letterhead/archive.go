// Package letterhead reads an office's own Word and PowerPoint templates, refuses
// what may do harm or cannot serve, and sets papers in them.
package letterhead

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"tiltak/models"
)

// Bounds of what is taken in.
const (
	MostBytes    = 10 << 20 // the file, packed
	mostUnpacked = 60 << 20 // all its parts
	mostPart     = 20 << 20 // one part
	mostParts    = 2000
	mostDeep     = 200 // elements inside each other
)

// refused is the error for a template that is not taken; part may be empty.
func refused(why, part string) error {
	return models.NewError(models.KindInvalid, "letterhead.refused."+why, "Part", part)
}

// unpack reads every part of a package, after looking for what a template never
// needs: programs, other files, passwords, and more than can be unfolded.
func unpack(file []byte) (map[string]string, error) {
	switch {
	case len(file) == 0:
		return nil, refused("empty", "")
	case len(file) > MostBytes:
		return nil, refused("too_big", "")
	case bytes.HasPrefix(file, []byte{0xD0, 0xCF, 0x11, 0xE0}): // a compound file: with a password, or from before 2007
		return nil, refused("locked", "")
	}
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, refused("no_package", "")
	}
	if len(archive.File) > mostParts {
		return nil, refused("bomb", "")
	}
	parts, left := map[string]string{}, int64(mostUnpacked)
	for _, f := range archive.File {
		name := f.Name
		switch {
		case strings.HasSuffix(name, "/") && f.UncompressedSize64 == 0:
			continue // a folder
		case name == "", name != path.Clean(name), strings.HasPrefix(name, "/"), strings.HasPrefix(name, ".."), strings.ContainsAny(name, "\\:\x00"), !utf8.ValidString(name):
			return nil, refused("bad_name", name)
		case f.Flags&1 != 0:
			return nil, refused("locked", "")
		case f.UncompressedSize64 > mostPart:
			return nil, refused("bomb", name)
		}
		for known := range parts {
			if strings.EqualFold(known, name) {
				return nil, refused("twice", name)
			}
		}
		content, err := f.Open()
		if err != nil {
			return nil, refused("no_package", name)
		}
		read, err := io.ReadAll(io.LimitReader(content, min(left, mostPart)+1))
		content.Close()
		if err != nil {
			return nil, refused("no_package", name)
		}
		if left -= int64(len(read)); left < 0 || len(read) > mostPart {
			return nil, refused("bomb", name)
		}
		parts[name] = string(read)
	}
	return parts, harmless(parts)
}

// harmless looks through all parts for programs, links to other files and markup
// that cannot be read.
func harmless(parts map[string]string) error {
	for _, name := range sorted(parts) {
		lower, content := strings.ToLower(name), parts[name]
		switch {
		case strings.Contains(lower, "vbaproject"), strings.Contains(lower, "vbadata"), strings.Contains(lower, "/activex/"), strings.HasSuffix(lower, ".bin") && strings.Contains(lower, "macro"):
			return refused("macro", name)
		case strings.Contains(lower, "/embeddings/"):
			return refused("embedded", name)
		}
		if !strings.HasSuffix(lower, ".xml") && !strings.HasSuffix(lower, ".rels") {
			continue
		}
		if err := readable(name, content); err != nil {
			return err
		}
		if lower == "[content_types].xml" && strings.Contains(strings.ToLower(content), "macroenabled") {
			return refused("macro", name)
		}
		if strings.HasSuffix(lower, ".rels") {
			if err := inside(name, content); err != nil {
				return err
			}
		}
	}
	return nil
}

// readable tells whether markup is well-formed, without declarations of its own,
// and not too deep.
func readable(name, content string) error {
	depth := 0
	decoder := xml.NewDecoder(strings.NewReader(content))
	for {
		token, err := decoder.Token()
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth > mostDeep {
				return refused("bomb", name)
			}
		case xml.EndElement:
			depth--
		case xml.Directive: // a document type may declare entities that unfold
			return refused("declares", name)
		case xml.ProcInst:
			if token.Target != "xml" {
				return refused("broken", name)
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return refused("broken", name)
		}
	}
}

// relation is one line of a part's list of what it leads to.
type relation struct {
	ID         string `xml:"Id,attr"`
	Type       string `xml:"Type,attr"`
	Target     string `xml:"Target,attr"`
	TargetMode string `xml:"TargetMode,attr"`
}

// kind is the last word of the relation's type: styles, header, image …
func (r relation) kind() string { return r.Type[strings.LastIndexByte(r.Type, '/')+1:] }

func (r relation) external() bool { return strings.EqualFold(r.TargetMode, "External") }

func relationsIn(content string) []relation {
	var list struct {
		Relationship []relation `xml:"Relationship"`
	}
	_ = xml.Unmarshal([]byte(content), &list) // readable has looked at it
	return list.Relationship
}

// inside refuses lists that lead out of the package, but for links a reader
// follows by choice.
func inside(name, content string) error {
	for _, r := range relationsIn(content) {
		if !r.external() {
			continue
		}
		target := strings.ToLower(r.Target)
		if r.kind() == "hyperlink" && (strings.HasPrefix(target, "https://") || strings.HasPrefix(target, "http://") || strings.HasPrefix(target, "mailto:")) {
			continue
		}
		return refused("external", name)
	}
	return nil
}

// listOf names the list of what a part leads to; no name is the package itself.
func listOf(name string) string {
	if name == "" {
		return "_rels/.rels"
	}
	return path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
}

// leadsTo is the list of what a part leads to, by full name.
func leadsTo(parts map[string]string, name string) []relation {
	list := relationsIn(parts[listOf(name)])
	for i, r := range list {
		switch {
		case r.external():
		case strings.HasPrefix(r.Target, "/"):
			list[i].Target = path.Clean(r.Target)[1:]
		default:
			list[i].Target = path.Join(path.Dir(name), r.Target)
		}
	}
	return list
}
