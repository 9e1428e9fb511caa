package server_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tiltak/app/server/servertest"
	"tiltak/models"
)

// Every text of the marked world is a marker: measure, quarter, which saving of
// it, field, and for a paragraph the ministry. What follows it would be markup.
var marker = regexp.MustCompile(`zq(\d\d)(k2|k3|k4)(draft|sent|again)(done|next|obst|help|news|link|mile|par|reason)([A-Z]*)z`)

const (
	markup      = ` <xss onload=x> "'`
	draftIssue  = "zqissuedraftz"
	frozenIssue = "zqissuefrozenz"
	decided     = "zqdecidedz"
)

func mark(measure int, quarter, saving, field, ministry string) string {
	return fmt.Sprintf("zq%02d%s%s%s%sz", measure, quarter, saving, field, ministry)
}

// seen is one marker as it was found.
type seen struct {
	measure                          int
	quarter, saving, field, ministry string
}

func (s seen) unpublishable() bool { return s.field == "obst" || s.field == "help" }

// sees tells what of the marked world a person may see, from the table of who
// may do what.
func (w *markedWorld) sees(username string, s seen) bool {
	role, ministry, _ := strings.Cut(username, ".")
	ministry = strings.ToUpper(ministry)
	lead := w.leads[s.measure]
	own := role == "rapportor" && ministry == lead
	coordinator, editor := role == "koordinator", role == "redaktor"
	if s.field == "reason" { // in the trail, which the coordinator and the administrator read
		return own || coordinator || role == "administrator"
	}
	if s.quarter != "k4" {
		switch {
		case s.saving != "sent":
			return own
		case s.unpublishable():
			return own || coordinator || editor
		}
		return role != ""
	}
	state := stateOf(s.measure)
	if s.field == "par" {
		if role == "bidragsyter" {
			ministry = map[string]string{"BUFDIR": "BFD", "AT": "AID"}[ministry]
		}
		if (role == "rapportor" || role == "bidragsyter") && ministry == s.ministry {
			return true
		}
		if own && s.saving == "sent" {
			return true
		}
	} else if own {
		return true
	}
	switch {
	case s.saving != "sent" || state == "draft" || state == "withdrawn":
		return false
	case coordinator:
		return true
	case state != "cleared" || role == "" || role == "administrator":
		return false
	}
	return !s.unpublishable() || editor
}

func stateOf(measure int) string {
	return []string{"draft", "submitted", "returned", "cleared", "withdrawn"}[measure%5]
}

func TestEverybodySeesTheirOwnAndNothingElse(t *testing.T) {
	w := newMarkedWorld(t)
	for _, username := range personas() {
		t.Run(nameOf(username), func(t *testing.T) {
			client := w.Anonymous()
			if username != "" {
				client = w.As(username)
			}
			found := map[seen]bool{}
			sawDecision := false
			look := func(page *servertest.Page) {
				sawDecision = sawDecision || strings.Contains(page.Body, decided)
				for s, where := range w.markers(t, page) {
					found[s] = true
					if !w.sees(username, s) {
						t.Errorf("%s shows %s %+v (%s)", page.Path, nameOf(username), s, where)
					}
				}
				w.checkIssues(t, username, page)
				checkMarkup(t, page)
			}
			for _, path := range w.addresses {
				look(client.Get(path))
				if !strings.Contains(path, "/fil/") {
					look(client.Partial().Get(path))
				}
				if page := client.Do(http.MethodHead, path, "", ""); page.Body != "" {
					t.Errorf("HEAD %s has a body", path)
				}
			}
			for _, path := range w.forms { // stale, so that an answer would hold the other text
				form := url.Values{"revision": {"0"}, "done": {"x"}, "text": {"x"}, "language": {"nb"}, "valg": {"begge:1"}, "signed_role": {"x"}, "comment": {""}}
				look(client.Post(path, form))
				look(client.Partial().Post(path, form))
			}
			w.checkFound(t, username, found)
			if slices.Contains(decisionReaders(), username) != sawDecision && username != "administrator.jd" {
				t.Errorf("%s saw the decision: %v", nameOf(username), sawDecision)
			}
		})
	}
}

// checkFound holds that the test looks where texts are: what a person is there
// to see, was seen.
func (w *markedWorld) checkFound(t *testing.T, username string, found map[seen]bool) {
	t.Helper()
	wanted := map[string][]seen{
		"leser.nim":        {{3, "k4", "sent", "done", ""}, {8, "k3", "sent", "next", ""}},
		"rapportor.aid":    {{9, "k4", "draft", "obst", ""}, {9, "k4", "sent", "help", ""}, {8, "k4", "draft", "news", ""}, {8, "k4", "sent", "obst", ""}},
		"koordinator.jd":   {{1, "k4", "sent", "obst", ""}, {2, "k4", "sent", "help", ""}, {8, "k4", "sent", "obst", ""}, {2, "k4", "sent", "reason", ""}},
		"redaktor.kom":     {{8, "k4", "sent", "obst", ""}, {8, "k3", "sent", "help", ""}},
		"administrator.jd": {{8, "k3", "sent", "done", ""}},
	}
	for _, s := range wanted[username] {
		if !found[s] {
			t.Errorf("%s never saw %+v", username, s)
		}
	}
}

// markers are those of an answer: its body, its headers, and what is packed in
// a file.
func (w *markedWorld) markers(t *testing.T, page *servertest.Page) map[seen]string {
	t.Helper()
	found := map[seen]string{}
	for _, match := range marker.FindAllStringSubmatch(textOf(t, page), -1) {
		var s seen
		_, _ = fmt.Sscanf(match[1], "%d", &s.measure)
		s.quarter, s.saving, s.field, s.ministry = match[2], match[3], match[4], match[5]
		found[s] = match[0]
	}
	return found
}

func textOf(t *testing.T, page *servertest.Page) string {
	t.Helper()
	text := page.Body + fmt.Sprint(page.Header)
	if !strings.HasPrefix(page.Body, "PK") {
		return html.UnescapeString(text)
	}
	archive, err := zip.NewReader(bytes.NewReader([]byte(page.Body)), int64(len(page.Body)))
	if err != nil {
		t.Fatal(err)
	}
	packed := ""
	for _, file := range archive.File {
		opened, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(opened)
		if err != nil {
			t.Fatal(err)
		}
		text += string(part)
		packed += unfolded(t, part)
	}
	if strings.HasSuffix(page.Path, "/regneark/fil") && packed == "" {
		t.Errorf("%s carries nothing packed: the test looks in the wrong place", page.Path)
	}
	return text + packed
}

// decisionReaders may read the decision: the coordinator, the agency that is to
// carry it out, and its ministry.
func decisionReaders() []string { return []string{"koordinator.jd", "rapportor.aid", "bidragsyter.at"} }

// unfolded is what a workbook carries packed, for its way back.
func unfolded(t *testing.T, part []byte) string {
	t.Helper()
	var text strings.Builder
	for _, packed := range packedText.FindAll(part, -1) {
		letters, err := base64.StdEncoding.DecodeString(string(packed))
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(bytes.NewReader(letters))
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(content)
	}
	return text.String()
}

var packedText = regexp.MustCompile(`H4sI[A-Za-z0-9+/=]+`)

func (w *markedWorld) checkIssues(t *testing.T, username string, page *servertest.Page) {
	t.Helper()
	text := textOf(t, page)
	if strings.Contains(text, draftIssue) && !slices.Contains([]string{"redaktor.kom", "koordinator.jd"}, username) {
		t.Errorf("%s shows %s the newsletter's draft", page.Path, nameOf(username))
	}
	// The agency's, its ministry's and the coordinator's; the log has every text.
	if strings.Contains(text, decided) && !slices.Contains(decisionReaders(), username) &&
		!(username == "administrator.jd" && strings.HasPrefix(page.Path, "/logg")) {
		t.Errorf("%s shows %s a decision", page.Path, nameOf(username))
	}
	if strings.Contains(text, frozenIssue) && (username == "" || username == "administrator.jd") {
		t.Errorf("%s shows %s a newsletter", page.Path, nameOf(username))
	}
}

// checkMarkup fails where a text has become part of the page.
func checkMarkup(t *testing.T, page *servertest.Page) {
	t.Helper()
	if !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") {
		return
	}
	if page.Doc().Find("xss").Length() > 0 {
		t.Errorf("%s takes a text for markup", page.Path)
	}
	if links := page.Doc().Find(`[href^="javascript"], [action^="javascript"]`); links.Length() > 0 {
		t.Errorf("%s has a link that runs a script", page.Path)
	}
}

func TestNewslettersAndOtherSystemsGetNothingThatIsNotForPublication(t *testing.T) {
	w := newMarkedWorld(t)
	_, secret, err := ringOf(t, w.World).AddToken(t.Context(), w.actor(), "Nettredaksjonen")
	if err != nil {
		t.Fatal(err)
	}
	system := w.Anonymous().With("Authorization", "Bearer "+secret)
	frozen := 0
	for _, quarter := range []string{"2026-k2", "2026-k3", "2026-k4"} {
		for _, suffix := range []string{"", ".json", ".docx", ".html", ".md", ".txt"} {
			page := system.Get("/api/v1/newsletter/" + quarter + suffix)
			if quarter != "2026-k2" && page.Status != http.StatusNotFound {
				t.Errorf("%s%s is given to other systems: %d", quarter, suffix, page.Status)
			}
			for s, where := range w.markers(t, page) {
				frozen++
				if s.quarter != "k2" || s.saving != "sent" || s.unpublishable() {
					t.Errorf("%s gives %s", page.Path, where)
				}
			}
			if suffix != ".txt" && strings.Contains(strings.ReplaceAll(page.Body, `\<xss`, ""), "<xss") {
				t.Errorf("%s%s lets markup through", quarter, suffix)
			}
		}
	}
	if frozen == 0 {
		t.Error("the frozen newsletter says nothing")
	}
	var payloads []string
	if err := w.Store.Read(t.Context()).Model(&models.EditionRevision{}).Pluck("public_payload", &payloads).Error; err != nil {
		t.Fatal(err)
	}
	for _, payload := range payloads {
		for _, match := range marker.FindAllStringSubmatch(payload, -1) {
			if match[4] == "obst" || match[4] == "help" || match[3] != "sent" {
				t.Errorf("a public payload holds %s", match[0])
			}
		}
	}
}

// Papers are for others: not even who may see what is not for publication gets
// it in one.
func TestPapersHoldNothingThatIsNotForPublication(t *testing.T) {
	w := newMarkedWorld(t)
	client := w.As("koordinator.jd")
	found := 0
	for _, path := range w.addresses {
		if !strings.HasPrefix(path, "/eksport/") || strings.Contains(path, "utgave=2026-k4") { // which has none
			continue
		}
		for s, where := range w.markers(t, client.Get(path).WantStatus(http.StatusOK)) {
			found++
			if s.unpublishable() || s.saving != "sent" || s.quarter == "k4" && stateOf(s.measure) != "cleared" {
				t.Errorf("%s holds %s", path, where)
			}
		}
	}
	if found == 0 {
		t.Error("the papers say nothing")
	}
}

func TestTheLogTellsNoTexts(t *testing.T) {
	w := newMarkedWorld(t)
	var events []models.AuditEvent
	if err := w.Store.Read(t.Context()).Find(&events).Error; err != nil {
		t.Fatal(err)
	}
	for _, event := range events {
		for _, match := range marker.FindAllStringSubmatch(event.Before+event.After, -1) {
			if match[4] != "reason" {
				t.Errorf("line %d, %s, tells %s", event.Sequence, event.Action, match[0])
			}
		}
	}
}
