// Package metrics measures the node for Prometheus. It is served on an address
// of its own and never beside the pages.
package metrics

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"tiltak/app/notify/sender"
	"tiltak/app/server"
	"tiltak/app/store"
)

// scrapeTimeout bounds what one scrape may ask of the database.
const scrapeTimeout = 2 * time.Second

// Metrics is what one node measures. It has a registry of its own.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	queries  *prometheus.HistogramVec
	mails    *prometheus.CounterVec
}

// New makes the measures of a node over its store. version is what the program
// says that it is.
func New(s *store.Store, version string, logger *slog.Logger) (*Metrics, error) {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "tiltak_http_request_duration_seconds", Help: "How long requests took, by method, route pattern and class of status.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"method", "route", "status"}),
		queries: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "tiltak_http_request_queries", Help: "Database statements that one request cost, by route pattern.",
			Buckets: []float64{0, 1, 2, 3, 4, 5, 6, 8, 10, 20, 50},
		}, []string{"route"}),
		mails: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "tiltak_mail_total", Help: "Mails that this node is done with for now, by what came of them: sent, later, failed, cancelled, uncertain.",
		}, []string{"outcome"}),
	}
	for _, outcome := range sender.Outcomes() {
		m.mails.WithLabelValues(outcome)
	}
	pool, err := s.Pool()
	if err != nil {
		return nil, err
	}
	build := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "tiltak_build_info", Help: "Always 1; the version is a label."}, []string{"version"})
	build.WithLabelValues(version).Set(1)
	for _, collector := range []prometheus.Collector{
		m.requests, m.queries, build,
		collectors.NewDBStatsCollector(pool, "tiltak"),
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		m.mails,
		newRounds(s, logger), newQueue(s, logger),
	} {
		if err := m.registry.Register(collector); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// Observe counts one answered request. Give it to server.Config.Observe.
func (m *Metrics) Observe(seen server.Observation) {
	method := seen.Method
	if !slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodPost}, method) {
		method = "other" // whoever asks decides the method, but not how many labels there are
	}
	m.requests.WithLabelValues(method, seen.Route, strconv.Itoa(seen.Status/100)+"xx").Observe(seen.Took.Seconds())
	m.queries.WithLabelValues(seen.Route).Observe(float64(seen.Queries))
}

// ObserveMail counts mails. Give it to server.Config.ObserveMail.
func (m *Metrics) ObserveMail(outcome string, mails int64) {
	m.mails.WithLabelValues(outcome).Add(float64(mails))
}

// Registry holds the measures, for tests.
func (m *Metrics) Registry() *prometheus.Registry { return m.registry }

// Handler answers GET /metrics and nothing else.
func (m *Metrics) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Timeout: 2 * scrapeTimeout}))
	return mux
}

// rounds asks the database at every scrape what stands in the running rounds.
type rounds struct {
	store   *store.Store
	logger  *slog.Logger
	open    *prometheus.Desc
	overdue *prometheus.Desc
	up      *prometheus.Desc
}

func newRounds(s *store.Store, logger *slog.Logger) *rounds {
	return &rounds{
		store: s, logger: logger,
		open:    prometheus.NewDesc("tiltak_rounds_running", "Rounds that are open or in review.", nil, nil),
		overdue: prometheus.NewDesc("tiltak_reports_overdue", "Reports of running rounds that are not submitted after the deadline.", nil, nil),
		up:      prometheus.NewDesc("tiltak_database_up", "Whether the database answered this scrape.", nil, nil),
	}
}

// Describe tells what is collected.
func (r *rounds) Describe(to chan<- *prometheus.Desc) {
	to <- r.open
	to <- r.overdue
	to <- r.up
}

// Collect asks the database. Without an answer the node is still measured.
func (r *rounds) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeTimeout)
	defer cancel()
	running, err := readRounds(ctx, r.store)
	if err != nil {
		r.logger.Error("metrics", "error", err.Error())
		to <- prometheus.MustNewConstMetric(r.up, prometheus.GaugeValue, 0)
		return
	}
	to <- prometheus.MustNewConstMetric(r.up, prometheus.GaugeValue, 1)
	to <- prometheus.MustNewConstMetric(r.open, prometheus.GaugeValue, float64(running.Open))
	to <- prometheus.MustNewConstMetric(r.overdue, prometheus.GaugeValue, float64(running.Overdue))
}
