package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const repositoryRoot = "../.."

// sourceFile is one Go file of the repository.
type sourceFile struct {
	path    string // from the root, with slashes
	tree    *ast.File
	imports []string
}

func (f sourceFile) folder() string { return path.Dir(f.path) }
func (f sourceFile) name() string   { return path.Base(f.path) }
func (f sourceFile) isTest() bool   { return strings.HasSuffix(f.path, "_test.go") }

// isTestHelp tells whether the file is only for tests of other packages.
func (f sourceFile) isTestHelp() bool { return f.isTest() || strings.HasSuffix(f.folder(), "test") }

func (f sourceFile) isGenerated() bool { return ast.IsGenerated(f.tree) }

// sources reads every Go file below the root.
func sources(t *testing.T) []sourceFile {
	t.Helper()
	var files []sourceFile
	eachFile(t, ".go", func(name string) {
		tree, err := parser.ParseFile(token.NewFileSet(), filepath.Join(repositoryRoot, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		file := sourceFile{path: name, tree: tree}
		for _, spec := range tree.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			file.imports = append(file.imports, imported)
		}
		files = append(files, file)
	})
	if len(files) < 100 {
		t.Fatalf("only %d Go files were found", len(files))
	}
	return files
}

func eachFile(t *testing.T, extension string, do func(name string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(repositoryRoot), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name != "." && strings.HasPrefix(entry.Name(), ".") || name == "assets/vendor"):
			return fs.SkipDir
		case !entry.IsDir() && path.Ext(name) == extension:
			do(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// arrows says what a package may import of the module's own packages, and of
// others. The first row whose folder holds the package counts; a trailing /…
// takes in everything below.
var arrows = []struct {
	folder string
	own    []string // allowed packages of the module
	others []string // allowed modules of others; nil: any
}{
	{"models", []string{}, []string{}},
	{"migrations", []string{}, []string{}},
	{"assets", []string{}, []string{}},
	{"views/…", []string{"models", "app/charts", "app/language", "views/…"}, []string{"github.com/a-h/templ/…"}},
	{"app/language", []string{"models"}, nil},
	{"app/charts", []string{"models", "app/language"}, nil},
	{"app/documents", []string{"models", "app/charts", "app/language"}, nil},
	{"app/store", []string{"models", "migrations"}, nil},
	{"app/pages", []string{"models", "app/language", "assets", "views/…"}, nil},
	{"app/server/…", []string{"models", "app/…", "assets", "views/…"}, nil},
	{"app/…", []string{"models", "app/…", "!app/server/…", "assets", "views/…"}, nil},
	{"cmd/…", []string{"models", "app/…", "assets"}, nil},
}

func within(pattern, folder string) bool {
	below, all := strings.CutSuffix(pattern, "/…")
	return folder == below || all && strings.HasPrefix(folder, below+"/")
}

func TestImportsFollowTheArrows(t *testing.T) {
	for _, file := range sources(t) {
		if file.isTestHelp() || strings.Contains(file.path, "deps_pending") {
			continue
		}
		known := false
		for _, row := range arrows {
			if !within(row.folder, file.folder()) {
				continue
			}
			known = true
			for _, imported := range file.imports {
				if own, ours := strings.CutPrefix(imported, "tiltak/"); ours {
					if own != file.folder() && !allowed(row.own, own) {
						t.Errorf("%s imports %s, which %s may not", file.path, imported, row.folder)
					}
				} else if foreign := strings.Contains(strings.SplitN(imported, "/", 2)[0], "."); foreign && row.others != nil && !allowed(row.others, imported) {
					t.Errorf("%s imports %s, but %s keeps to the standard library", file.path, imported, row.folder)
				}
			}
			break
		}
		if !known {
			t.Errorf("%s lies in a folder that the arrows do not know", file.path)
		}
	}
}

func allowed(patterns []string, folder string) bool {
	for _, pattern := range patterns {
		if refused, not := strings.CutPrefix(pattern, "!"); not && within(refused, folder) {
			return false
		}
	}
	return slices.ContainsFunc(patterns, func(pattern string) bool { return within(pattern, folder) })
}

func TestTheDatabaseAndTheWebStayInTheirFiles(t *testing.T) {
	for _, file := range sources(t) {
		if file.isTestHelp() || strings.Contains(file.path, "deps_pending") {
			continue
		}
		for _, imported := range file.imports {
			switch {
			case strings.HasPrefix(imported, "gorm.io/") && file.name() != "store.go" && file.folder() != "app/store":
				t.Errorf("%s imports gorm; only app/store and files named store.go do", file.path)
			case (strings.HasPrefix(imported, "github.com/gofiber/") || strings.HasPrefix(imported, "github.com/valyala/fasthttp")) &&
				file.name() != "handlers.go" && !within("app/server/…", file.folder()) && file.folder() != "app/pages":
				t.Errorf("%s imports fiber; only app/server, app/pages and files named handlers.go do", file.path)
			}
		}
	}
}

// refusedCalls are selectors that the code may not use, and why.
var refusedCalls = []struct {
	selector, why string
	in            func(sourceFile) bool
}{
	{"AutoMigrate", "the schema is changed by migrations alone", func(sourceFile) bool { return true }},
	{"Skip", "nothing is skipped: a missing tool fails with the command that mends it", sourceFile.isTestHelp},
	{"Skipf", "nothing is skipped: a missing tool fails with the command that mends it", sourceFile.isTestHelp},
	{"SkipNow", "nothing is skipped: a missing tool fails with the command that mends it", sourceFile.isTestHelp},
	{"Sleep", "wait for what is to happen, not for time to pass", func(sourceFile) bool { return true }},
}

func TestCodeKeepsToTheHabits(t *testing.T) {
	for _, file := range sources(t) {
		if file.isGenerated() {
			continue
		}
		for _, declared := range file.tree.Decls {
			if function, is := declared.(*ast.FuncDecl); is && function.Recv == nil && function.Name.Name == "init" {
				t.Errorf("%s has an init function: make what it makes where it is used", file.path)
			}
		}
		ast.Inspect(file.tree, func(node ast.Node) bool {
			selector, is := node.(*ast.SelectorExpr)
			if !is {
				return true
			}
			for _, refused := range refusedCalls {
				if selector.Sel.Name == refused.selector && refused.in(file) {
					t.Errorf("%s uses %s: %s", file.path, refused.selector, refused.why)
				}
			}
			// A capability builds nobody's handlers, its own aside.
			if owner, named := selector.X.(*ast.Ident); named && selector.Sel.Name == "NewHandlers" && !file.isTestHelp() && !within("app/server/…", file.folder()) {
				t.Errorf("%s uses %s.NewHandlers; only app/server puts handlers together", file.path, owner.Name)
			}
			return true
		})
	}
}

// A page longer than this has more than one subject.
const longestFile = 400

func TestFilesAreShort(t *testing.T) {
	for _, extension := range []string{".go", ".templ", ".css", ".js"} {
		eachFile(t, extension, func(name string) {
			if strings.HasSuffix(name, "_templ.go") || within("assets/dist/…", path.Dir(name)) || name == "assets/css/designsystemet.css" || within("assets/theme/…", path.Dir(name)) {
				return
			}
			text, err := os.ReadFile(filepath.Join(repositoryRoot, name))
			if err != nil {
				t.Fatal(err)
			}
			if lines := strings.Count(string(text), "\n"); lines > longestFile {
				t.Errorf("%s has %d lines, more than %d: give each subject its own file", name, lines, longestFile)
			}
		})
	}
}

func TestViewsKeepToTheContentSecurityPolicy(t *testing.T) {
	refused := map[string]*regexp.Regexp{
		"a style attribute":   regexp.MustCompile(`(?i)\sstyle\s*=`),
		"a style element":     regexp.MustCompile(`(?i)<style[\s>]`),
		"an inline script":    regexp.MustCompile(`(?i)<script(?:\s+(?:defer|async|type="module"))*\s*>`),
		"an event attribute":  regexp.MustCompile(`(?i)\s(?:on[a-z]+|hx-on[:a-z-]*)\s*=`),
		"script as a value":   regexp.MustCompile(`(?i)["'{]\s*(?:js|javascript):`),
		"text as it comes":    regexp.MustCompile(`templ\.Raw\(`),
		"a file from outside": regexp.MustCompile(`(?i)<(?:script|link|img|iframe|source)[^>]*(?:src|href)="(?:https?:)?//`),
	}
	views := 0
	eachFile(t, ".templ", func(name string) {
		views++
		text, err := os.ReadFile(filepath.Join(repositoryRoot, name))
		if err != nil {
			t.Fatal(err)
		}
		// Charts are of a type of their own, and escape what they are given.
		text = bytes.ReplaceAll(text, []byte("templ.Raw(string("), []byte("(string("))
		for what, pattern := range refused {
			if at := pattern.FindIndex(text); at != nil {
				t.Errorf("%s:%d has %s", name, 1+strings.Count(string(text[:at[0]]), "\n"), what)
			}
		}
	})
	if views == 0 {
		t.Fatal("no views were found")
	}
}

func TestTheTopLevelStaysAsItIs(t *testing.T) {
	agreed := []string{
		"cmd", "app", "models", "views", "assets", "migrations", "docs", "deploy", "go.mod", "go.sum", "Makefile", "Dockerfile",
		"README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "publiccode.yml",
	}
	entries, err := os.ReadDir(repositoryRoot)
	if err != nil {
		t.Fatal(err)
	}
	// What a build or a run leaves behind is not part of the repository.
	left := regexp.MustCompile(`^(\..*|tiltak|bin|.*\.db(-shm|-wal)?|.*\.test|.*\.out)$`)
	for _, entry := range entries {
		if !slices.Contains(agreed, entry.Name()) && !left.MatchString(entry.Name()) {
			t.Errorf("%s is new at the top level: put it in the folder it belongs to", entry.Name())
		}
	}
	for _, name := range []string{"cmd", "app", "models", "views", "assets", "migrations", "go.mod", "README.md", "LICENSE", "Makefile"} {
		if !slices.ContainsFunc(entries, func(entry os.DirEntry) bool { return entry.Name() == name }) {
			t.Errorf("%s is missing at the top level", name)
		}
	}
}
