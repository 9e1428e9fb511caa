package charts

// Segment is one part of a bar: how many have the status Key, named by Label.
// A count of zero or less draws nothing.
type Segment struct {
	Key, Label string
	Count      int
}

// BarInput is one bar without text of its own, for a card or a heading. Width
// and Height give its shape; it stretches to the box it stands in. Zero means
// 600 by 24.
type BarInput struct {
	ID, Title     string
	Segments      []Segment
	Width, Height float64
}

const (
	segmentGap   = 2.0
	segmentLeast = 4.0 // a segment is never thinner than this while there is room
	edgeInset    = 0.75
	corner       = 2.0
)

// Bar draws one stacked horizontal bar. Without anything to count it draws an
// empty frame.
func Bar(in BarInput) SVG {
	width, height := positive(in.Width, 600), positive(in.Height, 24)
	c := newSVG(in.ID)
	bar := box{x: edgeInset, y: edgeInset, w: width - 2*edgeInset, h: height - 2*edgeInset}
	if countAll(in.Segments) == 0 {
		c.frame(bar, corner, muted())
	}
	for _, s := range segmentBoxes(in.Segments, bar) {
		c.status(s.box, corner, s.Key)
	}
	return c.finish(svgHead{
		id: in.ID, class: "chart-bar", title: in.Title, description: describeSegments(in.Segments),
		width: width, height: height, stretch: true,
	})
}

// placed is a segment with its box.
type placed struct {
	Segment
	box box
}

// segmentBoxes shares out room among the segments in proportion to their
// counts, with a gap between them. Thin ones are widened at the cost of the
// others, so that no status disappears.
func segmentBoxes(segments []Segment, room box) []placed {
	var shown []placed
	for _, s := range segments {
		if s.Count > 0 {
			shown = append(shown, placed{Segment: s})
		}
	}
	if len(shown) == 0 {
		return nil
	}
	gap := segmentGap
	if gaps := float64(len(shown) - 1); gap*gaps > room.w/2 {
		gap = room.w / 2 / gaps
	}
	free := room.w - gap*float64(len(shown)-1)
	widths := share(shown, free)
	x := room.x
	for i := range shown {
		shown[i].box = box{x: x, y: room.y, w: widths[i], h: room.h}
		x += widths[i] + gap
	}
	return shown
}

// share divides free by count, but gives each at least segmentLeast (or an
// equal part, where there is less).
func share(segments []placed, free float64) []float64 {
	least := min(segmentLeast, free/float64(len(segments)))
	widths := make([]float64, len(segments))
	fixed := make([]bool, len(segments))
	for {
		rest, total := free, 0.0
		for i, s := range segments {
			if fixed[i] {
				rest -= least
			} else {
				total += float64(s.Count)
			}
		}
		again := false
		for i, s := range segments {
			if fixed[i] {
				continue
			}
			widths[i] = rest * float64(s.Count) / total
			if widths[i] < least {
				widths[i], fixed[i], again = least, true, true
			}
		}
		if !again {
			return widths
		}
	}
}

func countAll(segments []Segment) int {
	total := 0
	for _, s := range segments {
		total += max(s.Count, 0)
	}
	return total
}

func positive(f, otherwise float64) float64 {
	if f > 0 && f < 1e6 {
		return f
	}
	return otherwise
}
