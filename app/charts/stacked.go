package charts

import "strconv"

// StackedRow is one bar. Total is the text after it, such as «5 tiltak».
type StackedRow struct {
	Label    string
	Segments []Segment
	Total    string
}

// StackedInput is a chart of stacked bars on a common scale. Legend names the
// statuses; its counts are not used. Width is 760 when zero. Standalone makes a
// file of its own: namespace, white paper, size. Language is the language of
// the labels, as in «nb».
type StackedInput struct {
	ID, Title  string
	Rows       []StackedRow
	Legend     []Segment
	Width      float64
	Standalone bool
	Language   string
}

const (
	stackedTop    = 8.0
	stackedRow    = 40.0
	stackedBar    = 26.0
	labelSize     = 14.0
	smallSize     = 13.0
	labelGap      = 14.0
	totalGap      = 8.0
	pillHeight    = 18.0
	legendRow     = 24.0
	legendSwatch  = 14.0
	legendIndent  = 20.0
	legendSpacing = 22.0
	rounding      = 0.01 // a label that was measured must fit what was measured for it
	baselineShift = 0.35 // of the font size: from the middle of a line to its baseline
)

// Stacked draws the chart as SVG.
func Stacked(in StackedInput) SVG {
	c := newSVG(in.ID)
	p := planStacked(in)
	if in.Standalone {
		c.rect(box{w: p.width, h: p.height}, 0, paper())
	}
	p.draw(c)
	return c.finish(svgHead{
		id: in.ID, class: "chart", title: in.Title, description: Describe(in.Rows),
		width: p.width, height: p.height, standalone: in.Standalone, language: in.Language,
	})
}

// StackedPNG draws the same chart as a picture of scale pixels per unit (2 is
// right for print on A4). The same input gives the same bytes.
func StackedPNG(in StackedInput, scale float64) ([]byte, error) {
	p := planStacked(in)
	c, err := newPNG(p.width, p.height, scale)
	if err != nil {
		return nil, err
	}
	p.draw(c)
	return c.encode()
}

// stackedPlan is the layout, measured once for either canvas.
type stackedPlan struct {
	in            StackedInput
	width, height float64
	left, bars    float64 // where the bars start, and the room for the longest
	legend        []point
}

func planStacked(in StackedInput) stackedPlan {
	p := stackedPlan{in: in, width: positive(in.Width, 760)}
	labels, totals := 0.0, 0.0
	for _, row := range in.Rows {
		labels = max(labels, textWidth(row.Label, labelSize, false))
		totals = max(totals, textWidth(row.Total, smallSize, false))
	}
	p.left = min(labels+labelGap, p.width*0.4)
	p.bars = max(p.width-p.left-totals-totalGap-edgeInset, p.width*0.2)
	y := stackedTop + stackedRow*float64(len(in.Rows)) + 14
	x := 0.0
	for _, s := range in.Legend {
		w := legendIndent + textWidth(s.Label, smallSize, false)
		if x > 0 && x+w > p.width {
			x, y = 0, y+legendRow
		}
		p.legend = append(p.legend, point{x + edgeInset, y})
		x += w + legendSpacing
	}
	p.height = y
	if len(in.Legend) > 0 {
		p.height += legendRow
	}
	return p
}

func (p stackedPlan) draw(c canvas) {
	most := 1
	for _, row := range p.in.Rows {
		most = max(most, countAll(row.Segments))
	}
	for i, row := range p.in.Rows {
		p.drawRow(c, row, stackedTop+stackedRow*float64(i), float64(most))
	}
	for i, at := range p.legend {
		s := p.in.Legend[i]
		c.status(box{at.x, at.y, legendSwatch, legendSwatch}, corner, s.Key)
		text := fit(s.Label, p.width-at.x-legendIndent, smallSize, false)
		c.text(point{at.x + legendIndent, at.y + legendSwatch - 2}, label{text: text, size: smallSize, colour: ink()})
	}
}

func (p stackedPlan) drawRow(c canvas, row StackedRow, y, most float64) {
	middle := y + stackedBar/2
	name := fit(row.Label, p.left-labelGap+rounding, labelSize, false)
	tooltip := ""
	if name != row.Label {
		tooltip = row.Label
	}
	c.group(tooltip)
	c.text(point{p.left - labelGap, middle + labelSize*baselineShift}, label{text: name, size: labelSize, anchor: anchorEnd, colour: ink()})
	c.endGroup()

	total := float64(countAll(row.Segments))
	length := p.bars * total / most
	if total == 0 {
		length = stackedBar
		c.frame(box{p.left, y, length, stackedBar}, corner, muted())
	}
	for _, s := range segmentBoxes(row.Segments, box{p.left, y, length, stackedBar}) {
		c.status(s.box, corner, s.Key)
		drawCount(c, s)
	}
	text := fit(row.Total, p.width-p.left-length-totalGap, smallSize, false)
	c.text(point{p.left + length + totalGap, middle + smallSize*baselineShift}, label{text: text, size: smallSize, colour: muted()})
}

// drawCount writes the number on a pill of paper that keeps it readable on
// hatching; where the segment is too thin, the description has the number.
func drawCount(c canvas, s placed) {
	text := strconv.Itoa(s.Count)
	w := max(textWidth(text, smallSize, true)+8, pillHeight)
	if w > s.box.w-2 {
		if w = textWidth(text, smallSize, true) + 4; w > s.box.w-2 {
			return
		}
	}
	centre := point{s.box.x + s.box.w/2, s.box.y + s.box.h/2}
	c.rect(box{centre.x - w/2, centre.y - pillHeight/2, w, pillHeight}, min(w, pillHeight)/2, paper())
	c.text(point{centre.x, centre.y + smallSize*baselineShift}, label{text: text, size: smallSize, bold: true, anchor: anchorMiddle, colour: ink()})
}
