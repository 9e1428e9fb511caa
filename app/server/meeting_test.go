package server_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"tiltak/app/server/browsertest"
	"tiltak/app/store/storetest"
)

const projector = 720 // how high a projector's picture is, in pixels

// TestAMeetingIsHeldByKeyboardAlone goes from the board of the round through the
// meeting to its minutes without a mouse.
func TestAMeetingIsHeldByKeyboardAlone(t *testing.T) {
	site, _ := demoSite(t, storetest.SQLiteAddress(t))
	tab := browsertest.Start(t).Open(t, site)
	tab.Screen(1280, projector, "light")
	tab.LogIn("koordinator.jd")
	tab.Visit("/runder/2026-k4")
	tab.TabTo(`a[href$="/mote"]`)
	tab.Turn(browsertest.Enter)

	items := tab.Attributes("ol.list a", "href")
	if len(items) < 5 {
		t.Fatalf("the agenda has %d items", len(items))
	}
	here := func(want string) {
		t.Helper()
		if want = site + want; tab.Location() != want {
			t.Fatalf("the browser is at %s, not %s", tab.Location(), want)
		}
	}
	tab.Turn(browsertest.Right)
	here(items[0])
	tab.Turn(browsertest.PageDown) // as a clicker sends
	here(items[1])
	tab.Turn(browsertest.PageUp)
	here(items[0])
	tab.Turn(browsertest.Right)
	tab.Turn(browsertest.Left)
	here(items[0])

	tab.TabTo("#text")
	tab.Type("JD kaller inn" + browsertest.Left + browsertest.Left + browsertest.PageDown + "!")
	here(items[0]) // keys in a field are the field's
	tab.TabTo("#owner")
	tab.TabTo("#due")
	tab.Type("02022027") // the same in every order of day and month
	tab.TabTo("form button[type=submit]:not(header *)")
	tab.Turn(browsertest.Enter)
	here(items[0])
	if text := strings.ReplaceAll(tab.Text(".stage__decide"), "\u00a0", " "); !strings.Contains(text, "JD kaller inn!") || !strings.Contains(text, "2. februar 2027") {
		t.Errorf("the decision is not there: %s", text)
	}

	for i := range items {
		here(items[i])
		if bottom := tab.Number(`document.querySelector('.stage__two').getBoundingClientRect().bottom + scrollY`); bottom > projector {
			t.Errorf("%s is %d pixels high, more than a projector shows", items[i], bottom)
		}
		tab.Turn(browsertest.Right)
	}
	here("/runder/2026-k4/mote/referat")
	tab.TabTo(`a[href*="/fil/docx"]`)
	if text := wordText(t, tab.Get(tab.Attribute(`a[href*="/fil/docx"]`, "href"))); !strings.Contains(text, "JD kaller inn!") {
		t.Error("the minutes do not hold the decision")
	}
	tab.Turn(browsertest.Left)
	here("/runder/2026-k4/mote")
	for _, complaint := range tab.Complaints() {
		t.Errorf("the browser says %s", complaint)
	}
}

// wordText is the body of a Word file.
func wordText(t *testing.T, file []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	text, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
