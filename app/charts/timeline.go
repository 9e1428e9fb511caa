package charts

import (
	"strconv"
	"time"
)

// The states of a milestone on a timeline.
const (
	Reached = "reached"
	Planned = "planned"
	Overdue = "overdue"
	Dropped = "dropped"
)

// TimelineMark is one milestone. Was is the date first set, when it has moved:
// a dashed line runs from there to On. Label is its tooltip.
type TimelineMark struct {
	On    time.Time
	Was   *time.Time
	State string
	Label string
}

// TimelineRow is one bar from From to To in the colour of a status key. Rows
// with the same Group, one after the other, stand under one heading, coloured
// by GroupClass (f-a1 to f-a4). A zero From or To means the end of the chart. A
// row without a Status has its milestones but no bar.
type TimelineRow struct {
	Group, GroupClass string
	Label, Tooltip    string
	Status            string
	From, To          time.Time
	Milestones        []TimelineMark
}

// TimelineInput is a chart of rows over the years From up to To. The line for
// Today is left out when it falls outside. Width is 1080 when zero.
type TimelineInput struct {
	ID, Title, Description string
	From, To, Today        time.Time
	TodayLabel             string
	Rows                   []TimelineRow
	Width                  float64
}

const (
	timelineTop    = 46.0
	timelineRow    = 30.0
	timelineBottom = 16.0
	timelineRight  = 20.0
	timelineBar    = 12.0
	timelineText   = 12.5
	markRadius     = 7.5
)

// Timeline draws the chart as SVG. What falls outside From to To is drawn at
// the edge.
func Timeline(in TimelineInput) SVG {
	c := newSVG(in.ID)
	p := planTimeline(in)
	p.draw(c)
	return c.finish(svgHead{
		id: in.ID, class: "chart chart--wide", title: in.Title, description: in.Description,
		width: p.width, height: p.height,
	})
}

// TimelinePNG draws the same chart as a picture of scale pixels per unit.
func TimelinePNG(in TimelineInput, scale float64) ([]byte, error) {
	p := planTimeline(in)
	c, err := newPNG(p.width, p.height, scale)
	if err != nil {
		return nil, err
	}
	p.draw(c)
	return c.encode()
}

type timelinePlan struct {
	in            TimelineInput
	width, height float64
	left, right   float64
}

func planTimeline(in TimelineInput) timelinePlan {
	p := timelinePlan{in: in, width: positive(in.Width, 1080)}
	p.left = min(300, p.width*0.35)
	p.right = p.width - min(timelineRight, p.width*0.05)
	lines := len(in.Rows)
	for i := range in.Rows {
		if p.startsGroup(i) {
			lines++
		}
	}
	p.height = timelineTop + timelineRow*float64(lines) + timelineBottom
	return p
}

func (p timelinePlan) startsGroup(i int) bool {
	group := p.in.Rows[i].Group
	return group != "" && (i == 0 || p.in.Rows[i-1].Group != group)
}

// at is where a moment stands on the axis, never outside it.
func (p timelinePlan) at(t time.Time) float64 {
	span := p.in.To.Sub(p.in.From)
	if span <= 0 {
		return p.left
	}
	part := float64(t.Sub(p.in.From)) / float64(span)
	return p.left + (p.right-p.left)*min(max(part, 0), 1)
}

func (p timelinePlan) draw(c canvas) {
	p.drawYears(c)
	y := timelineTop
	for i, row := range p.in.Rows {
		if p.startsGroup(i) {
			p.drawGroup(c, row, y)
			y += timelineRow
		}
		p.drawRow(c, row, y)
		y += timelineRow
	}
	p.drawToday(c)
}

func (p timelinePlan) drawYears(c canvas) {
	if !p.in.To.After(p.in.From) {
		return
	}
	const head = labelSize
	last := p.in.To.Add(-time.Nanosecond).Year()
	for year := p.in.From.Year(); year <= last; year++ {
		from := p.at(time.Date(year, 1, 1, 0, 0, 0, 0, p.in.From.Location()))
		to := p.at(time.Date(year+1, 1, 1, 0, 0, 0, 0, p.in.From.Location()))
		if year%2 != 0 {
			c.rect(box{from, timelineTop - 8, to - from, p.height - timelineTop}, 0, band())
		}
		text := strconv.Itoa(year)
		if textWidth(text, head, true) <= to-from {
			c.text(point{(from + to) / 2, 18}, label{text: text, size: head, bold: true, anchor: anchorMiddle, colour: ink()})
		}
	}
}

func (p timelinePlan) drawGroup(c canvas, row TimelineRow, y float64) {
	text := fit(row.Group, p.right, smallSize, true)
	c.text(point{0, y + 19}, label{text: text, size: smallSize, bold: true, colour: groupColour(row.GroupClass)})
	c.line(point{0, y + 27}, point{p.right, y + 27}, stroke{colour: rule(), width: 1})
}

func (p timelinePlan) drawRow(c canvas, row TimelineRow, y float64) {
	tooltip := row.Tooltip
	if tooltip == "" {
		tooltip = row.Label
	}
	const indent = 12.0
	c.group(tooltip)
	text := fit(row.Label, p.left-indent-12, timelineText, false)
	c.text(point{indent, y + 19}, label{text: text, size: timelineText, colour: ink()})
	from, to := p.left, p.right
	if !row.From.IsZero() {
		from = p.at(row.From)
	}
	if !row.To.IsZero() {
		to = p.at(row.To)
	}
	from, to = min(from, to), max(from, to)
	to = max(to, from+edgeInset)
	if row.Status != "" {
		c.status(box{from, y + 8, to - from, timelineBar}, min(timelineBar, to-from)/2, row.Status)
	}
	c.endGroup()
	for _, mark := range row.Milestones {
		p.drawMark(c, mark, y+8+timelineBar/2)
	}
}

// drawMark tells the states apart by shape as well: filled, open, open with an
// exclamation mark, struck through.
func (p timelinePlan) drawMark(c canvas, mark TimelineMark, y float64) {
	x := p.at(mark.On)
	c.group(mark.Label)
	if mark.Was != nil {
		was := p.at(*mark.Was)
		// the paper under the line keeps it readable on a bar of any colour
		c.line(point{was, y}, point{x, y}, stroke{colour: paper(), width: 4})
		c.line(point{was, y - 5}, point{was, y + 5}, stroke{colour: paper(), width: 4})
		c.line(point{was, y}, point{x, y}, stroke{colour: alarm(), width: 1.5, dashed: true})
		c.line(point{was, y - 5}, point{was, y + 5}, stroke{colour: alarm(), width: 1.5})
	}
	centre := point{x, y}
	switch mark.State {
	case Reached:
		c.diamond(centre, markRadius, ink(), stroke{colour: paper(), width: 2})
	case Overdue:
		c.diamond(centre, markRadius, paper(), stroke{colour: alarm(), width: 2})
		c.text(point{x, y + 3.6}, label{text: "!", size: 10, bold: true, anchor: anchorMiddle, colour: alarmText()})
	case Dropped:
		c.diamond(centre, markRadius-1.5, paper(), stroke{colour: muted(), width: 1.5})
		c.line(point{x - markRadius, y + markRadius}, point{x + markRadius, y - markRadius}, stroke{colour: muted(), width: 1.5})
	default:
		c.diamond(centre, markRadius, paper(), stroke{colour: ink(), width: 2})
	}
	c.endGroup()
}

func (p timelinePlan) drawToday(c canvas) {
	now := p.in.Today
	if now.IsZero() || now.Before(p.in.From) || now.After(p.in.To) {
		return
	}
	x := p.at(now)
	c.line(point{x, 28}, point{x, p.height - 8}, stroke{colour: today(), width: 1.5, dashed: true})
	const size = 11.5
	t := label{text: p.in.TodayLabel, size: size, bold: true, colour: alarmText()}
	place := point{x + 5, 36}
	if place.x+textWidth(t.text, size, true) > p.width {
		place.x, t.anchor = x-5, anchorEnd
	}
	c.text(place, t)
}
