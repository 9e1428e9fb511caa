// Package browsertest drives a real browser over a running server, and tells
// what it complains about: scripts that fail, what the content security policy
// stops, what axe finds, and pages that are wider than the window.
package browsertest

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// patience is how long one step may take before the test fails.
const patience = 30 * time.Second

// Browser is a running browser for one test and its subtests.
type Browser struct {
	ctx context.Context
	axe string
}

// Start starts a browser that ends with the test.
func Start(t testing.TB) *Browser {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal("this test drives a browser, and chromium is missing. Install it with: apt-get install -y chromium")
	}
	axe, err := os.ReadFile(filepath.Join(moduleRoot(t), "assets", "vendor", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "nb-NO"))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	return &Browser{ctx: ctx, axe: string(axe)}
}

func moduleRoot(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			t.Fatal("go.mod is in no folder above the test")
		}
		folder = parent
	}
}

// Tab is a window of its own: its cookies are shared with no other.
type Tab struct {
	t       testing.TB
	browser *Browser
	ctx     context.Context
	site    string

	mutex      sync.Mutex
	complaints []string
}

// Open opens a tab for the site at an address such as http://127.0.0.1:1234.
func (b *Browser) Open(t testing.TB, site string) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(b.newWindow(t)))
	t.Cleanup(cancel)
	// The first run attaches to the window for as long as its context lives.
	if err := chromedp.Run(ctx); err != nil {
		t.Fatal(err)
	}
	tab := &Tab{t: t, browser: b, ctx: ctx, site: site}
	chromedp.ListenTarget(ctx, tab.listen)
	tab.run(log.Enable(), runtime.Enable(), page.Enable())
	return tab
}

// newWindow makes a window with cookies of its own. Chromium refuses a tab in a
// new profile that has no window yet, so a window is asked for.
func (b *Browser) newWindow(t testing.TB) target.ID {
	t.Helper()
	ctx := cdp.WithExecutor(b.ctx, chromedp.FromContext(b.ctx).Browser)
	profile, err := target.CreateBrowserContext().Do(ctx)
	if err != nil {
		t.Fatal(err)
	}
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(profile).WithNewWindow(true).Do(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (tab *Tab) listen(event any) {
	switch e := event.(type) {
	case *log.EventEntryAdded:
		// Chromium reports every answer of 400 and above; the tests ask for those.
		if e.Entry.Level == log.LevelError && !strings.Contains(e.Entry.Text, "Failed to load resource") {
			tab.complain(e.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		tab.complain(e.ExceptionDetails.Error())
	case *page.EventJavascriptDialogOpening:
		go func() { _ = chromedp.Run(tab.ctx, page.HandleJavaScriptDialog(true)) }()
	}
}

func (tab *Tab) complain(text string) {
	tab.mutex.Lock()
	defer tab.mutex.Unlock()
	tab.complaints = append(tab.complaints, text)
}

// Complaints gives what the browser complained of since it was last asked.
func (tab *Tab) Complaints() []string {
	tab.mutex.Lock()
	defer tab.mutex.Unlock()
	gathered := tab.complaints
	tab.complaints = nil
	return gathered
}

func (tab *Tab) run(actions ...chromedp.Action) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		tab.t.Fatalf("%v\non the page:\n%s", err, tab.excerpt())
	}
}

// excerpt says which page the browser is on, for a test that fails.
func (tab *Tab) excerpt() string {
	ctx, cancel := context.WithTimeout(tab.ctx, 5*time.Second)
	defer cancel()
	var address, text string
	if err := chromedp.Run(ctx, chromedp.Location(&address), chromedp.Evaluate(`document.body.innerText.slice(0, 1500)`, &text)); err != nil {
		return err.Error()
	}
	return address + "\n" + text
}

// LogIn logs in as an example user of a demo.
func (tab *Tab) LogIn(username string) {
	tab.t.Helper()
	tab.Visit("/logg-inn")
	tab.Click(fmt.Sprintf(`button[name=brukernavn][value=%q]`, username))
}

// LogOut ends the session.
func (tab *Tab) LogOut() {
	tab.t.Helper()
	tab.Click(`form[action="/logg-ut"] button`)
}

// Visit opens an address of the site.
func (tab *Tab) Visit(path string) {
	tab.t.Helper()
	tab.run(chromedp.Navigate(tab.site+path), chromedp.WaitReady("body"))
}

// Window sets the window's size and the colour scheme: light or dark.
func (tab *Tab) Window(width int64, scheme string) {
	tab.t.Helper()
	tab.Screen(width, 900, scheme)
}

// Screen is Window with a height.
func (tab *Tab) Screen(width, height int64, scheme string) {
	tab.t.Helper()
	tab.run(chromedp.EmulateViewport(width, height),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
}

// Click presses what the selector finds first and waits for the page that comes.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	tab.submit(fmt.Sprintf(`(() => { const e = document.querySelector(%q); if (!e) throw new Error('nothing is found by ' + %q); e.click(); })()`, selector, selector))
}

// Press presses the button or link with a text, within what the selector finds.
func (tab *Tab) Press(within, text string) {
	tab.t.Helper()
	tab.submit(fmt.Sprintf(`(() => {
		const all = [...document.querySelectorAll(%q)].flatMap(e => [...e.querySelectorAll('button, a')]);
		const one = all.find(e => e.textContent.trim().replace(/\s+/g, ' ') === %q) || all.find(e => e.textContent.trim().replace(/\s+/g, ' ').startsWith(%q));
		if (!one) throw new Error('there is no button %s');
		one.click();
	})()`, within, text, text, strings.ReplaceAll(text, "'", "")))
}

// submit does something that leaves the page and waits for the next one.
func (tab *Tab) submit(script string) {
	tab.t.Helper()
	tab.run(chromedp.Evaluate(`window.leaving = true; true`, nil), chromedp.Evaluate(script+"; true", nil))
	tab.WaitFor(`!window.leaving && document.readyState === 'complete'`)
}

// Fill sets the value of a field as if it had been typed.
func (tab *Tab) Fill(selector, text string) {
	tab.t.Helper()
	tab.run(chromedp.Evaluate(fmt.Sprintf(`(() => {
		const e = document.querySelector(%q); if (!e) throw new Error('there is no field ' + %q);
		e.value = %q; e.dispatchEvent(new Event('input', {bubbles: true})); e.dispatchEvent(new Event('change', {bubbles: true}));
	})()`, selector, selector, text), nil))
}

// Choose ticks a radio button or a box.
func (tab *Tab) Choose(selector string) {
	tab.t.Helper()
	tab.run(chromedp.Evaluate(fmt.Sprintf(`(() => {
		const e = document.querySelector(%q); if (!e) throw new Error('there is no choice ' + %q);
		if (!e.checked) e.click();
	})()`, selector, selector), nil))
}

// File chooses a file for a field.
func (tab *Tab) File(selector, path string) {
	tab.t.Helper()
	tab.run(chromedp.SetUploadFiles(selector, []string{path}, chromedp.ByQuery))
}

// Script runs a script that stays on the page.
func (tab *Tab) Script(script string) {
	tab.t.Helper()
	tab.run(chromedp.Evaluate(script+"; true", nil))
}

// Has tells whether the selector finds anything.
func (tab *Tab) Has(selector string) bool {
	tab.t.Helper()
	var found bool
	tab.run(chromedp.Evaluate(fmt.Sprintf(`!!document.querySelector(%q)`, selector), &found))
	return found
}

// Text gives what can be read on the page, or in what the selector finds first.
func (tab *Tab) Text(selector string) string {
	tab.t.Helper()
	var text string
	tab.run(chromedp.Evaluate(fmt.Sprintf(`(document.querySelector(%q) || {innerText: ''}).innerText`, selector), &text))
	return text
}

// Attribute gives an attribute of what the selector finds first, or nothing.
func (tab *Tab) Attribute(selector, name string) string {
	tab.t.Helper()
	var value string
	tab.run(chromedp.Evaluate(fmt.Sprintf(`document.querySelector(%q)?.getAttribute(%q) ?? ''`, selector, name), &value))
	return value
}

// Attributes gives an attribute of everything the selector finds.
func (tab *Tab) Attributes(selector, name string) []string {
	tab.t.Helper()
	var values []string
	tab.run(chromedp.Evaluate(fmt.Sprintf(`[...document.querySelectorAll(%q)].map(e => e.getAttribute(%q) ?? '')`, selector, name), &values))
	return values
}

// WaitFor waits until a script gives true. While one page gives way to the next
// the browser answers nothing, so an error only means: not yet.
func (tab *Tab) WaitFor(script string) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		var done bool
		if err := chromedp.Run(ctx, chromedp.Evaluate(script, &done)); err == nil && done {
			return
		}
		select {
		case <-ctx.Done():
			tab.t.Fatalf("waited in vain for %s\non the page:\n%s", script, tab.excerpt())
		case <-again.C:
		}
	}
}

// Get fetches an address with the tab's session and gives its bytes.
func (tab *Tab) Get(path string) []byte {
	tab.t.Helper()
	var encoded string
	tab.run(chromedp.Evaluate(fmt.Sprintf(`fetch(%q).then(r => { if (!r.ok) throw new Error(r.status); return r.arrayBuffer(); }).then(b => {
		let s = ''; for (const x of new Uint8Array(b)) s += String.fromCharCode(x); return btoa(s); })`, path), &encoded,
		func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	body, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		tab.t.Fatal(err)
	}
	return body
}

// TooWide gives by how many pixels the page is wider than the window.
func (tab *Tab) TooWide() int {
	tab.t.Helper()
	var wider int
	tab.run(chromedp.Evaluate(`document.documentElement.scrollWidth - innerWidth`, &wider))
	return wider
}

// Violation is something axe found.
type Violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML    string   `json:"html"`
		Target  []string `json:"target"`
		Summary string   `json:"failureSummary"`
	} `json:"nodes"`
}

func (v Violation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", v.ID, v.Help)
	for _, node := range v.Nodes {
		fmt.Fprintf(&b, "\n    %s\n    %s", strings.Join(node.Target, " "), node.Summary)
	}
	return b.String()
}

// Axe gives what axe-core finds on the page: WCAG 2.2 A and AA and best
// practice.
func (tab *Tab) Axe() []Violation {
	tab.t.Helper()
	return tab.axe(`['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']`)
}

// AxeColours gives what axe-core finds of the colours alone: enough where a page
// that Axe has been over changes its colours and nothing else.
func (tab *Tab) AxeColours() []Violation {
	tab.t.Helper()
	return tab.axe(`{type: 'rule', values: ['color-contrast', 'link-in-text-block']}`)
}

func (tab *Tab) axe(only string) []Violation {
	tab.t.Helper()
	var found []Violation
	tab.run(chromedp.Evaluate(tab.browser.axe+"; true", nil),
		chromedp.Evaluate(`axe.run(document, {runOnly: `+only+`, resultTypes: ['violations']}).then(r => r.violations)`, &found,
			func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	return found
}
