package catalogue

import (
	"errors"
	"fmt"
	"io"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
)

// Load reads a catalogue file and checks it against all rules. The error is a [*Fault] with every problem found,
// or the error of the reader. Name is the file's name, for messages.
func Load(r io.Reader, name string, known Known) (File, error) {
	file, err := Read(r, name)
	var found *Fault
	if err != nil && (!errors.As(err, &found) || file.source == nil) {
		return File{}, err
	}
	problems := Check(file, known)
	if found != nil {
		problems = sortProblems(append(found.Problems, problems...))
	}
	if err := fault(name, problems); err != nil {
		return File{}, err
	}
	return file, nil
}

// Read reads a catalogue file and checks its form: keys, types and size. What the values say is checked by [Check].
//
// The error is a [*Fault], or the error of the reader. Where the form is readable at all the file is returned
// with the fault, so that the rest can be checked too.
func Read(r io.Reader, name string) (File, error) {
	text, err := readText(r)
	if err != nil {
		return File{}, named(err, name)
	}
	root, err := parse(text)
	if err != nil {
		return File{}, named(err, name)
	}
	d := decoder{source: newSource()}
	file := File{source: d.source}
	d.file(root, &file)
	return file, fault(name, sortProblems(d.problems))
}

// parse gives the one mapping that the text must be.
func parse(text string) (root ast.Node, err error) {
	// The library has been known to panic on malformed text; that is a fault of the text, not of the program.
	defer func() {
		if recover() != nil {
			root, err = nil, refuse(Problem{Line: 1, Key: keySyntax})
		}
	}()
	// The tokens are checked before the parser sees them, since it follows nesting by recursion.
	tokens := lexer.Tokenize(text)
	if p := checkTokens(tokens); p != nil {
		return nil, refuse(*p)
	}
	parsed, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, refuse(Problem{Line: errorLine(err), Key: keySyntax})
	}
	for _, doc := range parsed.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.CommentType {
			continue
		}
		if root != nil {
			return nil, refuse(Problem{Line: doc.Body.GetToken().Position.Line, Key: keyDocuments})
		}
		root = doc.Body
	}
	if root == nil {
		return nil, refuse(Problem{Line: 1, Key: keyEmpty})
	}
	return root, nil
}

func errorLine(err error) int {
	var located yaml.Error
	if errors.As(err, &located) && located.GetToken() != nil && located.GetToken().Position != nil {
		return max(1, located.GetToken().Position.Line)
	}
	return 1
}

func refuse(p Problem) error {
	p.Key = keyPrefix + p.Key
	return &Fault{Problems: []Problem{p}}
}

func named(err error, name string) error {
	var found *Fault
	if errors.As(err, &found) {
		return &Fault{Name: name, Problems: found.Problems}
	}
	return fmt.Errorf("read catalogue %s: %w", name, err)
}
