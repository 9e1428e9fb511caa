package server_test

import (
	"os"
	"path/filepath"
	"testing"

	"tiltak/app/server/browsertest"
	"tiltak/app/store/storetest"
)

// fourthRound is made up. It changes one recommendation that there is, and has
// one that looks like earlier ones.
const fourthRound = `evaluation: {body: GRETA, round: 4, reference: EKSEMPEL(2026)1, published: 2026-06, complete: true}
recommendations:
  - ref: G4-01
    paragraph: "87"
    level: urges
    articles: [10, 12]
    topic: {nb: "Eksempel: identifisering blant asylsøkere og migranter", en: "Example: identification among asylum seekers"}
    summary: {nb: "Oppdiktet eksempel.", en: "Invented example."}
    addressees: [JD, AID]
    links: [{number: 14, degree: partial}, {number: 15, degree: full}]
  - ref: G4-02
    articles: [13]
    topic: {nb: "Eksempel: refleksjonsperiode for barn"}
`

// TestTheIntakeIsLookedAt goes through the pages that only a file leads to: what
// is wrong with it, and what it would change.
func TestTheIntakeIsLookedAt(t *testing.T) {
	site, _ := demoSite(t, storetest.SQLiteAddress(t))
	tab := browsertest.Start(t).Open(t, site)
	tab.LogIn("koordinator.jd")
	send := func(name, content string) {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		tab.Visit("/anbefalinger/import")
		tab.File("#fil", path)
		tab.Press("main form", "Se hva som blir endret")
	}
	look := func(t *testing.T) {
		t.Helper()
		for _, width := range []int64{1280, 390, 320} {
			tab.Window(width, "light")
			if wider := tab.TooWide(); wider > 0 {
				t.Errorf("at %d px it is %d px too wide", width, wider)
			}
			for _, violation := range tab.Axe() {
				t.Errorf("at %d px: %s", width, violation)
			}
		}
		tab.Window(390, "dark")
		for _, violation := range tab.AxeColours() {
			t.Errorf("in the dark: %s", violation)
		}
		for _, complaint := range tab.Complaints() {
			t.Errorf("the browser says %s", complaint)
		}
	}
	t.Run("faults", func(t *testing.T) {
		send("rapport.csv", "Referanse;Tema;Styrke\nG4-01;Eksempel;kanskje\n;Eksempel;\n")
		if !tab.Has("#feil") || !tab.Has("details[open]") {
			t.Error("no faults are told, or the fields that lack are folded away")
		}
		look(t)
	})
	t.Run("what it would change", func(t *testing.T) {
		send("rapport.yaml", fourthRound)
		if !tab.Has("input[name=samme]") || !tab.Has("#nye") || !tab.Has("#evaluering") {
			t.Errorf("the page says %s", tab.Text("main"))
		}
		look(t)
	})
	t.Run("it is taken in with what is ticked", func(t *testing.T) {
		tab.Choose(`input[name=samme][value="G4-01=G2-02"]`)
		tab.Press("main form", "Ta inn anbefalingene")
		if text := tab.Text(".flash"); text != "GRETA, 4. runde er tatt inn: 2 nye anbefalinger, 0 endret og 0 uendret." {
			t.Errorf("it says %q", text)
		}
	})
}
