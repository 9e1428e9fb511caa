package charts_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"pgregory.net/rapid"

	"tiltak/app/charts"
)

// labels are generic: a chart knows nothing of plans or measures.
func exampleRows() []charts.StackedRow {
	return []charts.StackedRow{
		{Label: "Eksempelområde 1", Total: "5 tiltak", Segments: []charts.Segment{{charts.Done, "Gjennomført", 1}, {charts.OnTrack, "I rute", 3}, {charts.Delayed, "Noe forsinket", 1}, {charts.Deviation, "Vesentlig avvik", 0}}},
		{Label: "Eksempelområde 2", Total: "6 tiltak", Segments: []charts.Segment{{charts.Done, "Gjennomført", 1}, {charts.OnTrack, "I rute", 1}, {charts.Deviation, "Vesentlig avvik", 1}, {charts.NotStarted, "Ikke startet", 1}, {charts.Missing, "Ikke rapportert", 1}, {charts.Discontinued, "Avsluttet uten gjennomføring", 1}}},
		{Label: "Eksempelområde 3", Total: "0 tiltak", Segments: []charts.Segment{{charts.Done, "Gjennomført", 0}}},
	}
}

func exampleStacked() charts.StackedInput {
	return charts.StackedInput{ID: "omrader", Title: "Status per område", Rows: exampleRows(), Legend: []charts.Segment{
		{charts.Done, "Gjennomført", 0},
		{charts.OnTrack, "I rute", 0},
		{charts.Delayed, "Noe forsinket", 0},
		{charts.Deviation, "Vesentlig avvik", 0},
		{charts.NotStarted, "Ikke startet", 0},
		{charts.Missing, "Ikke rapportert", 0},
		{charts.Discontinued, "Avsluttet uten gjennomføring", 0},
	}, Language: "nb"}
}

func date(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func exampleTimeline() charts.TimelineInput {
	was := date("2026-03-01")
	return charts.TimelineInput{
		ID: "tid", Title: "Milepæler", Description: "Ett felt per tiltak.", From: date("2025-01-01"), To: date("2031-01-01"), Today: date("2026-11-23"), TodayLabel: "I dag",
		Rows: []charts.TimelineRow{
			{Group: "Eksempelområde 1", GroupClass: "f-a1", Label: "1 Et eksempeltiltak med en tittel som er altfor lang til å få plass", Tooltip: "Tiltak 1", Status: charts.OnTrack, From: date("2025-06-01"), To: date("2029-01-01"), Milestones: []charts.TimelineMark{
				{On: date("2025-12-01"), State: charts.Reached, Label: "1. desember 2025: Første milepæl"},
				{On: date("2026-09-01"), Was: &was, State: charts.Overdue, Label: "Andre milepæl, flyttet fra 1. mars 2026"},
				{On: date("2028-01-01"), State: charts.Planned, Label: "Tredje milepæl"},
			}},
			{Group: "Eksempelområde 1", GroupClass: "f-a1", Label: "2 Kort", Status: charts.Discontinued, To: date("2027-01-01"), Milestones: []charts.TimelineMark{{On: date("2026-06-01"), State: charts.Dropped, Label: "Utgått"}}},
			{Group: "Eksempelområde 2", GroupClass: "f-a2", Label: "3 Utenfor", Status: charts.Missing, From: date("2020-01-01"), To: date("2040-01-01"), Milestones: []charts.TimelineMark{{On: date("2035-01-01"), State: charts.Planned, Label: "Etter planens slutt"}}},
		},
	}
}

// parse fails unless the drawing is one well-formed, accessible element that a
// strict content security policy lets through.
func parse(t interface {
	Helper()
	Fatalf(string, ...any)
}, svg charts.SVG,
) *goquery.Document {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if element.Name.Local == "script" {
			t.Fatalf("has a script")
		}
		for _, attribute := range element.Attr {
			if attribute.Name.Local == "style" || strings.HasPrefix(attribute.Name.Local, "on") {
				t.Fatalf("has the attribute %s", attribute.Name.Local)
			}
		}
	}
	document, err := goquery.NewDocumentFromReader(strings.NewReader(string(svg)))
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	root := document.Find("svg")
	if root.Length() != 1 || root.AttrOr("role", "") != "img" {
		t.Fatalf("is not one svg with role img")
	}
	for _, id := range strings.Fields(root.AttrOr("aria-labelledby", "")) {
		if strings.TrimSpace(document.Find("#"+id).Text()) == "" {
			t.Fatalf("nothing to read in %s", id)
		}
	}
	return document
}

func attribute(t interface {
	Helper()
	Fatalf(string, ...any)
}, s *goquery.Selection, name string,
) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(s.AttrOr(name, "0"), 64)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return f
}

func TestEveryChartIsAccessibleMarkup(t *testing.T) {
	standalone := exampleStacked()
	standalone.Standalone = true
	for name, svg := range map[string]charts.SVG{
		"bar":        charts.Bar(charts.BarInput{ID: "samlet", Title: "Samlet", Segments: exampleRows()[0].Segments}),
		"stacked":    charts.Stacked(exampleStacked()),
		"standalone": charts.Stacked(standalone),
		"timeline":   charts.Timeline(exampleTimeline()),
	} {
		t.Run(name, func(t *testing.T) { parse(t, svg) })
	}
}

func TestBar(t *testing.T) {
	t.Run("names what it shows and leaves out zeros", func(t *testing.T) {
		document := parse(t, charts.Bar(charts.BarInput{ID: "a", Title: "Område", Segments: exampleRows()[0].Segments}))
		if got, want := document.Find("desc").Text(), "Gjennomført 1, i rute 3, noe forsinket 1"; got != want {
			t.Errorf("desc = %q, want %q", got, want)
		}
		if got := document.Find("svg > rect").Length(); got != 3 {
			t.Errorf("%d segments, want 3", got)
		}
	})
	t.Run("with nothing to count draws an empty frame and says zero", func(t *testing.T) {
		document := parse(t, charts.Bar(charts.BarInput{ID: "a", Title: "Område", Segments: exampleRows()[2].Segments}))
		rects := document.Find("svg > rect")
		if rects.Length() != 1 || rects.AttrOr("fill", "") != "none" {
			t.Errorf("want one empty frame, got %d boxes", rects.Length())
		}
		if got := document.Find("desc").Text(); got != "Gjennomført 0" {
			t.Errorf("desc = %q", got)
		}
	})
	t.Run("an unknown status is drawn as not reported", func(t *testing.T) {
		document := parse(t, charts.Bar(charts.BarInput{ID: "a", Title: "x", Segments: []charts.Segment{{"invented", "Ukjent", 1}}}))
		if got := document.Find("svg > rect").AttrOr("fill", ""); got != "url(#a-missing)" {
			t.Errorf("fill = %q", got)
		}
	})
}

func TestBarKeepsWithinItsWidth(t *testing.T) {
	keys := []string{charts.Done, charts.OnTrack, charts.Delayed, charts.Deviation, charts.NotStarted, charts.Missing, charts.Discontinued, "unknown"}
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.Float64Range(20, 2000).Draw(t, "width")
		var segments []charts.Segment
		shown := 0
		for _, key := range keys {
			count := rapid.OneOf(rapid.IntRange(-2, 3), rapid.IntRange(0, 100000)).Draw(t, key)
			if count > 0 {
				shown++
			}
			segments = append(segments, charts.Segment{Key: key, Label: rapid.String().Draw(t, "label"), Count: count})
		}
		document := parse(t, charts.Bar(charts.BarInput{ID: "p", Title: "x", Segments: segments, Width: width, Height: 20}))
		rects := document.Find("svg > rect")
		if want := max(shown, 1); rects.Length() != want {
			t.Fatalf("%d boxes, want %d", rects.Length(), want)
		}
		edge := 0.0
		rects.Each(func(_ int, s *goquery.Selection) {
			x, w := attribute(t, s, "x"), attribute(t, s, "width")
			if x < edge-0.011 || w <= 0 || x+w > width+0.011 {
				t.Fatalf("a box from %g, %g wide, after %g in a width of %g", x, w, edge, width)
			}
			edge = x + w
		})
	})
}

func TestStacked(t *testing.T) {
	t.Run("two charts on a page share no id", func(t *testing.T) {
		first, second := exampleStacked(), exampleStacked()
		second.ID = "andre"
		document, err := goquery.NewDocumentFromReader(strings.NewReader(string(charts.Stacked(first) + charts.Stacked(second))))
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		document.Find("[id]").Each(func(_ int, s *goquery.Selection) {
			id := s.AttrOr("id", "")
			if seen[id] {
				t.Errorf("the id %q stands twice", id)
			}
			seen[id] = true
		})
	})
	t.Run("a name too long for its column is whole in the tooltip", func(t *testing.T) {
		in := exampleStacked()
		in.Width = 320
		long := "Et svært langt områdenavn som aldri får plass ved siden av en stolpe"
		in.Rows[0].Label = long
		document := parse(t, charts.Stacked(in))
		if got := document.Find("g title").First().Text(); got != long {
			t.Errorf("tooltip = %q", got)
		}
		if got := document.Find("g text").First().Text(); !strings.HasSuffix(got, "…") || !strings.HasPrefix(long, strings.TrimSuffix(got, "…")) {
			t.Errorf("label = %q", got)
		}
	})
	t.Run("stays within its width with any labels", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			in := exampleStacked()
			in.Width = rapid.Float64Range(200, 1200).Draw(t, "width")
			in.Rows[0].Label = rapid.String().Draw(t, "label")
			in.Rows[1].Total = rapid.StringN(0, 60, -1).Draw(t, "total")
			in.Rows[1].Segments[0].Count = rapid.IntRange(0, 5000).Draw(t, "count")
			in.Legend[0].Label = rapid.String().Draw(t, "legend")
			parse(t, charts.Stacked(in)).Find("svg > rect, svg > g").Each(func(_ int, s *goquery.Selection) {
				if x, w := attribute(t, s, "x"), attribute(t, s, "width"); x < 0 || x+w > in.Width+0.011 {
					t.Fatalf("a box from %g, %g wide in a width of %g", x, w, in.Width)
				}
			})
		})
	})
}

func TestDescribe(t *testing.T) {
	want := "Eksempelområde 1, 5 tiltak: gjennomført 1, i rute 3, noe forsinket 1. " +
		"Eksempelområde 2, 6 tiltak: gjennomført 1, i rute 1, vesentlig avvik 1, ikke startet 1, ikke rapportert 1, avsluttet uten gjennomføring 1. " +
		"Eksempelområde 3, 0 tiltak."
	if got := charts.Describe(exampleRows()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPictures(t *testing.T) {
	t.Run("the same input gives the same bytes", func(t *testing.T) {
		first, err := charts.StackedPNG(exampleStacked(), 2)
		if err != nil {
			t.Fatal(err)
		}
		second, err := charts.StackedPNG(exampleStacked(), 2)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, second) {
			t.Error("two pictures of the same chart differ")
		}
	})
	t.Run("the scale multiplies the size", func(t *testing.T) {
		picture, err := charts.StackedPNG(exampleStacked(), 2)
		if err != nil {
			t.Fatal(err)
		}
		size, err := png.DecodeConfig(bytes.NewReader(picture))
		if err != nil {
			t.Fatal(err)
		}
		if size.Width != 2*760 {
			t.Errorf("width = %d", size.Width)
		}
	})
	t.Run("every status looks different from every other", func(t *testing.T) {
		seen := map[string]string{}
		for _, key := range []string{charts.Done, charts.OnTrack, charts.Delayed, charts.Deviation, charts.NotStarted, charts.Missing, charts.Discontinued} {
			picture, err := charts.StackedPNG(charts.StackedInput{ID: "x", Rows: []charts.StackedRow{{Segments: []charts.Segment{{key, "", 1}}}}}, 1)
			if err != nil {
				t.Fatal(err)
			}
			if other, ok := seen[string(picture)]; ok {
				t.Errorf("%s looks like %s", key, other)
			}
			seen[string(picture)] = key
		}
	})
	t.Run("a timeline can be a picture too", func(t *testing.T) {
		picture, err := charts.TimelinePNG(exampleTimeline(), 1)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := png.Decode(bytes.NewReader(picture)); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("a picture too large is refused", func(t *testing.T) {
		if _, err := charts.StackedPNG(exampleStacked(), 500); err == nil {
			t.Error("no error")
		}
	})
}

func TestTimeline(t *testing.T) {
	t.Run("has one heading per group", func(t *testing.T) {
		document := parse(t, charts.Timeline(exampleTimeline()))
		for _, class := range []string{"f-a1", "f-a2"} {
			if got := document.Find("text." + class).Length(); got != 1 {
				t.Errorf("%s: %d headings, want 1", class, got)
			}
		}
	})
	t.Run("draws a slip as a dashed line from the date first set", func(t *testing.T) {
		if got := parse(t, charts.Timeline(exampleTimeline())).Find("g line[stroke-dasharray]").Length(); got != 1 {
			t.Errorf("%d slips, want 1", got)
		}
	})
	t.Run("leaves today out when it is outside the chart", func(t *testing.T) {
		in := exampleTimeline()
		in.Today = date("2040-01-01")
		if got := parse(t, charts.Timeline(in)).Find("line.s-today").Length(); got != 0 {
			t.Error("today is drawn")
		}
	})
	t.Run("ignores a group class that it does not know", func(t *testing.T) {
		in := exampleTimeline()
		in.Rows[0].GroupClass = `x" onload="y`
		parse(t, charts.Timeline(in))
	})
	t.Run("keeps every mark and bar inside the chart whatever the dates", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			day := rapid.Map(rapid.IntRange(-9000, 9000), func(n int) time.Time { return date("2026-01-01").AddDate(0, 0, n) })
			in := exampleTimeline()
			in.Width = rapid.Float64Range(320, 1400).Draw(t, "width")
			in.From, in.To, in.Today = day.Draw(t, "from"), day.Draw(t, "to"), day.Draw(t, "today")
			in.Rows[0].From, in.Rows[0].To = day.Draw(t, "start"), day.Draw(t, "end")
			was := day.Draw(t, "was")
			in.Rows[0].Milestones[0].On, in.Rows[0].Milestones[0].Was = day.Draw(t, "on"), &was
			in.Rows[0].Label = rapid.String().Draw(t, "label")
			document := parse(t, charts.Timeline(in))
			document.Find("svg rect").Each(func(_ int, s *goquery.Selection) {
				if s.ParentsFiltered("defs").Length() > 0 {
					return
				}
				if x, w := attribute(t, s, "x"), attribute(t, s, "width"); x < 0 || w < 0 || x+w > in.Width+0.011 {
					t.Fatalf("a box from %g, %g wide in a width of %g", x, w, in.Width)
				}
			})
			document.Find("line").Each(func(_ int, s *goquery.Selection) {
				for _, name := range []string{"x1", "x2"} {
					if x := attribute(t, s, name); x < 0 || x > in.Width {
						t.Fatalf("a line at %g in a width of %g", x, in.Width)
					}
				}
			})
		})
	})
}

func BenchmarkTimeline(b *testing.B) {
	in := exampleTimeline()
	for range 5 {
		in.Rows = append(in.Rows, exampleTimeline().Rows...)
	}
	for b.Loop() {
		charts.Timeline(in)
	}
}

func BenchmarkStackedPNG(b *testing.B) {
	for b.Loop() {
		if _, err := charts.StackedPNG(exampleStacked(), 2); err != nil {
			b.Fatal(err)
		}
	}
}
