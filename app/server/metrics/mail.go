package metrics

import (
	"context"
	"log/slog"

	"github.com/prometheus/client_golang/prometheus"

	"tiltak/app/store"
)

// queue asks the database at every scrape how the queue of mails stands. No
// label names anybody.
type queue struct {
	store   *store.Store
	logger  *slog.Logger
	waiting *prometheus.Desc
	oldest  *prometheus.Desc
	trouble *prometheus.Desc
}

func newQueue(s *store.Store, logger *slog.Logger) *queue {
	return &queue{
		store: s, logger: logger,
		waiting: prometheus.NewDesc("tiltak_mail_queue", "Mails that wait to be sent.", nil, nil),
		oldest:  prometheus.NewDesc("tiltak_mail_oldest_seconds", "How long the oldest mail that waits has waited.", nil, nil),
		trouble: prometheus.NewDesc("tiltak_mail_trouble", "Mails of running rounds that failed or may not have arrived, and wait for a person.", nil, nil),
	}
}

// Describe tells what is collected.
func (q *queue) Describe(to chan<- *prometheus.Desc) {
	to <- q.waiting
	to <- q.oldest
	to <- q.trouble
}

// Collect asks the database. Without an answer the node is still measured.
func (q *queue) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeTimeout)
	defer cancel()
	found, err := readQueue(ctx, q.store)
	if err != nil {
		q.logger.Error("metrics", "error", err.Error())
		return
	}
	age := 0.0
	if found.Oldest != nil {
		age = max(0, q.store.Now().Sub(*found.Oldest).Seconds())
	}
	to <- prometheus.MustNewConstMetric(q.waiting, prometheus.GaugeValue, float64(found.Waiting))
	to <- prometheus.MustNewConstMetric(q.oldest, prometheus.GaugeValue, age)
	to <- prometheus.MustNewConstMetric(q.trouble, prometheus.GaugeValue, float64(found.Trouble))
}
