package server_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"tiltak/app/access"
	"tiltak/app/keys"
	"tiltak/app/server"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/assets"
	"tiltak/models"
)

const tableFile = "testdata/permissions.txt"

// personas in the order of the table's columns; the first is nobody.
func personas() []string {
	return []string{
		"", "leser.nim", "rapportor.aid", "rapportor.hod", "rapportor.bfd", "bidragsyter.bufdir", "bidragsyter.at",
		"koordinator.jd", "redaktor.kom", "administrator.jd", "vurderer.nim",
	}
}

// permission is one row of the table.
type permission struct {
	line    int
	method  string
	pattern string
	want    []string
	form    url.Values
	path    string
}

func (p permission) key() string { return p.method + " " + p.pattern }

func TestPermissions(t *testing.T) {
	table := readTable(t)
	routes := map[string]server.Route{}
	for _, route := range servertest.Start(t).Server.Routes() {
		routes[route.Method+" "+route.Path] = route
		if _, there := table[route.Method+" "+route.Path]; !there {
			t.Errorf("%s %s has no row in %s: write who gets what", route.Method, route.Path, tableFile)
		}
	}
	template := servertest.NewTemplate(t, func(w *servertest.World) {
		addUser(t, w, "bidragsyter.at", models.Contributor, "AT")
	})
	for key, row := range table {
		route, there := routes[key]
		if !there {
			t.Errorf("%s:%d: there is no route %s", tableFile, row.line, key)
			continue
		}
		t.Run(strings.ReplaceAll(key, "/", "∕"), func(t *testing.T) {
			tryRow(t, template, row, "")
			if route.PerPlan {
				tryRow(t, template, row, "/plan/")
			}
		})
	}
}

// tryRow asks for the row's address as everyone, in a world of its own.
func tryRow(t *testing.T, template servertest.Template, row permission, prefix string) {
	t.Helper()
	w := template.Start(t)
	situation := template.Situation
	path := row.path
	if path == "" {
		path = addressOf(t, w, row.pattern, situation)
	}
	if prefix != "" {
		path = strings.TrimSuffix(prefix+situation.PlanCode+path, "/")
	}
	for column, username := range personas() {
		client := w.Anonymous()
		if username != "" {
			client = w.As(username)
		}
		var page *servertest.Page
		if row.method == http.MethodGet {
			page = client.Get(path)
		} else {
			page = client.Do(row.method, path, "application/x-www-form-urlencoded", row.form.Encode())
		}
		if got, want := outcome(page), row.want[column]; got != want {
			t.Errorf("%s %s as %s gives %s (%d), want %s", row.method, path, nameOf(username), got, page.Status, want)
		}
	}
}

func nameOf(username string) string {
	if username == "" {
		return "nobody"
	}
	return username
}

// outcome sorts an answer into the classes of the table.
func outcome(page *servertest.Page) string {
	switch {
	case page.Status == http.StatusUnauthorized, page.Status == http.StatusSeeOther && strings.HasPrefix(page.Header.Get("Location"), "/logg-inn?neste="):
		return "login"
	case page.Status == http.StatusForbidden, page.Status == http.StatusNotFound:
		return fmt.Sprint(page.Status)
	case page.Status >= http.StatusInternalServerError:
		return "a fault"
	}
	return "ok"
}

// addressOf puts what the situation has in place of the names of a pattern.
func addressOf(t *testing.T, w *servertest.World, pattern string, s servertest.Situation) string {
	t.Helper()
	known := map[string]string{
		"static":           strings.TrimPrefix(assets.URL("app.css"), assets.Prefix),
		"plan":             s.PlanCode,
		"rapporter":        fmt.Sprint(s.DraftID),
		"bidrag":           fmt.Sprint(s.ContributionID),
		"versjoner":        fmt.Sprint(s.DraftRevisionID),
		"runder":           s.Open.Period.String(),
		"utgaver":          s.Closed.Period.String(),
		"nyhetsbrev":       s.Closed.Period.String(),
		"nyhetsbrev-maler": "docx",
		"newsletter":       s.Closed.Period.String(),
		"fil":              "docx",
		"tiltak":           "9",
		"katalog":          "tiltak",
		"koblinger":        "14",
		"forlopere":        "G2-02",
		"vurderinger":      fmt.Sprint(s.AssessmentID),
		"anbefalinger":     "G3-01",
		"svar":             "GRETA-3",
		"tekst":            "G3-01",
		"brukere":          fmt.Sprint(s.UserID),
		"epost":            fmt.Sprint(s.MailID),
		"tekster":          "for-fristen",
		"stedfortredere":   fmt.Sprint(s.DeputyID),
		"mote":             "tiltak-9",
		"punkt":            fmt.Sprint(s.ItemID),
		"sporsmal":         fmt.Sprint(s.QuestionID),
		"beslutninger":     fmt.Sprint(s.DecisionID),
	}
	if strings.HasPrefix(pattern, keys.SetupPath) {
		known["oppsett"] = passwordLink(t, w, s.UserID)
	}
	if strings.HasSuffix(pattern, "/kvittering") || strings.HasSuffix(pattern, "/trekk-tilbake") {
		known["rapporter"] = fmt.Sprint(s.SubmittedID) // the same ministry's, and delivered
	}
	if strings.HasSuffix(pattern, "/vurderinger/:id/klarer") {
		known["vurderinger"] = fmt.Sprint(s.AssessmentDraftID)
	}
	if strings.HasPrefix(pattern, "/nyhetsbrev/") {
		known["versjoner"] = fmt.Sprint(s.IssueVersionID)
	}
	if strings.HasPrefix(pattern, "/bidrag/") {
		known["versjoner"] = fmt.Sprint(s.ContributionRevisionID)
	}
	if strings.HasPrefix(pattern, "/admin/nokler/:") {
		known["nokler"] = token(t, w)
	}
	parts := strings.Split(pattern, "/")
	for i, part := range parts {
		if !strings.HasPrefix(part, ":") {
			continue
		}
		value, there := known[parts[i-1]]
		if !there {
			t.Fatalf("%s: addressOf in permissions_test.go does not know what stands after %q; add it, or give the row a path=", pattern, parts[i-1])
		}
		parts[i] = value
	}
	return strings.Join(parts, "/")
}

func addUser(t *testing.T, w *servertest.World, username string, role models.Role, organisation string) {
	t.Helper()
	_, err := w.Accounts.Add(t.Context(), store.CommandLine(), access.NewUser{
		Username: username, DisplayName: username, Standings: []access.NewStanding{{Role: role, Organisation: organisation}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func readTable(t *testing.T) map[string]permission {
	t.Helper()
	text, err := os.ReadFile(tableFile)
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]permission{}
	for i, line := range strings.Split(string(text), "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" || fields[0] == "METHOD" {
			continue
		}
		row := permission{line: i + 1}
		if len(fields) < 2+len(personas()) {
			t.Fatalf("%s:%d has %d columns, want %d", tableFile, row.line, len(fields)-2, len(personas()))
		}
		row.method, row.pattern, row.want = fields[0], fields[1], fields[2:2+len(personas())]
		for _, word := range row.want {
			if !strings.Contains(" ok 403 404 login ", " "+word+" ") {
				t.Fatalf("%s:%d: %q is none of ok, 403, 404, login", tableFile, row.line, word)
			}
		}
		for _, extra := range fields[2+len(personas()):] {
			name, value, _ := strings.Cut(extra, "=")
			switch name {
			case "form":
				if row.form, err = url.ParseQuery(value); err != nil {
					t.Fatalf("%s:%d: %v", tableFile, row.line, err)
				}
			case "path":
				row.path = value
			default:
				t.Fatalf("%s:%d: after the columns stands form= or path=, not %q", tableFile, row.line, extra)
			}
		}
		if _, twice := table[row.key()]; twice {
			t.Fatalf("%s:%d: %s stands twice", tableFile, row.line, row.key())
		}
		table[row.key()] = row
	}
	return table
}
