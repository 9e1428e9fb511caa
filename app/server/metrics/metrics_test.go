package metrics_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"tiltak/app/server"
	"tiltak/app/server/metrics"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

// measured is a world whose requests are measured.
func measured(t *testing.T) (*servertest.World, *metrics.Metrics) {
	t.Helper()
	var m *metrics.Metrics
	w := servertest.StartWith(t, servertest.Options{Observe: func(seen server.Observation) { m.Observe(seen) }})
	m, err := metrics.New(w.Store, "v1.2.3", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return w, m
}

func scrape(t *testing.T, m *metrics.Metrics) string {
	t.Helper()
	answer := httptest.NewRecorder()
	m.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.Code != http.StatusOK {
		t.Fatalf("a scrape gives %d, %v: %s", answer.Code, err, text)
	}
	return string(text)
}

func TestMeasures(t *testing.T) {
	w, m := measured(t)
	w.Situation()
	browser := w.As("leser.nim")
	browser.Get("/tavle")
	browser.Get("/finnes-ikke?q=hemmelig")
	browser.Get("/utgaver/2026-k3")
	browser.Get("/utgaver/1999-k1")
	text := scrape(t, m)
	t.Run("are by route pattern and class of status, never by address", func(t *testing.T) {
		for _, want := range []string{
			`tiltak_http_request_duration_seconds_count{method="GET",route="/tavle",status="2xx"} 1`,
			`tiltak_http_request_duration_seconds_count{method="GET",route="/utgaver/:utgave",status="2xx"} 1`,
			`tiltak_http_request_duration_seconds_count{method="GET",route="/utgaver/:utgave",status="4xx"} 1`,
			`tiltak_http_request_duration_seconds_count{method="GET",route="none",status="4xx"} 1`,
			`tiltak_http_request_queries_count{route="/tavle"} 1`,
			`tiltak_build_info{version="v1.2.3"} 1`,
			`go_sql_max_open_connections{db_name="tiltak"}`, "go_goroutines", "process_start_time_seconds",
			"tiltak_rounds_running 1", "tiltak_reports_overdue 0", "tiltak_database_up 1",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("the scrape lacks %s", want)
			}
		}
		for _, secret := range []string{"finnes-ikke", "hemmelig", "2026-k3", "leser"} {
			if strings.Contains(text, secret) {
				t.Errorf("the scrape tells %q", secret)
			}
		}
	})
	t.Run("are named and described as Prometheus asks", func(t *testing.T) {
		families, err := m.Registry().Gather()
		if err != nil {
			t.Fatal(err)
		}
		problems, err := promlint.NewWithMetricFamilies(families).Lint()
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range problems {
			if strings.HasPrefix(problem.Metric, "tiltak_") {
				t.Errorf("%s: %s", problem.Metric, problem.Text)
			}
		}
	})
	t.Run("count what is late from the day after the deadline", func(t *testing.T) {
		w.Clock.Set(models.NewDate(2027, 6, 1).Time())
		if text := scrape(t, m); !strings.Contains(text, "tiltak_reports_overdue 16") {
			t.Errorf("of 18 reports, one cleared and one submitted, 16 are late:\n%s", text)
		}
	})
	t.Run("go on when the database is gone", func(t *testing.T) {
		if err := w.Store.Close(); err != nil {
			t.Fatal(err)
		}
		if text := scrape(t, m); !strings.Contains(text, "tiltak_database_up 0") || !strings.Contains(text, "go_goroutines") {
			t.Error("the node is not measured any more")
		}
	})
}

func TestAnOddMethodMakesNoNewLabel(t *testing.T) {
	w, m := measured(t)
	for _, method := range []string{http.MethodDelete, http.MethodPatch, http.MethodTrace} {
		w.Anonymous().Do(method, "/logg-inn", "", "")
	}
	for line := range strings.Lines(scrape(t, m)) {
		if strings.Contains(line, `method="DELETE"`) || strings.Contains(line, `method="TRACE"`) {
			t.Error(line)
		}
	}
}

func TestTheMeasuresAreNotAmongThePages(t *testing.T) {
	w, m := measured(t)
	for _, username := range []string{"administrator.jd", "koordinator.jd"} {
		w.As(username).Get("/metrics").WantStatus(http.StatusNotFound)
	}
	answer := httptest.NewRecorder()
	m.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/tavle", nil))
	if answer.Code != http.StatusNotFound {
		t.Errorf("the address of the measures answers %d for a page", answer.Code)
	}
}
