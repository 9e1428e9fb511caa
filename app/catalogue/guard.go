package catalogue

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// Bounds on what is read at all. The largest known plan, 29 measures, takes some 30 kB and 4000 tokens.
const (
	maxBytes  = 1 << 20
	maxMarks  = 100_000 // bytes that may begin a token, counted before the text is split
	maxTokens = 20_000  // the parser takes time by the square of the keys in one mapping
	maxDepth  = 16
)

var byteOrderMark = []byte("\uFEFF")

// readText reads at most maxBytes of clean UTF-8 text.
func readText(r io.Reader) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return "", err
	}
	if len(raw) > maxBytes {
		return "", refuse(Problem{Key: keyTooLarge, Args: map[string]any{"Limit": maxBytes >> 10}})
	}
	raw = bytes.TrimPrefix(raw, byteOrderMark)
	if len(bytes.TrimSpace(raw)) == 0 {
		return "", refuse(Problem{Line: 1, Key: keyEmpty})
	}
	line, marks := 1, 0
	for i, b := range raw {
		switch {
		case b == '\n':
			line++
			marks++
		case b == '\r' || b == '\t':
		case b < ' ' || b == 0x7f:
			return "", refuse(Problem{Line: line, Key: keyBinary})
		case b >= utf8.RuneSelf:
			if r, size := utf8.DecodeRune(raw[i:]); r == utf8.RuneError && size == 1 && utf8.RuneStart(b) {
				return "", refuse(Problem{Line: line, Key: keyEncoding})
			}
		case strings.IndexByte("[]{},:-?#&*!%|>'\"", b) >= 0:
			marks++
		}
	}
	if !utf8.Valid(raw) {
		return "", refuse(Problem{Line: 1, Key: keyEncoding})
	}
	if marks > maxMarks {
		return "", refuse(Problem{Key: keyTooComplex})
	}
	return strings.ReplaceAll(string(raw), "\r\n", "\n"), nil
}

// checkTokens refuses what a catalogue never needs and a parser may choke on: anchors, aliases, merge keys, tags,
// directives, explicit keys, several documents and deep nesting.
func checkTokens(tokens token.Tokens) *Problem {
	if len(tokens) > maxTokens {
		return &Problem{Key: keyTooComplex}
	}
	var (
		depth   depth
		content bool // something other than a comment has been seen
		ended   bool // the document has been ended with three dots
	)
	for _, t := range tokens {
		line := t.Position.Line
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType, token.DirectiveType, token.MappingKeyType:
			return &Problem{Line: line, Key: keyForbidden, Args: map[string]any{"Sign": t.Value}}
		case token.InvalidType:
			return &Problem{Line: line, Key: keySyntax}
		case token.DocumentHeaderType:
			if content || ended {
				return &Problem{Line: line, Key: keyDocuments}
			}
			content = true
			continue
		case token.DocumentEndType:
			ended = true
			continue
		case token.CommentType:
			continue
		}
		if ended {
			return &Problem{Line: line, Key: keyDocuments}
		}
		content = true
		if depth.follow(t) > maxDepth {
			return &Problem{Line: line, Key: keyTooDeep, Args: map[string]any{"Limit": maxDepth}}
		}
	}
	return nil
}

// depth follows how deep the nesting is: by brackets, by indentation, and by indicators on one line.
type depth struct {
	brackets int
	columns  []int // of the lines that the current one stands inside
	line     int
	inLine   int // block indicators on this line, each of which may nest
}

func (d *depth) follow(t *token.Token) int {
	if t.Position.Line != d.line {
		d.line, d.inLine = t.Position.Line, 0
		if d.brackets == 0 {
			for len(d.columns) > 0 && d.columns[len(d.columns)-1] >= t.Position.Column {
				d.columns = d.columns[:len(d.columns)-1]
			}
			d.columns = append(d.columns, t.Position.Column)
		}
	}
	switch t.Type {
	case token.SequenceStartType, token.MappingStartType:
		d.brackets++
	case token.SequenceEndType, token.MappingEndType:
		d.brackets = max(0, d.brackets-1)
	case token.SequenceEntryType, token.MappingValueType:
		if d.brackets == 0 {
			d.inLine++
		}
	case token.CollectEntryType:
	}
	return d.brackets + len(d.columns) + d.inLine
}
