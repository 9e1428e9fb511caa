package reporting_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/server/servertest"
)

// both gives the feedback on a text: as an automatic save answers it, and as
// the page shows it without script.
func (o office) both(change func(fields url.Values)) map[string]*goquery.Selection {
	o.t.Helper()
	browser, fields := o.form("rapportor.aid")
	change(fields)
	part := browser.Partial().Post(o.address("/kladd"), fields).WantStatus(http.StatusOK)
	page := o.As("rapportor.aid").Get(o.address("")).WantStatus(http.StatusOK)
	return map[string]*goquery.Selection{"automatic save": part.Doc().Find("#lagret"), "page": page.Doc().Find("#lagret")}
}

func words(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

func TestTheFormShowsWhatHasChangedSinceLastTime(t *testing.T) {
	o := enter(t, servertest.Start(t))
	last := o.lastContent()
	last.NewsletterText = "Departementet holdt to kurs i mai og planlegger flere."
	o.setLast(last)
	for where, box := range o.both(func(f url.Values) {
		f.Set("newsletter_text", "Departementet holdt tre kurs i mai og planlegger flere.")
	}) {
		t.Run(where, func(t *testing.T) {
			if got := words(box.Find("#endret")); got != "Endret siden 3. kvartal 2026" {
				t.Errorf("the heading says %q", got)
			}
			if got := words(box.Find(".diff")); got != "Departementet holdt fjernet: to (slutt på det som er fjernet) lagt til: tre (slutt på det som er lagt til) kurs i mai og planlegger flere." {
				t.Errorf("one hears %q", got)
			}
			box.Find(".diff .ds-sr-only").Remove()
			if removed, added := words(box.Find(".diff del")), words(box.Find(".diff ins")); removed != "to" || added != "tre" {
				t.Errorf("removed %q, added %q", removed, added)
			}
		})
	}
	t.Run("a text with little in common is told as rewritten", func(t *testing.T) {
		for where, box := range o.both(func(f url.Values) { f.Set("newsletter_text", "Noe helt annet står her nå, uten felles ord.") }) {
			if box.Find(".diff").Length() != 0 || !strings.Contains(words(box), "skrevet på nytt") {
				t.Errorf("%s: %s", where, words(box))
			}
		}
	})
}

func TestTheFormNamesTextsThatHaveNotChanged(t *testing.T) {
	o := enter(t, servertest.Start(t))
	last := o.lastContent()
	last.Done, last.Next, last.NewsletterText = "Kurset er holdt.", "Nytt kurs i mai.", "Kurs er holdt."
	o.setLast(last)
	for where, box := range o.both(func(f url.Values) {
		f.Set("done", " Kurset er\r\nholdt.")
		f.Set("next", "Nytt kurs i juni.")
		f.Set("newsletter_text", "Kurs er holdt.")
	}) {
		t.Run(where, func(t *testing.T) {
			var named []string
			if got := words(box.Find("#uendret + ul li").First()); !strings.HasSuffix(got, ": Uendret siden 3. kvartal 2026, 2 runder") {
				t.Errorf("the first text says %q", got)
			}
			box.Find("#uendret + ul a").Each(func(_ int, a *goquery.Selection) { named = append(named, a.AttrOr("href", "")) })
			if got := words(box.Find("#uendret")); got != "Uendrede tekster" || strings.Join(named, " ") != "#done #newsletter_text" {
				t.Errorf("%q names %v", got, named)
			}
		})
	}
}

func TestTheFormGivesAdviceOnPlainLanguage(t *testing.T) {
	o := enter(t, servertest.Start(t))
	heavy := "I forbindelse med kurset vil bli " + strings.Repeat("informasjonsmateriell og ", 14) + "slutt."
	for where, box := range o.both(func(f url.Values) { f.Set("newsletter_text", heavy) }) {
		t.Run(where, func(t *testing.T) {
			said := words(box)
			for _, want := range []string{
				"Teksten er på 389 tegn. Vi anbefaler høyst 300.", "Teksten er tung å lese (lesbarhetsindeks 78).", "Lang setning (35 ord). Del den gjerne: «I forbindelse med kurset …»",
				"«i forbindelse med»: skriv «ved»", "«vil bli»: skriv «blir»", "Rådene er frivillige. Du kan sende inn uansett.",
			} {
				if !strings.Contains(said, want) {
					t.Errorf("no %q in %s", want, said)
				}
			}
		})
	}
	t.Run("nynorsk is measured with words of nynorsk", func(t *testing.T) {
		for where, box := range o.both(func(f url.Values) { f.Set("language", "nn"); f.Set("newsletter_text", "I samband med kurset") }) {
			if box.Find(`li[lang="nn"]`).Length() != 1 {
				t.Errorf("%s: %s", where, words(box))
			}
		}
	})
}

func TestTheSavedLineIsRepeatedBesideTheButton(t *testing.T) {
	o := enter(t, servertest.Start(t))
	browser, fields := o.form("rapportor.aid")
	part := browser.Partial().Post(o.address("/kladd"), fields).WantStatus(http.StatusOK)
	short := part.Doc().Find("#lagret-kort[hx-swap-oob]")
	if words(short) != "Lagret kl. 12.00" || short.Is("[role], [aria-live]") {
		t.Errorf("beside the button: %q in %s", words(short), part.Body)
	}
	late := browser.Partial().Post(o.address("/kladd"), url.Values{"revision": {"0"}, "done": {"For sent"}}).WantStatus(http.StatusConflict)
	if got := words(late.Doc().Find("#lagret-kort[hx-swap-oob]")); !strings.HasPrefix(got, "Ikke lagret") {
		t.Errorf("after a collision it says %q", got)
	}
}
