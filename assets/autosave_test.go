package assets_test

import (
	"fmt"
	"html"
	"net/http"
	"strconv"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// desk is a server with one form that saves itself. It takes a save only with
// the newest revision, as the real one does.
type desk struct {
	*site
	mu       sync.Mutex
	revision int
	text     string
	saves    int
	races    int
	sent     []string // texts of the form's own button
	// answer deals with an autosave in place of the desk where it returns true
	answer func(w http.ResponseWriter, r *http.Request, save int) bool
}

func newDesk(t *testing.T) *desk {
	d := &desk{site: newSite(t), revision: 1}
	d.page("/skjema", func(*http.Request) string {
		d.mu.Lock()
		defer d.mu.Unlock()
		return fmt.Sprintf(`<form method="post" action="/skjema" data-autosave="/lagre"
data-lapsed="Du er logget ut." data-offline="Ingen kontakt.">%s
<textarea id="tekst" name="tekst" aria-label="Tekst">%s</textarea><button id="send">Lagre</button><p id="lagret-kort"></p></form>
<div id="lagret"></div><a id="bort" href="/bort">Bort</a>`, d.revisionField(), html.EscapeString(d.text))
	})
	d.page("/bort", func(*http.Request) string { return `<p id="fremme">Fremme</p>` })
	d.mux.HandleFunc("POST /lagre", func(w http.ResponseWriter, r *http.Request) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.saves++
		if d.answer != nil {
			d.mu.Unlock()
			done := d.answer(w, r, d.saves)
			d.mu.Lock()
			if done {
				return
			}
		}
		if r.Header.Get("HX-Request") != "true" || r.FormValue("revision") != strconv.Itoa(d.revision) {
			d.races++
			w.WriteHeader(http.StatusConflict)
			return
		}
		d.revision++
		d.text = r.FormValue("tekst")
		fmt.Fprintf(w, `<div id="lagret"><p class="saved">Lagret: %s</p></div>%s`, html.EscapeString(d.text), d.revisionField())
	})
	d.mux.HandleFunc("POST /skjema", func(w http.ResponseWriter, r *http.Request) {
		d.mu.Lock()
		defer d.mu.Unlock()
		if r.FormValue("revision") != strconv.Itoa(d.revision) {
			d.races++
		}
		d.sent = append(d.sent, r.FormValue("tekst"))
		http.Redirect(w, r, "/bort", http.StatusSeeOther)
	})
	return d
}

func (d *desk) revisionField() string {
	return fmt.Sprintf(`<input type="hidden" name="revision" id="revision" hx-swap-oob="true" value="%d">`, d.revision)
}

func (d *desk) check(t *testing.T, text string) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.text != text {
		t.Errorf("the server has %q, want %q", d.text, text)
	}
	if d.races > 0 {
		t.Errorf("%d requests came with an old revision", d.races)
	}
}

func (b *tab) write(text string) {
	b.t.Helper()
	b.run(chromedp.SendKeys("#tekst", text, chromedp.ByID))
}

const (
	clean = `!document.querySelector("form").hasAttribute("data-dirty")`
	dirty = `document.querySelector("form").hasAttribute("data-dirty")`
)

func shows(text string) string {
	return fmt.Sprintf(`document.querySelector("#lagret").textContent.includes(%q)`, text)
}

func TestADraftSavesItself(t *testing.T) {
	d, b := newDesk(t), newTab(t)
	b.run(chromedp.Navigate(d.URL + "/skjema"))
	b.write("Første setning.")
	b.until(shows("Lagret: Første setning."))
	b.until(clean)
	if got := b.value("document.activeElement.id"); got != "tekst" {
		t.Errorf("the focus moved to %q", got)
	}
	if got := b.value(`document.querySelector("[role=status]").textContent`); got != "Lagret: Første setning." {
		t.Errorf("screen readers hear %q", got)
	}
	b.write(" Andre setning.")
	b.until(shows("Andre setning."))
	b.until(`document.querySelector("#revision").value === "3"`)
	d.check(t, "Første setning. Andre setning.")

	b.run(chromedp.Click("#bort", chromedp.ByID), chromedp.WaitVisible("#fremme", chromedp.ByID))
	if b.asked() != 0 {
		t.Error("leaving a saved form was asked about")
	}
}

func TestWhatIsTypedDuringASaveIsSavedNext(t *testing.T) {
	d, b := newDesk(t), newTab(t)
	arrived, release := make(chan bool), make(chan bool)
	d.answer = func(http.ResponseWriter, *http.Request, int) bool {
		arrived <- true
		<-release
		return false
	}
	b.run(chromedp.Navigate(d.URL + "/skjema"))
	b.write("En")
	<-arrived
	b.write(" to")
	release <- true
	b.until(shows("Lagret: En"))
	<-arrived
	if b.value(dirty) != "true" {
		t.Error("the form counts as saved while its newest words are not")
	}
	release <- true
	b.until(shows("Lagret: En to"))
	b.until(clean)
	d.check(t, "En to")
}

func TestAButtonPressedDuringASaveWaitsForIt(t *testing.T) {
	d, b := newDesk(t), newTab(t)
	arrived, release := make(chan bool), make(chan bool)
	d.answer = func(_ http.ResponseWriter, _ *http.Request, save int) bool {
		if save == 1 {
			arrived <- true
			<-release
		}
		return false
	}
	b.run(chromedp.Navigate(d.URL + "/skjema"))
	b.write("En")
	<-arrived
	b.write(" to")
	b.run(chromedp.Click("#send", chromedp.ByID))
	close(release)
	b.run(chromedp.WaitVisible("#fremme", chromedp.ByID))
	if b.asked() != 0 {
		t.Error("pressing the button was asked about")
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.races > 0 || len(d.sent) != 1 || d.sent[0] != "En to" {
		t.Errorf("the button sent %q, with %d old revisions", d.sent, d.races)
	}
}

func TestALapsedLoginLosesNothing(t *testing.T) {
	answers := map[string]func(http.ResponseWriter, *http.Request, int) bool{
		"answered by 401": func(w http.ResponseWriter, _ *http.Request, _ int) bool {
			w.WriteHeader(http.StatusUnauthorized)
			return true
		},
		"answered by the login page": func(w http.ResponseWriter, r *http.Request, _ int) bool {
			http.Redirect(w, r, "/bort", http.StatusSeeOther)
			return true
		},
	}
	for name, answer := range answers {
		t.Run(name, func(t *testing.T) {
			d, b := newDesk(t), newTab(t)
			d.answer = answer
			b.run(chromedp.Navigate(d.URL + "/skjema"))
			b.write("Viktig")
			b.until(shows("Du er logget ut."))
			b.until(dirty)
			b.run(chromedp.Click("#send", chromedp.ByID), chromedp.WaitVisible("#fremme", chromedp.ByID))
			d.mu.Lock()
			defer d.mu.Unlock()
			if len(d.sent) != 1 || d.sent[0] != "Viktig" {
				t.Errorf("the button sent %q", d.sent)
			}
		})
	}
}

func TestAConflictIsShownAndTheFormStaysUnsaved(t *testing.T) {
	d, b := newDesk(t), newTab(t)
	d.answer = func(w http.ResponseWriter, _ *http.Request, _ int) bool {
		w.WriteHeader(http.StatusConflict)
		_, _ = w.Write([]byte(`<div id="lagret"><div class="conflict"><h2>To tekster</h2></div></div>`))
		return true
	}
	b.run(chromedp.Navigate(d.URL + "/skjema"))
	b.write("Min")
	b.until(shows("To tekster"))
	b.until(dirty)

	b.run(chromedp.Click("#bort", chromedp.ByID), chromedp.WaitVisible("#fremme", chromedp.ByID))
	if b.asked() != 1 {
		t.Errorf("leaving an unsaved form was asked about %d times, want once", b.asked())
	}
}

func TestASaveIsTriedAgainWhenTheServerFails(t *testing.T) {
	d, b := newDesk(t), newTab(t)
	d.answer = func(w http.ResponseWriter, _ *http.Request, save int) bool {
		if save == 1 {
			w.WriteHeader(http.StatusBadGateway)
		}
		return save == 1
	}
	b.run(chromedp.Navigate(d.URL + "/skjema"))
	b.write("Tålmodig")
	b.until(shows("Ingen kontakt."))
	b.until(`document.querySelector("#lagret-kort").textContent === "Ingen kontakt."`)
	b.until(dirty)
	b.until(shows("Lagret: Tålmodig"))
	b.until(clean)
	d.check(t, "Tålmodig")
}
