package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tiltak/app/store/storetest"
)

// node is a program that serves, in the background of a test.
type node struct {
	address string // of the pages: http://127.0.0.1:PORT
	metrics string // of the measures, when asked for
	stop    context.CancelFunc
	code    chan int
	log     *lockedBuffer
}

type lockedBuffer struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.String()
}

// startNode runs «tiltak serve» on free ports until the test ends.
func startNode(t *testing.T, env map[string]string, args ...string) *node {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	n := &node{stop: stop, code: make(chan int, 1), log: &lockedBuffer{}}
	reader, writer := io.Pipe()
	go func() {
		n.code <- run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...), env, strings.NewReader(""), writer, n.log)
		_ = writer.Close()
	}()
	t.Cleanup(func() {
		stop()
		_ = reader.Close()
	})
	lines := bufio.NewScanner(reader)
	for lines.Scan() {
		if text, there := strings.CutPrefix(lines.Text(), "Målinger på "); there {
			n.metrics = text
		}
		if _, text, there := strings.Cut(lines.Text(), "er klar på "); there {
			n.address = text
			go func() { _, _ = io.Copy(io.Discard, reader) }()
			return n
		}
	}
	t.Fatalf("the node did not start, exit code %d: %s", <-n.code, n.log)
	return nil
}

// wait gives the exit code of a node that is told to stop.
func (n *node) wait(t *testing.T) int {
	t.Helper()
	select {
	case code := <-n.code:
		return code
	case <-time.After(30 * time.Second):
		t.Fatal("the node does not stop")
		return -1
	}
}

func get(t *testing.T, address string) (status int, body string) {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

func TestServeAnswersAndStops(t *testing.T) {
	for kind, address := range storetest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			n := startNode(t, nil, "--database", address, "--metrics-listen", "127.0.0.1:0")
			for _, path := range []string{"/livez", "/readyz"} {
				if status, body := get(t, n.address+path); status != http.StatusOK || body != "ok\n" {
					t.Errorf("%s gives %d %q", path, status, body)
				}
			}
			if status, body := get(t, n.metrics); status != http.StatusOK || !strings.Contains(body, "tiltak_http_request_duration_seconds_count") {
				t.Errorf("the measures give %d: %.200s", status, body)
			}
			if status, _ := get(t, n.address+"/metrics"); status != http.StatusNotFound {
				t.Errorf("the pages give %d for /metrics", status)
			}
			n.stop()
			if code := n.wait(t); code != exitOK {
				t.Errorf("exit code %d: %s", code, n.log)
			}
			if _, err := http.Get(n.address + "/livez"); err == nil {
				t.Error("the node still answers")
			}
		})
	}
}

// Somebody's login is under way when the node is told to stop: it is held up by
// another that has the database.
func TestARequestUnderWayIsFinishedBeforeTheNodeStops(t *testing.T) {
	address := storetest.SQLiteAddress(t)
	n := startNode(t, nil, "--database", address, "--demo", "--drain", "1s")
	other := startNode(t, nil, "--database", address, "--demo")
	held := storetest.Open(t, address, nil).Read(t.Context()).Begin() // takes the lock for writing
	if held.Error != nil {
		t.Fatal(held.Error)
	}
	sent, answered := make(chan struct{}), make(chan int, 1)
	go func() { answered <- login(t, n.address, sent) }()
	<-sent
	n.stop()
	waitUntil(t, "the node says that it is going away", func() bool { return probe(n.address+"/readyz") == http.StatusServiceUnavailable })
	if status := probe(other.address + "/readyz"); status != http.StatusOK {
		t.Errorf("the other node gives %d", status)
	}
	waitUntil(t, "the node takes no new requests", func() bool { return probe(n.address+"/readyz") == 0 })
	select {
	case early := <-answered:
		t.Fatalf("the login was answered with %d before it could be", early)
	case code := <-n.code:
		t.Fatalf("the node stopped with exit code %d before it had answered", code)
	default:
	}
	if err := held.Rollback().Error; err != nil {
		t.Fatal(err)
	}
	if status := <-answered; status != http.StatusSeeOther {
		t.Errorf("the login under way gives %d", status)
	}
	if code := n.wait(t); code != exitOK {
		t.Errorf("exit code %d", code)
	}
	if status := login(t, other.address, make(chan struct{})); status != http.StatusSeeOther {
		t.Errorf("a login at the other node gives %d", status)
	}
}

// probe asks on a connection of its own, and gives 0 when nobody answers.
func probe(address string) int {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get(address)
	if err != nil {
		return 0
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}

func waitUntil(t *testing.T, what string, done func() bool) {
	t.Helper()
	deadline := time.After(15 * time.Second)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-deadline:
			t.Fatalf("waited in vain: %s", what)
		case <-tick.C:
		}
	}
}

// login logs in as an example user of a demo, and gives the answer's status. It
// closes sent when the request has gone out.
func login(t *testing.T, address string, sent chan struct{}) int {
	trace := &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { close(sent) }}
	form := url.Values{"brukernavn": {"rapportor.aid"}}
	request, err := http.NewRequestWithContext(httptrace.WithClientTrace(t.Context(), trace), http.MethodPost, address+"/logg-inn", strings.NewReader(form.Encode()))
	if err != nil {
		t.Error(err)
		return 0
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	client := &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	answer, err := client.Do(request)
	if err != nil {
		t.Error(err)
		return 0
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}

func TestWrongUseOfServe(t *testing.T) {
	t.Chdir(t.TempDir()) // where the default database would be made
	ordinary, example := storetest.SQLiteAddress(t), storetest.SQLiteAddress(t)
	for address, args := range map[string][]string{ordinary: nil, example: {"--demo"}} {
		n := startNode(t, nil, append([]string{"--database", address}, args...)...)
		n.stop()
		if code := n.wait(t); code != exitOK {
			t.Fatalf("exit code %d: %s", code, n.log)
		}
	}
	tests := []struct {
		name string
		args []string
		env  map[string]string
		code int
		err  string
	}{
		{"an unknown flag", []string{"--port", "80"}, nil, exitUsage, "port"},
		{"an argument that is no flag", []string{"now"}, nil, exitUsage, `"now"`},
		{"an address without a port", []string{"--listen", "localhost"}, nil, exitUsage, "127.0.0.1:8080"},
		{"a public address that is none", []string{"--public-url", "tiltak.example.no"}, nil, exitUsage, "https://"},
		{"a form of log that does not exist", []string{"--log", "xml"}, nil, exitUsage, "json eller text"},
		{"a time to drain that is no time", []string{"--drain", "-1s"}, nil, exitUsage, "0s til 1m"},
		{"a demo for everybody", []string{"--demo", "--listen", "0.0.0.0:0"}, nil, exitUsage, "egen maskin"},
		{"a demo whose measures are for everybody", []string{"--demo", "--metrics-listen", "0.0.0.0:0"}, nil, exitUsage, "egen maskin"},
		{"a demo for the network, by IPv6", []string{"--demo", "--listen", "[::]:0"}, nil, exitUsage, "egen maskin"},
		{"a demo's database without --demo", []string{"--database", example}, nil, exitFailed, "Start med --demo"},
		{"an ordinary database with --demo", []string{"--demo", "--database", ordinary}, nil, exitFailed, "Start uten --demo"},
		{"a database of an unknown kind", []string{"--database", "mysql://x"}, nil, exitFailed, "sqlite: or postgres://"},
		{"a bad address in the environment", nil, map[string]string{"TILTAK_LISTEN": "nowhere"}, exitUsage, "127.0.0.1:8080"},
		{"a bad value in the environment", nil, map[string]string{"TILTAK_DEMO": "perhaps"}, exitUsage, `TILTAK_DEMO="perhaps"`},
		{"the database from the environment", nil, map[string]string{"TILTAK_DATABASE": example}, exitFailed, "Start med --demo"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			args := []string{"serve", "--listen", "127.0.0.1:0"}
			if test.env["TILTAK_LISTEN"] != "" {
				args = args[:1] // a flag would win
			}
			ctx, stop := context.WithTimeout(t.Context(), 20*time.Second) // should it start after all
			defer stop()
			var out, errors bytes.Buffer
			code := run(ctx, append(args, test.args...), test.env, strings.NewReader(""), &out, &errors)
			if code != test.code || !strings.Contains(errors.String(), test.err) {
				t.Errorf("exit code %d, want %d; said %q, want %q in it", code, test.code, errors.String(), test.err)
			}
		})
	}
}

func TestAFlagWinsOverTheEnvironment(t *testing.T) {
	elsewhere := "sqlite:" + filepath.Join(t.TempDir(), "no", "such", "folder", "x.db")
	n := startNode(t, map[string]string{"TILTAK_DATABASE": elsewhere, "TILTAK_LOG": "text"}, "--database", storetest.SQLiteAddress(t))
	if status, _ := get(t, n.address+"/livez"); status != http.StatusOK {
		t.Errorf("/livez gives %d", status)
	}
	if strings.Contains(n.log.String(), `{"time"`) || !strings.Contains(n.log.String(), "route=/livez") {
		t.Errorf("TILTAK_LOG=text was not followed: %s", n.log)
	}
}
