package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/audit"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

// startProgram starts the binary as somebody who installed it would, and gives
// its address. kill ends it without a warning.
func startProgram(t *testing.T, binary, database string) (address string, kill func()) {
	t.Helper()
	program := exec.CommandContext(t.Context(), binary, "serve", "--demo", "--listen", "127.0.0.1:0", "--database", database)
	var log bytes.Buffer
	program.Stderr = &log
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	kill = sync.OnceFunc(func() {
		_ = program.Process.Kill() // SIGKILL
		_ = program.Wait()
	})
	t.Cleanup(kill)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, text, there := strings.Cut(lines.Text(), "er klar på "); there {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return text, kill
		}
	}
	kill()
	t.Fatalf("the program did not start: %s", log.String())
	return "", nil
}

// saveUntilGone saves one text after the other until the program is gone, and
// gives those it answered for. It tells of each.
func saveUntilGone(ctx context.Context, client *http.Client, action string, form url.Values, round int, answered chan<- struct{}) []string {
	defer close(answered)
	var kept []string
	for number := 0; ; number++ {
		text := textOfSave(round, number)
		form.Set("done", text)
		revision, err := saveOnce(ctx, client, action, form)
		if err != nil {
			return kept
		}
		kept = append(kept, text)
		form.Set("revision", revision)
		answered <- struct{}{}
	}
}

func textOfSave(round, number int) string {
	return fmt.Sprintf("Runde %d, lagring %d.", round, number)
}

func saveOnce(ctx context.Context, client *http.Client, action string, form url.Values) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, action, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("HX-Request", "true")
	answer, err := client.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	page, err := goquery.NewDocumentFromReader(answer.Body)
	if err != nil {
		return "", err
	}
	revision, there := page.Find("#revision").Attr("value")
	if answer.StatusCode != http.StatusOK || !there {
		return "", fmt.Errorf("status %d", answer.StatusCode)
	}
	return revision, nil
}

func TestEverySaveThatWasAnsweredSurvivesAKilledServer(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "tiltak")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for kind, database := range storetest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			var kept []string
			var reportID int64
			var underWay string // when the server was killed: kept or not
			for round := range 3 {
				address, kill := startProgram(t, binary, database)
				client := loggedIn(t, address, "rapportor.aid")
				form, action := reportForm(t, client, address)
				if done := form.Get("done"); round > 0 && done != kept[len(kept)-1] && done != underWay {
					t.Errorf("after the restart the form says %q, not %q or %q", done, kept[len(kept)-1], underWay)
				}
				reportID = reportOf(t, action)
				answered := make(chan struct{}, 1)
				done := make(chan []string, 1)
				go func() { done <- saveUntilGone(t.Context(), client, action, form, round, answered) }()
				after := 20 + 7*round
				for range answered {
					if after--; after == 0 { // the next save is under way by now
						go kill()
					}
				}
				kill()
				if after > 0 {
					t.Fatalf("the program failed by itself, %d saves before it was killed", after)
				}
				saved := <-done
				kept, underWay = append(kept, saved...), textOfSave(round, len(saved))
			}
			checkKept(t, database, reportID, kept)
		})
	}
}

func reportOf(t *testing.T, action string) int64 {
	t.Helper()
	_, rest, _ := strings.Cut(action, "/rapporter/")
	text, _, _ := strings.Cut(rest, "/")
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatalf("the form is sent to %s", action)
	}
	return id
}

// checkKept looks for every text among the revisions, and checks the chains.
func checkKept(t *testing.T, database string, reportID int64, kept []string) {
	t.Helper()
	s := storetest.Open(t, database, time.Now)
	var revisions []models.Revision
	if err := s.Read(t.Context()).Where("subject = 'report' AND subject_id = ?", reportID).Find(&revisions).Error; err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, revision := range revisions {
		content, err := models.DecodeReportContent(revision.Content)
		if err != nil {
			t.Fatal(err)
		}
		there[content.Done] = true
	}
	for _, text := range kept {
		if !there[text] {
			t.Errorf("%q was answered for, and is lost", text)
		}
	}
	result, err := audit.NewLog(s).Verify(t.Context())
	if err != nil {
		t.Errorf("the log is broken: %+v, %v", result, err)
	}
}
