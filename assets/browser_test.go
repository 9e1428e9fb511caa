package assets_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"tiltak/assets"
)

// policy is the strictest content security policy the script must work under.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// site is a small server with the built files and the pages of one test.
type site struct {
	*httptest.Server
	mux *http.ServeMux
}

func newSite(t *testing.T) *site {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+assets.Prefix, func(w http.ResponseWriter, r *http.Request) {
		body, contentType, encoding, ok := assets.Open(r.URL.Path, r.Header.Get("Accept-Encoding"))
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", contentType)
		if encoding != "" {
			w.Header().Set("Content-Encoding", encoding)
		}
		_, _ = w.Write(body)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return &site{Server: server, mux: mux}
}

// page answers GET for a path with a whole page around the body.
func (s *site) page(path string, body func(*http.Request) string) {
	s.mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="nb" data-color-scheme="auto" data-size="sm"><head><title>%s</title>
<link rel="icon" href="%s" type="image/svg+xml"><link rel="stylesheet" href="%s"><script src="%s" defer></script></head>
<body><main>%s</main></body></html>`, path, assets.URL("favicon.svg"), assets.URL("app.css"), assets.URL("app.js"), body(r))
	})
}

// tab is one page in a browser; it gathers what the browser complains about.
type tab struct {
	ctx context.Context
	t   *testing.T

	mu         sync.Mutex
	complaints []string
	questions  int // how often leaving the page was asked about
}

func newTab(t *testing.T) *tab {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		if _, err := exec.LookPath("google-chrome"); err != nil {
			t.Fatal("this test drives a browser: apt-get install chromium")
		}
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	allocator, stopAllocator := chromedp.NewExecAllocator(t.Context(), flags...)
	t.Cleanup(stopAllocator)
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(stop)
	ctx, stopClock := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(stopClock)

	b := &tab{ctx: ctx, t: t}
	chromedp.ListenTarget(ctx, func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch event := event.(type) {
		case *log.EventEntryAdded:
			// a status that a test asks for is reported by the browser as well
			if !strings.HasPrefix(event.Entry.Text, "Failed to load resource") {
				b.complaints = append(b.complaints, event.Entry.Text)
			}
		case *runtime.EventExceptionThrown:
			b.complaints = append(b.complaints, event.ExceptionDetails.Error())
		case *page.EventJavascriptDialogOpening:
			b.questions++
			go func() { _ = chromedp.Run(ctx, page.HandleJavaScriptDialog(true)) }()
		}
	})
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, complaint := range b.complaints {
			t.Errorf("the browser says: %s", complaint)
		}
	})
	return b
}

func (b *tab) run(actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// until waits for a JavaScript expression to become true.
func (b *tab) until(expression string) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, chromedp.Poll(expression, nil, chromedp.WithPollingTimeout(15*time.Second))); err != nil {
		b.t.Fatalf("waited for %s: %v\npage: %s", expression, err, b.value("document.body.outerHTML"))
	}
}

func (b *tab) value(expression string) string {
	b.t.Helper()
	var value string
	if err := chromedp.Run(b.ctx, chromedp.Evaluate("String("+expression+")", &value)); err != nil {
		b.t.Fatal(err)
	}
	return value
}

func (b *tab) asked() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.questions
}
