package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/gofiber/fiber/v2"

	"tiltak/app/demo"
	"tiltak/app/server"
	"tiltak/app/store"
)

// Timings are told, never asserted: machines differ. Run them with «make bench».

// BenchmarkPages measures one running server over the demo's SQLite database,
// and beside it a server that does nothing but send bytes.
func BenchmarkPages(b *testing.B) {
	var queries atomic.Int64
	address := serveDemo(b, func(o server.Observation) { queries.Store(o.Queries) })
	reader := loggedIn(b, address, "leser.nim")
	page := fetch(b, reader, address+"/tavle")

	b.Run("dashboard logged in", func(b *testing.B) {
		b.ReportMetric(float64(len(page)), "bytes/page")
		parallelGets(b, reader, address+"/tavle")
		b.ReportMetric(float64(queries.Load()), "queries/page")
	})
	b.Run("dashboard logged in, one at a time", func(b *testing.B) {
		for b.Loop() {
			fetch(b, reader, address+"/tavle")
		}
		b.ReportMetric(float64(queries.Load()), "queries/page")
	})
	b.Run("static page of the same size", func(b *testing.B) {
		static := serveBytes(b, page)
		b.Cleanup(reader.CloseIdleConnections)
		parallelGets(b, reader, static)
	})
	b.Run("saved draft", func(b *testing.B) {
		reporter := loggedIn(b, address, "rapportor.aid")
		form, action := reportForm(b, reporter, address)
		count := 0
		for b.Loop() {
			count++
			form.Set("done", fmt.Sprintf("Lagring nummer %d", count))
			save(b, reporter, action, form)
		}
		b.ReportMetric(float64(queries.Load()), "queries/save")
	})
	b.Run("newsletter as DOCX", func(b *testing.B) {
		editor := loggedIn(b, address, "redaktor.kom")
		post(b, editor, address+"/nyhetsbrev/2026-k3/begynn", url.Values{})
		for b.Loop() {
			if body := fetch(b, editor, address+"/nyhetsbrev/2026-k3/fil/docx"); !bytes.HasPrefix(body, []byte("PK")) {
				b.Fatalf("this is no Word file: %.100s", body)
			}
		}
	})
}

// BenchmarkAnswers makes each paper as it is downloaded. The goal is 300 ms each.
func BenchmarkAnswers(b *testing.B) {
	address := serveDemo(b, nil)
	reader := loggedIn(b, address, "leser.nim")
	for _, paper := range []string{"statusrapport/fil/docx", "budsjettabell/fil/docx", "svarpakke/fil/docx", "tiltaksliste/fil/xlsx"} {
		b.Run(paper, func(b *testing.B) {
			for b.Loop() {
				if body := fetch(b, reader, address+"/eksport/"+paper+"?utgave=2026-k3"); !bytes.HasPrefix(body, []byte("PK")) {
					b.Fatalf("this is no file of Office: %.100s", body)
				}
			}
		})
	}
}

// BenchmarkProgram measures the program as it is installed: the size of the
// binary, the time from start to the first page, and memory after some use.
func BenchmarkProgram(b *testing.B) {
	folder := b.TempDir()
	binary := filepath.Join(folder, "tiltak")
	build := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, ".")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	info, err := os.Stat(binary)
	if err != nil {
		b.Fatal(err)
	}
	database := "sqlite:" + filepath.Join(folder, "demo.db")
	if err := demo.Fill(b.Context(), database, slog.New(slog.DiscardHandler)); err != nil {
		b.Fatal(err)
	}
	var starts time.Duration
	var memory float64
	count := 0
	for b.Loop() {
		took, used := startAndUse(b, binary, database)
		starts += took
		memory = max(memory, used)
		count++
	}
	b.ReportMetric(float64(info.Size())/1e6, "MB-binary")
	b.ReportMetric(float64(starts.Milliseconds())/float64(count), "ms-cold-start")
	b.ReportMetric(memory, "MB-memory")
}

// startAndUse starts the program, waits for the first page, uses it, and gives
// the time to the first page and the most memory held (VmHWM), in MB.
func startAndUse(b *testing.B, binary, database string) (time.Duration, float64) {
	b.Helper()
	port := freePort(b)
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	program := exec.CommandContext(ctx, binary, "serve", "--demo", "--listen", "127.0.0.1:"+port, "--database", database)
	program.Cancel = func() error { return program.Process.Signal(os.Interrupt) }
	start := time.Now()
	if err := program.Start(); err != nil {
		b.Fatal(err)
	}
	address := "http://127.0.0.1:" + port
	for {
		answer, err := http.Get(address + "/logg-inn") //nolint:noctx // the loop ends with the test
		if err == nil {
			answer.Body.Close()
			break
		}
		if time.Since(start) > 30*time.Second {
			b.Fatal("the program did not answer")
		}
	}
	took := time.Since(start)
	reader := loggedIn(b, address, "leser.nim")
	for range 200 {
		for _, path := range []string{"/tavle", "/tiltak", "/tiltak/4", "/milepaeler", "/anbefalinger"} {
			fetch(b, reader, address+path)
		}
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", program.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	cancel()
	_ = program.Wait()
	for line := range strings.Lines(string(status)) {
		if rest, found := strings.CutPrefix(line, "VmHWM:"); found {
			kilobytes, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			return took, kilobytes / 1000
		}
	}
	b.Fatal("the system does not tell how much memory was held")
	return 0, 0
}

func serveDemo(b *testing.B, observe func(server.Observation)) string {
	b.Helper()
	database := "sqlite:" + filepath.Join(b.TempDir(), "demo.db")
	logger := slog.New(slog.DiscardHandler)
	if err := demo.Fill(b.Context(), database, logger); err != nil {
		b.Fatal(err)
	}
	s, err := store.Open(b.Context(), database, store.Options{Logger: logger})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	web, err := server.New(server.Config{Store: s, Logger: logger, Demo: true, Observe: observe})
	if err != nil {
		b.Fatal(err)
	}
	return listen(b, web.App())
}

func serveBytes(b *testing.B, body []byte) string {
	b.Helper()
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/", func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderContentType, "text/html; charset=utf-8")
		return c.Send(body)
	})
	return listen(b, app) + "/"
}

func listen(b *testing.B, app *fiber.App) string {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	go func() { _ = app.Listener(listener) }()
	b.Cleanup(func() { _ = app.ShutdownWithTimeout(time.Second) })
	return "http://" + listener.Addr().String()
}

func freePort(b *testing.B) string {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer listener.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return port
}

func loggedIn(b testing.TB, address, username string) *http.Client {
	b.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	client := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}}
	b.Cleanup(client.CloseIdleConnections)
	post(b, client, address+"/logg-inn", url.Values{"brukernavn": {username}})
	return client
}

func parallelGets(b *testing.B, client *http.Client, address string) {
	b.Helper()
	b.SetParallelism(8)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			fetch(b, client, address)
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
}

func fetch(b testing.TB, client *http.Client, address string) []byte {
	answer, err := client.Get(address) //nolint:noctx // bounded by the benchmark
	if err != nil {
		b.Error(err)
		return nil
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		b.Errorf("%s: status %d, %v", address, answer.StatusCode, err)
	}
	return body
}

func post(b testing.TB, client *http.Client, address string, form url.Values) {
	b.Helper()
	answer, err := client.PostForm(address, form) //nolint:noctx // bounded by the benchmark
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode >= http.StatusBadRequest {
		b.Fatalf("%s: status %d, %v", address, answer.StatusCode, err)
	}
}

// reportForm gives the fields of the first report that can be edited, and where
// its draft is saved.
func reportForm(b testing.TB, client *http.Client, address string) (url.Values, string) {
	b.Helper()
	list, err := goquery.NewDocumentFromReader(bytes.NewReader(fetch(b, client, address+"/rapporter")))
	if err != nil {
		b.Fatal(err)
	}
	link, found := list.Find(`a[href^="/rapporter/"].ds-button`).First().Attr("href")
	if !found {
		b.Fatal("there is no report to write")
	}
	page, err := goquery.NewDocumentFromReader(bytes.NewReader(fetch(b, client, address+link)))
	if err != nil {
		b.Fatal(err)
	}
	form := page.Find("form[data-autosave]")
	action, found := form.Attr("data-autosave")
	if !found {
		b.Fatal("the form does not save itself")
	}
	values := url.Values{}
	form.Find("input[name], textarea[name], select[name]").Each(func(_ int, field *goquery.Selection) {
		name, _ := field.Attr("name")
		kind, _ := field.Attr("type")
		_, checked := field.Attr("checked")
		switch value, _ := field.Attr("value"); {
		case kind == "submit" || (kind == "radio" || kind == "checkbox") && !checked:
		case field.Is("textarea"):
			values.Add(name, field.Text())
		case field.Is("select"):
			selected, _ := field.Find("option[selected]").Attr("value")
			values.Add(name, selected)
		default:
			values.Add(name, value)
		}
	})
	return values, address + action
}

// save posts a draft as the page's script does, and takes over the new revision.
func save(b testing.TB, client *http.Client, action string, form url.Values) {
	b.Helper()
	request, err := http.NewRequestWithContext(b.Context(), http.MethodPost, action, strings.NewReader(form.Encode()))
	if err != nil {
		b.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("HX-Request", "true")
	answer, err := client.Do(request)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	page, err := goquery.NewDocumentFromReader(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		b.Fatalf("status %d, %v", answer.StatusCode, err)
	}
	revision, found := page.Find("#revision").Attr("value")
	if !found {
		b.Fatal("the answer has no revision")
	}
	form.Set("revision", revision)
}
