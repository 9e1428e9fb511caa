package browsertest

import (
	"fmt"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Keys that a test presses by name.
const (
	Enter     = kb.Enter
	Left      = kb.ArrowLeft
	Right     = kb.ArrowRight
	PageUp    = kb.PageUp
	PageDown  = kb.PageDown
	mostStops = 150
)

// Type presses keys one after another, in what has the focus.
func (tab *Tab) Type(keys string) {
	tab.t.Helper()
	tab.run(chromedp.KeyEvent(keys))
}

// Turn presses a key that leaves the page and waits for the next one.
func (tab *Tab) Turn(key string) {
	tab.t.Helper()
	tab.run(chromedp.Evaluate(`window.leaving = true; true`, nil), chromedp.KeyEvent(key))
	tab.WaitFor(`!window.leaving && document.readyState === 'complete'`)
}

// TabTo presses the tab key until what the selector finds has the focus.
func (tab *Tab) TabTo(selector string) {
	tab.t.Helper()
	for range mostStops {
		tab.run(chromedp.KeyEvent(kb.Tab))
		var there bool
		tab.run(chromedp.Evaluate(fmt.Sprintf(`document.activeElement?.matches(%q) ?? false`, selector), &there))
		if there {
			return
		}
	}
	tab.t.Fatalf("the tab key never comes to %s\non the page:\n%s", selector, tab.excerpt())
}

// Number gives what a script counts.
func (tab *Tab) Number(script string) int {
	tab.t.Helper()
	var number int
	tab.run(chromedp.Evaluate(`Math.round(`+script+`)`, &number))
	return number
}

// Location is the address of the page.
func (tab *Tab) Location() string {
	tab.t.Helper()
	var address string
	tab.run(chromedp.Location(&address))
	return address
}
