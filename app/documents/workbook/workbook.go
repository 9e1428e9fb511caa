// Package workbook looks through workbooks that others sent before any of them is
// trusted: no passwords, programs, links to other files or formulas, and never
// more than its bounds allow.
package workbook

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"tiltak/app/documents/parcel"
	"tiltak/models"
)

// Bounds of what is taken in.
type Bounds struct {
	Bytes    int64 // the file, packed
	Unpacked int64 // all its parts
	Parts    int
	Cells    int // with something in them, of one sheet
	Rows     int
	Columns  int
}

// Fault is one thing wrong with a workbook as a file. The sheet is empty where the
// fault is of the whole.
type Fault struct {
	Sheet string
	Key   string // empty, too_big, locked_or_old, bomb, no_workbook, opendocument, macros, external, too_much, unreadable
	Args  map[string]any
}

// mostFormulas is how many places with formulas are told of one sheet.
const mostFormulas = 200

// Inspect looks through a file: that it is a workbook without passwords,
// programs or links to other files, and of a size that can be read. It tells
// where formulas stand.
func Inspect(file []byte, bounds Bounds) (formulas []Position, faults []Fault) {
	opened, err := parcel.Open(file, parcel.Bounds{Packed: bounds.Bytes, Unpacked: bounds.Unpacked, Part: bounds.Unpacked, Parts: bounds.Parts})
	if err != nil {
		key, args := unopened(err, bounds)
		return nil, []Fault{{Key: key, Args: args}}
	}
	parts := map[string][]byte{}
	for _, p := range opened {
		parts[parcel.Plain(p.Name)] = p.Content
	}
	for _, key := range foreign(parts) {
		faults = append(faults, Fault{Key: key})
	}
	if len(faults) > 0 {
		return nil, faults
	}
	shared := sharedLengths(parts["xl/sharedstrings.xml"])
	for name, sheet := range sheetParts(parts) {
		found, key := scan(parts[name], sheet, shared, bounds)
		formulas = append(formulas, found...)
		if key != "" {
			faults = append(faults, Fault{Sheet: sheet, Key: key})
		}
	}
	return formulas, faults
}

// unopened is the key of what is said of a file that cannot be unpacked.
func unopened(err error, bounds Bounds) (key string, args map[string]any) {
	switch fault, _ := parcel.FaultOf(err); fault {
	case parcel.Empty:
		return "empty", nil
	case parcel.TooBig:
		return "too_big", models.Args("Most", bounds.Bytes>>20)
	case parcel.Compound, parcel.Encrypted:
		return "locked_or_old", nil
	case parcel.Bomb, parcel.Twice:
		return "bomb", nil
	}
	return "no_workbook", nil
}

// foreign gives the keys of what a workbook of ours never has.
func foreign(parts map[string][]byte) []string {
	if kind := parts["mimetype"]; bytes.HasPrefix(kind, []byte("application/vnd.oasis")) {
		return []string{"opendocument"}
	}
	if _, ok := parts["xl/workbook.xml"]; !ok {
		return []string{"no_workbook"}
	}
	found := map[string]bool{}
	for name, content := range parts {
		switch base := path.Base(name); {
		case strings.Contains(base, "vbaproject"), strings.HasPrefix(name, "xl/macrosheets/"), strings.HasPrefix(name, "xl/dialogsheets/"), strings.Contains(name, "/activex/"):
			found["macros"] = true
		case strings.HasPrefix(name, "xl/externallinks/"), base == "connections.xml", strings.Contains(name, "/querytables/"), strings.Contains(name, "/embeddings/"):
			found["external"] = true
		}
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			// no part of a workbook declares entities
			if bytes.Contains(content, []byte("<!DOCTYPE")) || bytes.Contains(content, []byte("<!ENTITY")) {
				found["no_workbook"] = true
			}
		}
	}
	if types := parts["[content_types].xml"]; bytes.Contains(bytes.ToLower(types), []byte("macroenabled")) {
		found["macros"] = true
	}
	var keys []string
	for _, key := range []string{"no_workbook", "macros", "external"} {
		if found[key] {
			keys = append(keys, key)
		}
	}
	return keys
}

// sheetParts tells which part holds which sheet.
func sheetParts(parts map[string][]byte) map[string]string {
	targets := map[string]string{}
	_ = eachStart(parts["xl/_rels/workbook.xml.rels"], func(e xml.StartElement) {
		if target := attribute(e, "Target"); e.Name.Local == "Relationship" && target != "" {
			if !strings.HasPrefix(target, "/") {
				target = "xl/" + target
			}
			targets[attribute(e, "Id")] = strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))
		}
	})
	sheets := map[string]string{}
	_ = eachStart(parts["xl/workbook.xml"], func(e xml.StartElement) {
		if e.Name.Local == "sheet" {
			sheets[targets[attribute(e, "id")]] = attribute(e, "name")
		}
	})
	for name := range parts { // sheets that no list names are looked through too
		if strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml") && sheets[name] == "" {
			sheets[name] = path.Base(name)
		}
	}
	return sheets
}

// Position of a cell; rows and columns count from 1.
type Position struct {
	Sheet       string
	Row, Column int
}

// sharedLengths gives how long each text is that cells share. A text may be named
// by every cell of a sheet, so that it unfolds to far more than the file holds.
func sharedLengths(content []byte) []int64 {
	var lengths []int64
	_ = each(content, func(token xml.Token) {
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "si" {
				lengths = append(lengths, 0)
			}
		case xml.CharData:
			if len(lengths) > 0 {
				lengths[len(lengths)-1] += int64(len(token))
			}
		}
	})
	return lengths
}

// scan finds the formulas of a sheet, and tells when it holds more than a filled
// in workbook can, or its cells do not stand in order: the library that reads
// them leaves out or moves what does not, without a word.
func scan(content []byte, sheet string, shared []int64, bounds Bounds) (formulas []Position, fault string) {
	at, cells, inCell, named := Position{Sheet: sheet}, 0, false, false
	text, inValue := int64(0), false
	var value strings.Builder
	err := each(content, func(token xml.Token) {
		switch e := token.(type) {
		case xml.CharData:
			if inValue {
				value.Write(e)
			}
		case xml.EndElement:
			if e.Name.Local != "v" || !inValue {
				return
			}
			inValue = false
			name := strings.TrimSpace(value.String())
			if name == "" {
				return
			}
			if number, err := strconv.Atoi(name); err != nil || number < 0 || number >= len(shared) {
				fault = "unreadable"
			} else if text += shared[number]; text > bounds.Unpacked && fault == "" {
				fault = "too_much"
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "row":
				before := at.Row
				at.Row, at.Column = at.Row+1, 0
				if n, err := strconv.Atoi(attribute(e, "r")); err == nil {
					at.Row = n
				}
				if at.Row <= before {
					fault = "unreadable"
				}
			case "c":
				before := at.Column
				at.Column++
				inCell, named = true, attribute(e, "t") == "s"
				if name := attribute(e, "r"); name != "" {
					column, row, err := excelize.CellNameToCoordinates(name)
					if err != nil || row != at.Row || column <= before {
						fault = "unreadable"
					} else {
						at.Column = column
					}
				}
			case "f":
				if inCell && len(formulas) < mostFormulas {
					formulas = append(formulas, at)
				}
			case "v", "is":
				cells++
				if (cells > bounds.Cells || at.Row > bounds.Rows || at.Row < 1 || at.Column > bounds.Columns) && fault == "" {
					fault = "too_much"
				}
				inValue = e.Name.Local == "v" && named
				value.Reset()
			}
		}
	})
	if err != nil {
		return nil, "unreadable"
	}
	return formulas, fault
}

func eachStart(content []byte, f func(xml.StartElement)) error {
	return each(content, func(token xml.Token) {
		if e, ok := token.(xml.StartElement); ok {
			f(e)
		}
	})
}

func each(content []byte, f func(xml.Token)) error {
	decoder := xml.NewDecoder(bytes.NewReader(content))
	decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.ErrUnsupported }
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		f(token)
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
