package language_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"github.com/BurntSushi/toml"

	"tiltak/models"
)

// message is one message of the catalogue: one text, or one for each plural form.
type message struct {
	file  string
	forms map[string]string
}

// messages reads all messages of a language by their keys.
func messages(t *testing.T, written models.Language) map[string]message {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(string(written), "*.toml"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no messages for %s: %v", written, err)
	}
	all := map[string]message{}
	for _, name := range names {
		var tree map[string]any
		if _, err := toml.DecodeFile(name, &tree); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		flatten(t, name, "", tree, all)
	}
	return all
}

func flatten(t *testing.T, file, prefix string, tree map[string]any, into map[string]message) {
	t.Helper()
	for name, value := range tree {
		key := prefix + name
		var found message
		switch value := value.(type) {
		case string:
			found = message{file, map[string]string{"": value}}
		case map[string]any:
			if _, plural := value["other"].(string); !plural {
				flatten(t, file, key+".", value, into)
				continue
			}
			found = message{file, map[string]string{}}
			for form, text := range value {
				found.forms[form], _ = text.(string)
			}
		default:
			t.Errorf("%s: %s is neither a text nor a group", file, key)
			continue
		}
		if twice, there := into[key]; there {
			t.Errorf("%s stands in both %s and %s", key, twice.file, file)
		}
		into[key] = found
	}
}

// uses is what the code asks the catalogue for.
type uses struct {
	keys     map[string]string // key → where
	prefixes map[string]string // beginnings that something is put after, ending in . or _
	groups   map[string]bool   // the first part of every key
}

// A key as it stands in code, or the beginning of one.
var dotted = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\.?$`)

// usesOfKeys reads the code for texts that look like keys. Actions of the
// trail look the same; they are what Record is given.
func usesOfKeys(t *testing.T, bokmaal map[string]message) uses {
	t.Helper()
	found := uses{map[string]string{}, map[string]string{}, map[string]bool{}}
	for key := range bokmaal {
		group, _, _ := strings.Cut(key, ".")
		found.groups[group] = true
	}
	for _, folder := range []string{"app", "cmd", "models", "views"} {
		err := filepath.WalkDir(filepath.Join("..", "..", folder), func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || strings.HasSuffix(filepath.Dir(name), "test") {
				return err
			}
			tree, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(tree, func(node ast.Node) bool { return found.see(name, node) })
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func (u uses) see(file string, node ast.Node) bool {
	switch node := node.(type) {
	case *ast.ImportSpec, *ast.Field:
		return false
	case *ast.CallExpr:
		selector, is := node.Fun.(*ast.SelectorExpr)
		return !is || selector.Sel.Name != "Record" && selector.Sel.Name != "record"
	case *ast.BasicLit:
		text, err := strconv.Unquote(node.Value)
		if node.Kind != token.STRING || err != nil || !dotted.MatchString(text) {
			return true
		}
		group, _, has := strings.Cut(text, ".")
		switch {
		case !has || !u.groups[group]:
		case strings.HasSuffix(text, "."), strings.HasSuffix(text, "_"):
			u.prefixes[text] = file
		default:
			u.keys[text] = file
		}
	}
	return true
}

func TestEveryKeyInTheCodeHasAMessage(t *testing.T) {
	bokmaal := messages(t, models.Bokmaal)
	found := usesOfKeys(t, bokmaal)
	if len(found.keys) < 50 {
		t.Fatalf("only %d keys were found in the code", len(found.keys))
	}
	for key, file := range found.keys {
		if _, there := bokmaal[key]; there || beginsSome(bokmaal, key+".") {
			continue
		}
		t.Errorf("%s asks for %q, which has no message", file, key)
	}
	for prefix, file := range found.prefixes {
		if !beginsSome(bokmaal, prefix) {
			t.Errorf("%s asks for messages that begin with %q, and there are none", file, prefix)
		}
	}
}

func beginsSome(all map[string]message, beginning string) bool {
	for key := range all {
		if strings.HasPrefix(key, beginning) {
			return true
		}
	}
	return false
}

// Keys that are put together of a beginning and a value of the domain.
func TestEveryValueOfTheDomainHasItsWords(t *testing.T) {
	bokmaal := messages(t, models.Bokmaal)
	for prefix, values := range map[string][]string{
		"figure.":              texts(models.Figures()...),
		"figure_short.":        texts(models.Figures()...),
		"figure_meaning.":      texts(models.Figures()...),
		"stage.":               texts(models.NotStarted, models.InProgress, models.Completed, models.Discontinued),
		"health.":              texts(models.OnTrack, models.Delayed, models.OffTrack),
		"report_state.":        texts(models.ReportDraft, models.ReportSubmitted, models.ReportReturned, models.ReportCleared),
		"error.report_state.":  texts(models.ReportDraft, models.ReportSubmitted, models.ReportReturned, models.ReportCleared),
		"round_state.":         texts(models.RoundPlanned, models.RoundOpen, models.RoundInReview, models.RoundClosed),
		"trail.action.report.": texts(models.SubmitReport, models.WithdrawReport, models.ReturnReport, models.ClearReport, models.UndoClearing),
		"trail.action.round.":  texts(models.OpenRound, models.ReviewRound, models.CloseRound, models.ReopenRound),
		"role.":                texts(models.Reader, models.Reporter, models.Contributor, models.Coordinator, models.Editor, models.Admin),
		"error_title.": texts(models.KindInvalid, models.KindMalformed, models.KindNotFound, models.KindForbidden, models.KindUnauthenticated,
			models.KindConflict, models.KindState, models.KindTooMany, models.KindInternal),
	} {
		for _, value := range values {
			if _, there := bokmaal[prefix+value]; !there {
				t.Errorf("%s%s has no message", prefix, value)
			}
		}
	}
}

func texts[T ~string](values ...T) []string {
	list := make([]string, len(values))
	for i, value := range values {
		list[i] = string(value)
	}
	return list
}

func TestOtherLanguagesHaveOnlyWhatBokmaalHas(t *testing.T) {
	bokmaal := messages(t, models.Bokmaal)
	for _, other := range []models.Language{models.Nynorsk, models.English} {
		for key, translated := range messages(t, other) {
			original, there := bokmaal[key]
			if !there {
				t.Errorf("%s has %s, which bokmål lacks", translated.file, key)
				continue
			}
			for _, name := range arguments(t, key, translated) {
				if !slices.Contains(arguments(t, key, original), name) {
					t.Errorf("%s: %s uses {{.%s}}, which bokmål does not give", translated.file, key, name)
				}
			}
		}
	}
}

func TestMessagesAreWhole(t *testing.T) {
	for _, written := range []models.Language{models.Bokmaal, models.Nynorsk, models.English} {
		for key, message := range messages(t, written) {
			for form, text := range message.forms {
				switch {
				case strings.TrimSpace(text) == "":
					t.Errorf("%s: %s is empty", message.file, key)
				case text != strings.TrimSpace(text):
					t.Errorf("%s: %s begins or ends with a space", message.file, key)
				case !slices.Contains([]string{"", "one", "other"}, form):
					t.Errorf("%s: %s has a form %q; these languages have one and other", message.file, key, form)
				}
			}
			if _, plural := message.forms["other"]; plural && message.forms["one"] == "" {
				t.Errorf("%s: %s lacks the form for one", message.file, key)
			}
			arguments(t, key, message)
		}
	}
}

var argument = regexp.MustCompile(`\.([A-Z]\w*)`)

// arguments gives the names that a message puts in, and fails for one that
// cannot be read.
func arguments(t *testing.T, key string, m message) []string {
	t.Helper()
	names := map[string]bool{}
	for _, text := range m.forms {
		if _, err := template.New(key).Parse(text); err != nil {
			t.Errorf("%s: %v", m.file, err)
		}
		for _, action := range regexp.MustCompile(`\{\{.*?\}\}`).FindAllString(text, -1) {
			for _, found := range argument.FindAllStringSubmatch(action, -1) {
				names[found[1]] = true
			}
		}
	}
	return slices.Collect(maps.Keys(names))
}
