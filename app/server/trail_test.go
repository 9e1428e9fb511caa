package server_test

import (
	"net/http"
	"strings"
	"testing"

	"tiltak/app/audit"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

// unheld are the routes on which an allowed request may leave no line: nothing
// is changed by it.
func unheld(key string) bool {
	return strings.HasSuffix(key, "/konflikt") || // a choice may be what stands already
		key == "POST /logg-ut" || // nobody was logged in
		strings.Contains(key, "/regneark/") || // no workbook waits
		strings.HasSuffix(key, "/folg") || // the newest edition is followed already
		strings.HasSuffix(key, "/begynn") // begun already
}

func TestWhatIsDoneLeavesALineAndWhatIsRefusedLeavesNone(t *testing.T) {
	template := servertest.NewTemplate(t, func(w *servertest.World) {
		addUser(t, w, "bidragsyter.at", models.Contributor, "AT")
	})
	done := 0
	for key, row := range readTable(t) {
		if row.method != http.MethodPost {
			continue
		}
		t.Run(strings.ReplaceAll(key, "/", "∕"), func(t *testing.T) {
			w := template.Start(t)
			path := row.path
			if path == "" {
				path = addressOf(t, w, row.pattern, template.Situation)
			}
			for _, username := range personas() {
				client := w.Anonymous()
				if username != "" {
					client = w.As(username)
				}
				before := linesOf(t, w)
				page := client.Do(row.method, path, "application/x-www-form-urlencoded", row.form.Encode())
				left := linesOf(t, w) - before
				switch what := outcome(page); {
				case what != "ok" && left != 0:
					t.Errorf("%s is refused (%s) and leaves %d lines", nameOf(username), what, left)
				case page.Status == http.StatusSeeOther && what == "ok" && left == 0 && !unheld(key):
					t.Errorf("%s does it, and leaves no line", nameOf(username))
				case page.Status == http.StatusSeeOther && what == "ok" && left > 0:
					done++
				}
			}
			if _, err := audit.NewLog(w.Store).Verify(t.Context()); err != nil {
				t.Errorf("the log does not hold: %v", err)
			}
		})
	}
	if done < 15 {
		t.Errorf("only %d requests did something", done)
	}
}

func linesOf(t *testing.T, w *servertest.World) (count int64) {
	t.Helper()
	if err := w.Store.Read(t.Context()).Table("audit_events").Count(&count).Error; err != nil {
		t.Fatal(err)
	}
	return count
}
