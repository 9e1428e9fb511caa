package charts

// canvas is all that a chart may draw with; it exists once as SVG and once as PNG.
type canvas interface {
	// group opens a group whose tooltip is shown by browsers and read by
	// screen readers; endGroup closes it.
	group(tooltip string)
	endGroup()
	// status draws a rounded box with the fill, pattern and edge of a status.
	status(b box, radius float64, key string)
	rect(b box, radius float64, fill colour)
	frame(b box, radius float64, stroke colour)
	line(from, to point, s stroke)
	circle(centre point, radius float64, fill colour)
	diamond(centre point, radius float64, fill colour, s stroke)
	text(at point, t label)
}

type point struct{ x, y float64 }

type box struct{ x, y, w, h float64 }

type stroke struct {
	colour colour
	width  float64
	dashed bool
}

type anchor int

const (
	anchorStart anchor = iota
	anchorMiddle
	anchorEnd
)

// label is one line of text; at is its baseline.
type label struct {
	text   string
	size   float64
	bold   bool
	anchor anchor
	colour colour
}
