// Package letterhead reads an office's own Word and PowerPoint templates, refuses
// what may do harm or cannot serve, and sets papers in them.
package letterhead

import (
	"path"
	"strings"
	"unicode/utf8"

	"tiltak/app/documents/parcel"
	"tiltak/models"
)

// Bounds of what is taken in.
const (
	MostBytes    = 10 << 20 // the file, packed
	mostUnpacked = 60 << 20 // all its parts
	mostPart     = 20 << 20 // one part
	mostParts    = 2000
	mostLines    = 10000 // of a list
)

// refused is the error for a template that is not taken; part may be empty.
func refused(why, part string) error {
	return models.NewError(models.KindInvalid, "letterhead.refused."+why, "Part", part)
}

// refusedBy is refused for a fault of the package or of its markup.
func refusedBy(err error, part string) error {
	fault, of := parcel.FaultOf(err)
	if fault == "" {
		return err
	}
	if of != "" {
		part = of
	}
	why := map[parcel.Fault]string{parcel.Compound: "locked", parcel.Deep: "bomb"}[fault]
	if why == "" {
		why = string(fault)
	}
	return refused(why, part)
}

// pack is a package with its lists read: once, each in time that follows its
// length.
type pack struct {
	parts map[string]string
	names map[string]string // as it is written, by how programs compare it
	types types
	leads map[string][]relation // by the list's name
}

const typesName = "[Content_Types].xml"

// unpack reads every part of a package, after looking for what a template never
// needs: programs, other files, passwords, and more than can be unfolded.
func unpack(file []byte) (*pack, error) {
	opened, err := parcel.Open(file, parcel.Bounds{Packed: MostBytes, Unpacked: mostUnpacked, Part: mostPart, Parts: mostParts})
	if err != nil {
		return nil, refusedBy(err, "")
	}
	p := &pack{parts: map[string]string{}, names: map[string]string{}, leads: map[string][]relation{}}
	for _, part := range opened {
		name := part.Name
		if name == "" || name != path.Clean(name) || strings.HasPrefix(name, "/") || strings.HasPrefix(name, "..") || strings.ContainsAny(name, "\\:\x00") || !utf8.ValidString(name) {
			return nil, refused("bad_name", name)
		}
		p.parts[name], p.names[parcel.Plain(name)] = string(part.Content), name
	}
	if p.types, err = typesIn(p.parts[typesName]); err != nil {
		return nil, err
	}
	for _, name := range sorted(p.parts) {
		if isList(name) {
			if p.leads[name], err = relationsIn(name, p.parts[name]); err != nil {
				return nil, err
			}
		}
	}
	return p, p.harmless()
}

// named gives the name of a part as it is written.
func (p *pack) named(name string) string { return p.names[parcel.Plain(name)] }
