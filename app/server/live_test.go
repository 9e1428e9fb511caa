package server_test

import (
	"strings"
	"testing"

	"tiltak/app/server/browsertest"
	"tiltak/app/store/storetest"
)

// TestTheBoardChangesUnderneathWhoeverLooksAtIt opens the board in one browser,
// lets somebody else clear a report in another, and looks again.
func TestTheBoardChangesUnderneathWhoeverLooksAtIt(t *testing.T) {
	site, _ := demoSite(t, storetest.SQLiteAddress(t))
	browser := browsertest.Start(t)
	board, other := browser.Open(t, site), browser.Open(t, site)
	for _, tab := range []*browsertest.Tab{board, other} {
		tab.LogIn("koordinator.jd")
	}
	const (
		looked  = `document.dispatchEvent(new Event('visibilitychange'))`
		cell    = `document.querySelector("td[data-live='rapport-2-JD']")`
		focused = `document.activeElement.getAttribute('href')`
	)
	board.Visit("/runder/2026-k4")
	board.Script(`window.untouched = true; ` + cell + `.querySelector('a').focus(); scrollTo(0, 300); window.scrolled = scrollY`)
	board.WaitFor(cell + `.dataset.state === 'submitted' && window.scrolled === 300`)

	other.Visit("/runder/2026-k4/tiltak/2")
	other.Click(`form[action$="/klarer"] button[type=submit]`)
	board.Script(looked)
	board.WaitFor(cell + `.dataset.state === 'cleared'`)
	board.WaitFor(focused + ` === '/runder/2026-k4/tiltak/2' && window.untouched && scrollY === window.scrolled`)
	board.WaitFor(`[...document.querySelectorAll('[role=status]')].some(e => e.textContent.includes('Tiltak 2 fra JD er klarert'))`)
	if text := board.Text(".live"); !strings.Contains(text, "Tiltak 2 fra JD er klarert") {
		t.Errorf("the line under the heading says %q", text)
	}
	if waiting := board.Text("#til-klarering"); !strings.Contains(waiting, "3") {
		t.Errorf("the list of what waits says %q", waiting)
	}

	t.Run("a board that is kept still does not change until it is let go", func(t *testing.T) {
		board.Script(`document.querySelector("[data-live-pause]").click()`)
		other.Visit("/runder/2026-k4/tiltak/2")
		other.Click(`form[action$="/angre"] button[type=submit]`)
		board.Script(looked)
		board.WaitFor(cell + `.dataset.state === 'cleared'`)
		board.Script(`document.querySelector("[data-live-pause]").click()`)
		board.WaitFor(cell + `.dataset.state === 'submitted'`)
	})
	t.Run("the list of what waits is left alone while the focus stands in a line that would go", func(t *testing.T) {
		board.Script(`document.querySelector("[data-live=venter] a[href$='/tiltak/2']").focus()`)
		other.Visit("/runder/2026-k4/tiltak/2")
		other.Click(`form[action$="/klarer"] button[type=submit]`)
		board.Script(looked)
		board.WaitFor(cell + `.dataset.state === 'cleared' && ` + focused + ` === '/runder/2026-k4/tiltak/2'`)
		board.Script(`document.activeElement.blur(); ` + looked)
		board.WaitFor(`!document.querySelector("[data-live=venter] a[href$='/tiltak/2']")`)
	})
	for _, complaint := range append(board.Complaints(), other.Complaints()...) {
		t.Errorf("the browser says %s", complaint)
	}
}
