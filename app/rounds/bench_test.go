package rounds_test

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"tiltak/app/access"
	"tiltak/app/server/servertest"
	"tiltak/app/store/storetest"
)

// BenchmarkBoard reads the board of a round with a hundred measures and twenty
// ministries as the coordinator does: over HTTP, on SQLite, with a report in
// every state and every ministry in both roles. The goal is 300 ms.
func BenchmarkBoard(b *testing.B) {
	clock := servertest.NewClock(time.Date(2026, time.December, 15, 11, 0, 0, 0, time.UTC))
	w := servertest.New(b, storetest.Open(b, storetest.SQLiteAddress(b), clock.Now), clock.Now)
	situation := newBench(b, w)
	keep(b, w, 5)
	grow(b, w, 100, 20)
	round := situation.open(fourth)
	reports := situation.reports(round)
	if len(reports) != 100 {
		b.Fatalf("the round asks for %d reports, want 100", len(reports))
	}
	for i, report := range reports {
		switch i % 4 {
		case 0: // nobody has begun
		case 1:
			situation.submit(report, situation.reporter.UserID, underWay("Tekst"))
		case 2:
			situation.submit(report, situation.reporter.UserID, underWay("Tekst"))
			situation.must(situation.rounds.Clear(b.Context(), situation.coordinator, report.ID, ""))
		case 3:
			situation.submit(report, situation.reporter.UserID, underWay("Tekst"))
			situation.must(situation.rounds.Return(b.Context(), situation.coordinator, report.ID, "Skriv kortere."))
		}
	}
	get := visitor(b, w, "koordinator.jd")
	for _, page := range []struct{ name, path string }{{"page", "/runder/2026-k4"}, {"what changes by itself", "/runder/2026-k4/tavle"}} {
		b.Run(page.name, func(b *testing.B) {
			for b.Loop() {
				if status, body := get(page.path); status != http.StatusOK || strings.Count(body, "/tiltak/") < 100 {
					b.Fatalf("status %d, %d bytes", status, len(body))
				}
			}
		})
	}
}

// visitor reads pages over a connection as somebody who is logged in, without
// the checks that the browsers of tests make of every page.
func visitor(b *testing.B, w *servertest.World, username string) func(path string) (int, string) {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	go func() { _ = w.Server.App().Listener(listener) }()
	b.Cleanup(func() { _ = w.Server.App().ShutdownWithTimeout(time.Second) })
	cookie := &http.Cookie{Name: access.CookieName(false), Value: w.As(username).Cookie(access.CookieName(false))}
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	b.Cleanup(client.CloseIdleConnections)
	return func(path string) (int, string) {
		request, err := http.NewRequestWithContext(b.Context(), http.MethodGet, "http://"+listener.Addr().String()+path, nil)
		if err != nil {
			b.Fatal(err)
		}
		request.AddCookie(cookie)
		answer, err := client.Do(request)
		if err != nil {
			b.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			b.Fatal(err)
		}
		return answer.StatusCode, string(body)
	}
}
