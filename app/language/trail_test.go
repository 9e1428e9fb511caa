package language_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tiltak/models"
)

// Every action that the code writes to the trail has words for readers, and so
// has everything that a line is about.
func TestEveryLineOfTheTrailHasWords(t *testing.T) {
	bokmaal := messages(t, models.Bokmaal)
	actions, entities := recorded(t, bokmaal)
	if len(actions) < 30 || len(entities) < 10 {
		t.Fatalf("only %d actions and %d entities were found", len(actions), len(entities))
	}
	for action, file := range actions {
		if _, there := bokmaal["trail.action."+action]; !there {
			t.Errorf("%s records %q: write the message trail.action.%s", file, action, action)
		}
	}
	for entity, file := range entities {
		for _, group := range []string{"trail.entity.", "trail.about."} {
			if _, there := bokmaal[group+entity]; !there {
				t.Errorf("%s records something about a %q: write the message %s%s", file, entity, group, entity)
			}
		}
	}
}

var twoParts = regexp.MustCompile(`^[a-z_]+\.[a-z_]+$`)

// recorded gives what calls of Record name, and other texts that look like an
// action: those that begin as a known action does, and are no message.
func recorded(t *testing.T, bokmaal map[string]message) (actions, entities map[string]string) {
	t.Helper()
	actions, entities = map[string]string{}, map[string]string{}
	groups := map[string]bool{}
	for key := range bokmaal {
		if rest, is := strings.CutPrefix(key, "trail.action."); is {
			group, _, _ := strings.Cut(rest, ".")
			groups[group] = true
		}
	}
	see := func(file string, node ast.Node) bool {
		if call, is := node.(*ast.CallExpr); is {
			if selector, is := call.Fun.(*ast.SelectorExpr); is && selector.Sel.Name == "Record" && len(call.Args) > 2 {
				note(actions, file, call.Args[1])
				note(entities, file, call.Args[2])
			}
		}
		if text := literal(node); twoParts.MatchString(text) {
			group, _, _ := strings.Cut(text, ".")
			if _, isMessage := bokmaal[text]; groups[group] && !isMessage && !beginsSome(bokmaal, text+".") {
				actions[text] = file
			}
		}
		// The catalogue's kinds name what the trail calls them.
		if function, is := node.(*ast.FuncDecl); is && function.Name.Name == "entity" {
			ast.Inspect(function.Body, func(inner ast.Node) bool {
				if text := literal(inner); text != "" {
					entities[text] = file
				}
				return true
			})
		}
		return true
	}
	err := filepath.WalkDir("..", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || strings.HasSuffix(filepath.Dir(name), "test") {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(tree, func(node ast.Node) bool { return see(name, node) })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return actions, entities
}

func note(into map[string]string, file string, node ast.Node) {
	if text := literal(node); text != "" {
		into[text] = file
	}
}

func literal(node ast.Node) string {
	written, is := node.(*ast.BasicLit)
	if !is || written.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(written.Value)
	if err != nil {
		return ""
	}
	return text
}
