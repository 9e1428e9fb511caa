package assets_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"tiltak/assets"
)

func TestAListIsFilteredAsTheChoicesChange(t *testing.T) {
	s, b := newSite(t), newTab(t)
	s.page("/tiltak", func(r *http.Request) string {
		return `<form method="get" action="/tiltak" data-auto-submit data-target="#liste">
<input id="q" name="q" type="search" aria-label="Søk">
<select id="status" name="status" aria-label="Status"><option value="">Alle</option><option value="done">Gjennomført</option></select>
<button>Vis</button></form><div id="liste"><p data-announce>status=` + r.FormValue("status") + ` q=` + r.FormValue("q") + `</p></div>`
	})
	b.run(chromedp.Navigate(s.URL+"/tiltak"), chromedp.WaitVisible("#liste", chromedp.ByID))
	b.run(chromedp.Evaluate(`window.samePage = true`, nil))
	b.until(`document.querySelector("form").hasAttribute("hx-get")`)

	b.run(chromedp.SendKeys("#status", "Gj", chromedp.ByID))
	b.until(`document.querySelector("#liste").textContent.includes("status=done q=")`)
	b.until(`location.search === "?status=done"`)
	b.run(chromedp.SendKeys("#q", "barn", chromedp.ByID))
	b.until(`document.querySelector("#liste").textContent.includes("status=done q=barn")`)
	b.until(`document.querySelector("[role=status]").textContent === "status=done q=barn"`)
	if got := b.value(`window.samePage + " " + document.querySelectorAll("#liste, form").length`); got != "true 2" {
		t.Errorf("the page was replaced or doubled: %s", got)
	}
}

func TestAPartIsCopiedWithItsLinks(t *testing.T) {
	s, b := newSite(t), newTab(t)
	s.page("/nyhetsbrev", func(*http.Request) string {
		return `<button data-js hidden data-copy="#tekst" data-copied="Kopiert" data-copy-failed="Feil">Kopier</button>
<div id="tekst"><h4 class="x">Forebygging</h4><p>JD sendte brevet, <a class="ds-link" href="/tiltak/1">se her</a>.</p><p class="no-copy">Skjult</p></div>`
	})
	b.run(
		chromedp.ActionFunc(browser.SetPermission(&browser.PermissionDescriptor{Name: "clipboard-read"}, browser.PermissionSettingGranted).Do),
		chromedp.Navigate(s.URL+"/nyhetsbrev"),
		chromedp.Click("[data-copy]", chromedp.ByQuery),
	)
	b.until(`document.querySelector(".copied")?.textContent === "Kopiert"`)
	read := func(kind string) string {
		var text string
		b.run(chromedp.Evaluate(`navigator.clipboard.read().then(([item]) => item.getType("`+kind+`")).then((blob) => blob.text())`, &text,
			func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
		return text
	}
	if got, want := read("text/plain"), "Forebygging\n\nJD sendte brevet, se her ("+s.URL+"/tiltak/1)."; got != want {
		t.Errorf("as text: %q, want %q", got, want)
	}
	rich := read("text/html")
	if !strings.Contains(rich, `<a href="`+s.URL+`/tiltak/1">se her</a>`) || strings.Contains(rich, "class=") || strings.Contains(rich, "Skjult") {
		t.Errorf("as HTML: %s", rich)
	}
}

func TestWhatNeedsTheScriptIsShownByIt(t *testing.T) {
	s, b := newSite(t), newTab(t)
	s.page("/utskrift", func(*http.Request) string {
		return `<button data-js hidden data-print>Skriv ut</button><svg class="icon" aria-hidden="true"><use href="` + assets.Icon("Calendar") + `"></use></svg>
<ds-field class="ds-field"><label for="t">Tekst</label><textarea class="ds-input" id="t">Hei</textarea>
<p data-field="counter" data-limit="10" data-under="%d tegn igjen" data-over="%d tegn for mye"></p></ds-field>`
	})
	b.run(chromedp.Navigate(s.URL+"/utskrift"), chromedp.WaitVisible("[data-print]", chromedp.ByQuery))
	b.run(chromedp.Evaluate(`window.print = () => { window.printed = true }`, nil), chromedp.Click("[data-print]", chromedp.ByQuery))
	b.until(`window.printed === true`)
	b.until(`document.querySelector("[data-field=counter]").dataset.label === "7 tegn igjen"`)
	b.until(`document.querySelector("svg").getBoundingClientRect().width > 0`)
	b.until(`document.fonts.check("16px 'Inter Variable'")`)
}

func TestAnErrorSummaryTakesTheFocus(t *testing.T) {
	s, b := newSite(t), newTab(t)
	s.page("/feil", func(*http.Request) string {
		return `<ds-error-summary class="ds-error-summary"><h2>Noe mangler</h2><ul><li><a href="#t">Skriv en tekst</a></li></ul></ds-error-summary>
<textarea id="t" aria-label="Tekst"></textarea>`
	})
	b.run(chromedp.Navigate(s.URL + "/feil"))
	b.until(`document.activeElement.localName === "ds-error-summary"`)
}
