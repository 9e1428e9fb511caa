// Package parcel unpacks Office files that others sent: never more than its
// bounds allow, whatever their lists say, in time that follows their size.
package parcel

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Fault says what is wrong with a file as a package.
type Fault string

// The faults.
const (
	Empty     Fault = "empty"
	TooBig    Fault = "too_big"
	Compound  Fault = "compound" // with a password as a whole, or from before 2007
	NoPackage Fault = "no_package"
	Encrypted Fault = "encrypted" // a part has a password
	Bomb      Fault = "bomb"      // it unfolds to too much
	Twice     Fault = "twice"     // two parts have names that programs take for one
)

// Error is a fault, and the part that has it, if it is of one.
type Error struct {
	Fault Fault
	Part  string
}

func (e *Error) Error() string { return fmt.Sprintf("parcel: %s %s", e.Fault, e.Part) }

// Bounds of what is taken in, in bytes.
type Bounds struct {
	Packed   int64 // the file
	Unpacked int64 // all its parts
	Part     int64 // one part
	Parts    int
}

// Part is one file in a package.
type Part struct {
	Name    string
	Content []byte
}

// Open reads every part of a package in its order, folders left out. What is
// really unpacked is measured, not what the package says of itself. It fails
// with an *Error.
func Open(file []byte, bounds Bounds) ([]Part, error) {
	switch {
	case len(file) == 0:
		return nil, &Error{Fault: Empty}
	case int64(len(file)) > bounds.Packed:
		return nil, &Error{Fault: TooBig}
	case bytes.HasPrefix(file, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return nil, &Error{Fault: Compound}
	}
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, &Error{Fault: NoPackage}
	}
	if len(archive.File) > bounds.Parts {
		return nil, &Error{Fault: Bomb}
	}
	var parts []Part
	seen, left := map[string]bool{}, bounds.Unpacked
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, "/") && f.UncompressedSize64 == 0 {
			continue
		}
		if plain := Plain(f.Name); seen[plain] {
			return nil, &Error{Twice, f.Name}
		} else {
			seen[plain] = true
		}
		content, fault := unpack(f, min(left, bounds.Part))
		if fault != "" {
			return nil, &Error{fault, f.Name}
		}
		left -= int64(len(content))
		parts = append(parts, Part{f.Name, content})
	}
	return parts, nil
}

func unpack(f *zip.File, most int64) ([]byte, Fault) {
	const encrypted, strong = 1 << 0, 1 << 6
	if f.Flags&(encrypted|strong) != 0 {
		return nil, Encrypted
	}
	reader, err := f.Open()
	if err != nil {
		return nil, NoPackage
	}
	defer reader.Close()
	content, err := io.ReadAll(io.LimitReader(reader, most+1))
	switch {
	case int64(len(content)) > most:
		return nil, Bomb
	case err != nil:
		return nil, NoPackage
	}
	return content, ""
}

// Plain is a part's name as programs compare it: without regard to case, and to
// how the folders are written.
func Plain(name string) string {
	return strings.ToLower(strings.TrimLeft(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// FaultOf gives the fault and the part of an error of this package.
func FaultOf(err error) (fault Fault, part string) {
	var known *Error
	if errors.As(err, &known) {
		return known.Fault, known.Part
	}
	return "", ""
}
