package assets_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"tiltak/assets"
)

// row is a server with one form of three things in a row, and keeps the order
// in which they were sent.
type row struct {
	*site
	mu    sync.Mutex
	order string
}

func newRow(t *testing.T) *row {
	r := &row{site: newSite(t)}
	r.page("/rad", func(*http.Request) string {
		var items strings.Builder
		for i, name := range []string{"en", "to", "tre"} {
			hidden := func(end bool) string {
				if end {
					return " hidden"
				}
				return ""
			}
			fmt.Fprintf(&items, `<li data-sort-item id="%[1]s"><input type="hidden" name="item" value="%[1]s">%[1]s
<button name="gjor" value="opp" data-move="-1"%[2]s>Opp</button><button name="gjor" value="ned" data-move="1"%[3]s>Ned</button>
<span data-sort-handle hidden>dra</span></li>`, name, hidden(i == 0), hidden(i == 2))
		}
		return `<form method="post" action="/rad" data-autosave="/lagre"><input type="hidden" name="revision" id="revision" value="1">
<ul data-sort data-sort-said="Plass {place} av {count}.">` + items.String() + `</ul></form><div id="lagret"></div>
<script src="` + assets.URL("arrange.js") + `" defer></script>`
	})
	r.mux.HandleFunc("POST /lagre", func(w http.ResponseWriter, request *http.Request) {
		_ = request.ParseForm()
		r.mu.Lock()
		defer r.mu.Unlock()
		r.order = strings.Join(request.Form["item"], " ")
		fmt.Fprintf(w, `<div id="lagret"><p class="saved">%s</p></div>`, r.order)
	})
	return r
}

func (r *row) check(t *testing.T, want string) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.order != want {
		t.Errorf("the order that was saved is %q, want %q", r.order, want)
	}
}

// place gives the centre of what a selector finds.
func (b *tab) place(selector string) (x, y float64) {
	b.t.Helper()
	var at []float64
	b.run(chromedp.Evaluate(fmt.Sprintf(`(() => { const b = document.querySelector(%q).getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()`, selector), &at))
	return at[0], at[1]
}

const focused = `document.activeElement.closest("li").id + " " + document.activeElement.textContent`

func TestThingsArePutInOrderByTheirButtons(t *testing.T) {
	r, b := newRow(t), newTab(t)
	b.run(chromedp.Navigate(r.URL+"/rad"), chromedp.Focus("#tre button[data-move='-1']", chromedp.ByQuery), chromedp.KeyEvent("\r"))
	b.until(shows("en tre to"))
	r.check(t, "en tre to")
	if got := b.value(focused); got != "tre Opp" {
		t.Errorf("the focus is on %q", got)
	}
	b.run(chromedp.KeyEvent("\r"))
	b.until(shows("tre en to"))
	if got := b.value(focused); got != "tre Ned" {
		t.Errorf("at the top the focus is on %q", got)
	}
	for button, hidden := range map[string]string{"#tre [data-move='-1']": "true", "#en [data-move='-1']": "false", "#to [data-move='1']": "true"} {
		if got := b.value(fmt.Sprintf("document.querySelector(%q).hidden", button)); got != hidden {
			t.Errorf("%s is hidden: %s", button, got)
		}
	}
}

func TestThingsArePutInOrderByDragging(t *testing.T) {
	r, b := newRow(t), newTab(t)
	b.run(chromedp.Navigate(r.URL + "/rad"))
	fromX, fromY := b.place("#en [data-sort-handle]")
	toX, toY := b.place("#tre [data-sort-handle]")
	toY += 8 // past the middle
	b.run(chromedp.MouseEvent(input.MousePressed, fromX, fromY, chromedp.ButtonLeft))
	const steps = 10
	for step := 1; step <= steps; step++ {
		share := float64(step) / steps
		b.run(chromedp.MouseEvent(input.MouseMoved, fromX+(toX-fromX)*share, fromY+(toY-fromY)*share, chromedp.ButtonLeft))
	}
	b.run(chromedp.MouseEvent(input.MouseReleased, toX, toY, chromedp.ButtonLeft))
	b.until(shows("to tre en"))
	r.check(t, "to tre en")
}
