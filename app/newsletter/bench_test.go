package newsletter_test

import (
	"bytes"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"tiltak/app/documents"
	"tiltak/app/newsletter"
	"tiltak/models"
)

// Timings are told, never asserted: machines differ. The goal is 300 ms and
// 60 MB at the most for each. Run them with «make bench».

// BenchmarkSinceLast proposes the sentences and texts of a plan with a hundred
// measures, every one of them with something to tell.
func BenchmarkSinceLast(b *testing.B) {
	before, after := large(b, second), large(b, third)
	printer := bokmaal(b)
	items := 0
	measured(b, func() { items = len(newsletter.Propose(before, after, printer)) })
	b.ReportMetric(float64(items), "items")
}

// BenchmarkNewsletterFile writes the section of those hundred measures in each
// format, all kept: the paper is laid out, its chart drawn and the file made.
func BenchmarkNewsletterFile(b *testing.B) {
	before, after := large(b, second), large(b, third)
	printer := bokmaal(b)
	items := newsletter.Propose(before, after, printer)
	for i := range items {
		items[i].ID, items[i].Kept = int64(i+1), true
	}
	issue := models.Issue{Period: third, State: models.IssueDraft, Language: models.Bokmaal, Intro: "Dette kvartalet."}
	for _, format := range documents.NewsletterFormats() {
		b.Run(format.Name, func(b *testing.B) {
			var body bytes.Buffer
			measured(b, func() {
				body.Reset()
				paper, err := newsletter.Document(issue, items, after, printer)
				if err != nil {
					b.Fatal(err)
				}
				if err := format.Write(&body, paper); err != nil {
					b.Fatal(err)
				}
			})
			b.ReportMetric(float64(body.Len())/1e3, "kB/file")
		})
	}
}

// measured runs do over and over, and tells beside time and what is allocated in
// all how much the heap grew at its highest. The heap is looked at every
// millisecond, garbage not yet collected included.
func measured(b *testing.B, do func()) {
	b.Helper()
	do() // what is made once is not measured
	b.ReportAllocs()
	runtime.GC()
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	start, peak := now.HeapAlloc, peakOfHeap()
	for b.Loop() {
		do()
	}
	if highest := peak(); highest > start {
		b.ReportMetric(float64(highest-start)/1e6, "peak-heap-MB")
	}
}

// peakOfHeap watches the heap until it is asked.
func peakOfHeap() func() uint64 {
	var highest atomic.Uint64
	stop, stopped := make(chan struct{}), make(chan struct{})
	look := func() {
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		highest.Store(max(highest.Load(), now.HeapAlloc))
	}
	go func() {
		defer close(stopped)
		ticks := time.NewTicker(time.Millisecond)
		defer ticks.Stop()
		for {
			select {
			case <-stop:
				return
			case <-ticks.C:
				look()
			}
		}
	}()
	return func() uint64 {
		close(stop)
		<-stopped
		look()
		return highest.Load()
	}
}

// large is a plan with a hundred measures in four areas. Between the two
// quarters every measure changes its status and reaches, moves or misses a
// milestone.
func large(b *testing.B, period models.Quarter) models.Snapshot {
	b.Helper()
	s := example(b, period)
	s.Areas = nil
	for n := 1; n <= 4; n++ {
		s.Areas = append(s.Areas, models.AreaFacts{Number: n, Title: models.Name{NB: fmt.Sprintf("Eksempelområde %d", n)}})
	}
	turn := 0
	if period == third {
		turn = 1
	}
	for n := 1; n <= 100; n++ {
		status := everyStatus[(n+turn)%len(everyStatus)]
		text := fmt.Sprintf("JD sendte 14. mai forslag nummer %d på høring, se her. Høringen varer til 15. september. "+
			"Departementet venter svar fra kommunene, politiet og frivillige, og legger dem frem i gruppen 2.-6. juni.", n)
		milestones := []models.MilestoneState{
			milestone(b, int64(2*n), period.LastDay().AddDays(60+turn*30*(n%2)), n%3 == 0 && turn == 1),
			milestone(b, int64(2*n+1), period.Next().FirstDay().AddDays(n%90), false),
		}
		last := report(period, status, text, milestones...)
		last.Content.Links = models.List[models.Link]{{URL: fmt.Sprintf("https://eksempel.no/sak/%d", n), Label: "Saken"}}
		s.Measures = append(s.Measures, models.MeasureFacts{
			Key: fmt.Sprintf("tiltak-%d", n), Number: n, Area: (n-1)/25 + 1, Title: models.Name{NB: fmt.Sprintf("Eksempeltiltak nummer %d", n)},
			TitleConfirmed: n%2 == 0, Lead: "JD", Last: last,
		})
	}
	return s
}

func milestone(b *testing.B, id int64, due models.Date, reached bool) models.MilestoneState {
	b.Helper()
	state := models.MilestoneState{MilestoneID: id, Title: fmt.Sprintf("Eksempelmilepæl %d", id), Due: due, Baseline: due, Phase: models.MilestonePlanned}
	if reached {
		state.Phase, state.ReachedOn = models.MilestoneReached, due.AddDays(-40)
	}
	return state
}
