package charts

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// SVG is safe markup: all text in it is escaped, and it has neither scripts nor
// style attributes.
type SVG string

// svgHead describes the drawing as a whole.
type svgHead struct {
	id, class, title, description string
	width, height                 float64
	stretch                       bool // fill the box it is given, whatever its shape
	standalone                    bool // a file of its own: namespace, size, font
	language                      string
}

type svgCanvas struct {
	b    strings.Builder
	id   string
	used map[string]bool // statuses whose patterns are needed
}

func newSVG(id string) *svgCanvas {
	return &svgCanvas{id: cleanID(id), used: map[string]bool{}}
}

// finish wraps what was drawn. Definitions come first, and only those in use.
func (c *svgCanvas) finish(h svgHead) SVG {
	body := c.b.String()
	c.b.Reset()
	attributes := []string{"class", h.class, "viewBox", "0 0 " + number(h.width) + " " + number(h.height), "role", "img", "aria-labelledby", c.id + "-t " + c.id + "-d"}
	if h.stretch {
		attributes = append(attributes, "preserveAspectRatio", "none")
	}
	if h.standalone {
		attributes = append(attributes, "xmlns", "http://www.w3.org/2000/svg", "width", number(h.width), "height", number(h.height), "font-family", "Inter, Arial, sans-serif")
	}
	if h.language != "" {
		attributes = append(attributes, "xml:lang", h.language, "lang", h.language)
	}
	c.open("svg", attributes...)
	c.element("title", h.title, "id", c.id+"-t")
	c.element("desc", h.description, "id", c.id+"-d")
	c.definitions()
	c.b.WriteString(body)
	c.close("svg")
	return SVG(c.b.String())
}

func (c *svgCanvas) definitions() {
	if len(c.used) == 0 {
		return
	}
	c.open("defs")
	for _, key := range []string{Delayed, Deviation, Missing, Discontinued} {
		if c.used[key] {
			c.pattern(statusLook(key))
		}
	}
	c.close("defs")
}

func (c *svgCanvas) pattern(l look) {
	step := number(patternStep)
	attributes := []string{"id", c.id + "-" + l.key, "width", step, "height", step, "patternUnits", "userSpaceOnUse"}
	if l.pattern == diagonal {
		attributes = append(attributes, "patternTransform", "rotate(45)")
	}
	c.open("pattern", attributes...)
	background := colour{l.key, l.fill}
	if l.key == Missing {
		background = paper()
	}
	c.leaf("rect", append([]string{"width", step, "height", step}, fillOf(background)...)...)
	switch l.pattern {
	case diagonal:
		c.leaf("rect", append([]string{"width", "2", "height", step}, fillOf(l.hatch)...)...)
	case crossed:
		c.leaf("path", append([]string{"d", "M0 0L6 6M6 0L0 6", "stroke-width", "1"}, strokeOf(l.hatch)...)...)
	case dotted:
		c.leaf("circle", append([]string{"cx", "3", "cy", "3", "r", "1"}, fillOf(l.hatch)...)...)
	case level:
		c.leaf("rect", append([]string{"y", "2", "width", step, "height", "1.5"}, fillOf(l.hatch)...)...)
	}
	c.close("pattern")
}

func (c *svgCanvas) group(tooltip string) {
	c.open("g")
	if tooltip != "" {
		c.element("title", tooltip)
	}
}

func (c *svgCanvas) endGroup() { c.close("g") }

func (c *svgCanvas) status(b box, radius float64, key string) {
	l := statusLook(key)
	attributes := boxOf(b, radius)
	if l.pattern == plain {
		attributes = append(attributes, "fill", l.fill, "stroke", l.edge, "class", "f-"+l.key+" s-"+l.key)
	} else {
		c.used[l.key] = true
		attributes = append(attributes, "fill", "url(#"+c.id+"-"+l.key+")", "stroke", l.edge, "class", "s-"+l.key)
	}
	if l.dashed {
		attributes = append(attributes, "stroke-dasharray", "3 2")
	}
	c.leaf("rect", attributes...)
}

func (c *svgCanvas) rect(b box, radius float64, fill colour) {
	c.leaf("rect", append(boxOf(b, radius), fillOf(fill)...)...)
}

func (c *svgCanvas) frame(b box, radius float64, edge colour) {
	c.leaf("rect", append(append(boxOf(b, radius), "fill", "none"), strokeOf(edge)...)...)
}

func (c *svgCanvas) line(from, to point, s stroke) {
	attributes := []string{"x1", number(from.x), "y1", number(from.y), "x2", number(to.x), "y2", number(to.y), "stroke-width", number(s.width)}
	if s.dashed {
		attributes = append(attributes, "stroke-dasharray", "4 3")
	}
	c.leaf("line", append(attributes, strokeOf(s.colour)...)...)
}

func (c *svgCanvas) circle(centre point, radius float64, fill colour) {
	c.leaf("circle", append([]string{"cx", number(centre.x), "cy", number(centre.y), "r", number(radius)}, fillOf(fill)...)...)
}

func (c *svgCanvas) diamond(centre point, r float64, fill colour, s stroke) {
	path := "M" + number(centre.x) + " " + number(centre.y-r) +
		"L" + number(centre.x+r) + " " + number(centre.y) +
		"L" + number(centre.x) + " " + number(centre.y+r) +
		"L" + number(centre.x-r) + " " + number(centre.y) + "z"
	c.leaf("path", "d", path, "fill", fill.value, "stroke", s.colour.value, "stroke-width", number(s.width), "class", "f-"+fill.name+" s-"+s.colour.name)
}

func (c *svgCanvas) text(at point, t label) {
	attributes := []string{"x", number(at.x), "y", number(at.y), "font-size", number(t.size)}
	if t.bold {
		attributes = append(attributes, "font-weight", "600")
	}
	switch t.anchor {
	case anchorMiddle:
		attributes = append(attributes, "text-anchor", "middle")
	case anchorEnd:
		attributes = append(attributes, "text-anchor", "end")
	}
	c.element("text", t.text, append(attributes, fillOf(t.colour)...)...)
}

func boxOf(b box, radius float64) []string {
	attributes := []string{"x", number(b.x), "y", number(b.y), "width", number(b.w), "height", number(b.h)}
	if radius > 0 {
		attributes = append(attributes, "rx", number(radius))
	}
	return attributes
}

func fillOf(c colour) []string   { return []string{"fill", c.value, "class", "f-" + c.name} }
func strokeOf(c colour) []string { return []string{"stroke", c.value, "class", "s-" + c.name} }

func (c *svgCanvas) open(name string, attributes ...string) {
	c.tag(name, attributes)
	c.b.WriteByte('>')
}

func (c *svgCanvas) leaf(name string, attributes ...string) {
	c.tag(name, attributes)
	c.b.WriteString("/>")
}

func (c *svgCanvas) close(name string) { c.b.WriteString("</" + name + ">") }

func (c *svgCanvas) element(name, text string, attributes ...string) {
	c.open(name, attributes...)
	c.escape(text)
	c.close(name)
}

func (c *svgCanvas) tag(name string, attributes []string) {
	c.b.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		c.b.WriteString(" " + attributes[i] + `="`)
		c.escape(attributes[i+1])
		c.b.WriteByte('"')
	}
}

// escape also replaces characters that XML cannot carry. Writing to a
// strings.Builder never fails.
func (c *svgCanvas) escape(s string) { _ = xml.EscapeText(&c.b, []byte(s)) }

// number writes a length with at most two decimals, rounded down so that boxes
// laid side by side never add up to more than their room.
func number(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "0"
	}
	return strconv.FormatFloat(math.Floor(f*100+1e-6)/100, 'f', -1, 64)
}

// cleanID keeps letters, digits, hyphens and underscores and makes sure that
// the id starts with a letter.
func cleanID(id string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return -1
	}, id)
	if clean == "" || !(clean[0] >= 'a' && clean[0] <= 'z' || clean[0] >= 'A' && clean[0] <= 'Z') {
		clean = "chart-" + clean
	}
	return clean
}
