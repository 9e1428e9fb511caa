package server_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"tiltak/app/server/servertest"
)

func TestSecurityHeadersOnEveryRoute(t *testing.T) {
	w := servertest.Start(t)
	situation := w.Situation()
	want := func(t *testing.T, page *servertest.Page) {
		t.Helper()
		policy := page.Header.Get("Content-Security-Policy")
		for _, part := range []string{"script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: the content security policy lacks %s: %q", page.Path, part, policy)
			}
		}
		if strings.Contains(policy, "unsafe") {
			t.Errorf("%s: the content security policy is unsafe: %q", page.Path, policy)
		}
		for name, value := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := page.Header.Get(name); got != value {
				t.Errorf("%s: %s is %q, want %q", page.Path, name, got, value)
			}
		}
	}
	table := readTable(t)
	admin, nobody := w.As("administrator.jd"), w.Anonymous()
	for _, row := range table {
		path := row.path
		if path == "" {
			path = addressOf(t, w, row.pattern, situation)
		}
		want(t, nobody.Do(row.method, path, "", ""))
		if row.method == http.MethodGet {
			want(t, admin.Get(path))
		}
	}
	want(t, nobody.Get("/finnes-ikke"))
	want(t, nobody.Do(http.MethodDelete, "/logg-inn", "", ""))
}

func TestFormsFromOtherSites(t *testing.T) {
	w := servertest.Start(t)
	situation := w.Situation()
	admin := w.As("administrator.jd")
	for _, route := range w.Server.Routes() {
		if route.Method == http.MethodGet {
			continue
		}
		path := addressOf(t, w, route.Path, situation)
		for name, client := range map[string]*servertest.Client{
			"another site":              admin.With("Sec-Fetch-Site", "cross-site").With("Origin", "https://example.com"),
			"another host of the site":  admin.With("Sec-Fetch-Site", "same-site").With("Origin", "http://other.tiltak.test"),
			"an older browser":          admin.With("Sec-Fetch-Site", "").With("Origin", "https://example.com"),
			"a page without an address": admin.With("Sec-Fetch-Site", "cross-site").With("Origin", "null"),
		} {
			if page := client.Post(path, nil); page.Status != http.StatusForbidden {
				t.Errorf("%s %s from %s gives %d, want 403", route.Method, path, name, page.Status)
			}
		}
	}
	t.Run("the page tells what happened", func(t *testing.T) {
		admin.With("Sec-Fetch-Site", "cross-site").Post("/logg-ut", nil).WantStatus(403).WantText("sendt fra et annet nettsted")
		admin.Get("/min-side").WantStatus(200)
	})
}

func TestVisitorsWithoutLoginLeaveNoTrace(t *testing.T) {
	w := servertest.Start(t)
	situation := w.Situation()
	count := func(table string) (rows int64) {
		if err := w.Store.Read(t.Context()).Table(table).Count(&rows).Error; err != nil {
			t.Fatal(err)
		}
		return rows
	}
	events := count("audit_events")
	for _, row := range readTable(t) {
		if row.method != http.MethodGet {
			continue
		}
		path := row.path
		if path == "" {
			path = addressOf(t, w, row.pattern, situation)
		}
		if strings.HasPrefix(row.pattern, "/oppsett/") {
			events++ // the link that the address needs
		}
		if page := w.Anonymous().Get(path); len(page.Cookies) > 0 {
			t.Errorf("%s sets the cookie %v", path, page.Cookies[0])
		}
	}
	if sessions, attempts := count("sessions"), count("login_attempts"); sessions+attempts > 0 {
		t.Errorf("%d sessions and %d attempts were stored", sessions, attempts)
	}
	if got := count("audit_events"); got != events {
		t.Errorf("%d lines came into the trail", got-events)
	}
}

func TestCookiesBehindHTTPS(t *testing.T) {
	w := servertest.StartWith(t, servertest.Options{PublicURL: "https://tiltak.example.no"})
	user := w.As("administrator.jd")
	page := user.Get("/min-side").WantStatus(200)
	if page.Header.Get("Strict-Transport-Security") == "" {
		t.Error("browsers are not told to keep to https")
	}
	answers := []*servertest.Page{
		user.Post("/min-side/sprak", url.Values{"sprak": {"nb"}}).WantStatus(303),
		user.Post("/logg-ut", nil).WantStatus(303),
	}
	seen := 0
	for _, answer := range answers {
		for _, cookie := range answer.Cookies {
			seen++
			if !cookie.Secure || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" || cookie.Domain != "" {
				t.Errorf("%s sets the cookie %v", answer.Path, cookie)
			}
		}
	}
	if seen < 3 {
		t.Errorf("saw %d cookies, want the message twice and the session's end", seen)
	}
	if user.Cookie("__Host-tiltak") != "" {
		t.Error("the session's cookie is still there after logging out")
	}
	t.Run("a form from the public address is taken though the proxy speaks http", func(t *testing.T) {
		client := w.As("administrator.jd").With("Sec-Fetch-Site", "")
		client.Post("/min-side/sprak", url.Values{"sprak": {"nb"}}).WantStatus(303)
	})
}

func TestErrorPagesGiveNothingAway(t *testing.T) {
	secrets := []string{"SQL", "sql", "sqlite", "goroutine", ".go:", "panic", "database is closed", "SELECT"}
	t.Run("when the database is gone", func(t *testing.T) {
		w := servertest.Start(t)
		client := w.As("leser.nim")
		if err := w.Store.Close(); err != nil {
			t.Fatal(err)
		}
		page := client.Get("/min-side").WantStatus(500).WantText("Noe gikk galt hos oss", "Nummer:").WantNoText(secrets...)
		if id := page.Header.Get("X-Request-Id"); !strings.Contains(page.Text(), id) || id == "" {
			t.Errorf("the page does not tell the request's number %q", id)
		}
		client.Get("/readyz").WantStatus(503).WantNoText(secrets...)
		client.Get("/livez").WantStatus(200)
	})
	t.Run("when an address is not there", func(t *testing.T) {
		w := servertest.Start(t)
		for _, path := range []string{"/finnes-ikke", "/static/finnes-ikke.css", "/plan/finnes-ikke/logg-inn", "/%00", "/tiltak/%27%20OR%201=1", "/..%2f..%2fetc/passwd", "/admin/brukere/9999999999999999999"} {
			page := w.As("administrator.jd").Get(path).WantNoText(secrets...)
			if page.Status < 400 || page.Status > 499 {
				t.Errorf("%s gives %d", path, page.Status)
			}
		}
	})
	t.Run("when the method is unknown", func(t *testing.T) {
		w := servertest.Start(t)
		for _, method := range []string{"DELETE", "PUT", "PATCH", "TRACE", "PROPFIND"} {
			page := w.As("administrator.jd").Do(method, "/logg-inn", "", "").WantNoText(secrets...)
			if page.Status < 400 || page.Status > 499 && page.Status != 501 {
				t.Errorf("%s gives %d", method, page.Status)
			}
		}
	})
}

func TestTooLargeRequests(t *testing.T) {
	w := servertest.Start(t)
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	stopped := make(chan error, 1)
	go func() { stopped <- w.Server.App().Listener(listener) }()
	t.Cleanup(func() {
		if err := w.Server.Stop(5 * time.Second); err != nil {
			t.Error(err)
		}
		if err := <-stopped; err != nil {
			t.Error(err)
		}
	})
	// The whole request may not be taken before the answer comes, so it is
	// written beside the reading.
	ask := func(t *testing.T, head string, body int) *http.Response {
		t.Helper()
		connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = connection.Close() })
		go func() {
			_, _ = fmt.Fprint(connection, head)
			_, _ = fmt.Fprint(connection, strings.Repeat("x", body))
		}()
		answer, err := http.ReadResponse(bufio.NewReader(connection), nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = answer.Body.Close() })
		return answer
	}
	t.Run("a form that is too large is refused with a page", func(t *testing.T) {
		answer := ask(t, "POST /logg-inn HTTP/1.1\r\nHost: tiltak.test\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3000000\r\n\r\n", 3000000)
		if answer.StatusCode != http.StatusRequestEntityTooLarge || answer.Header.Get("Content-Security-Policy") == "" {
			t.Errorf("got %d with %v", answer.StatusCode, answer.Header)
		}
	})
	t.Run("only an upload may be larger, and not of any size", func(t *testing.T) {
		for _, c := range []struct {
			path  string
			bytes int
			taken bool
		}{
			{"/rapporter/regneark", 1_500_000, true},
			{"/plan/eksempel/rapporter/regneark?x=1", 1_500_000, true},
			{"/rapporter/regneark", 4_000_000, false},
			{"/rapporter/regneark/endringer", 1_500_000, false},
			{"/rapporter/regneark/../1/kladd", 1_500_000, false},
			{"/rapporter/1/kladd", 1_500_000, false},
			{"/anbefalinger/import", 1_500_000, true},
			{"/plan/eksempel/anbefalinger/import/bekreft", 1_900_000, true},
			{"/anbefalinger/import/bekreft", 4_000_000, false},
			{"/anbefalinger/import/mal.csv", 1_500_000, false},
			{"/plan/rapporter/regneark", 1_500_000, false},
		} {
			head := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: tiltak.test\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: %d\r\n\r\n", c.path, c.bytes)
			if answer := ask(t, head, c.bytes); (answer.StatusCode != http.StatusRequestEntityTooLarge) != c.taken {
				t.Errorf("%s with %d bytes gives %d", c.path, c.bytes, answer.StatusCode)
			}
		}
	})
	t.Run("a header that is too large is refused", func(t *testing.T) {
		answer := ask(t, "GET /logg-inn HTTP/1.1\r\nHost: tiltak.test\r\nCookie: a="+strings.Repeat("x", 40000)+"\r\n\r\n", 0)
		if answer.StatusCode < 400 || answer.StatusCode > 499 {
			t.Errorf("got %d", answer.StatusCode)
		}
	})
}
