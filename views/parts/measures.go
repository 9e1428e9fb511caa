package parts

import (
	"strconv"
	"strings"

	"tiltak/app/charts"
	"tiltak/models"
	"tiltak/views/layout"
)

// Measure is a measure with its figure in the state shown.
type Measure struct {
	models.MeasureFacts
	Figure models.Figure
}

// MeasurePath is the address of a measure's page, without plan and state.
func MeasurePath(number int) string { return "/tiltak/" + strconv.Itoa(number) }

// AreaColour names the colour of an area. The design system has four; more
// areas begin again.
func AreaColour(number int) string {
	return "omrade" + strconv.Itoa((number-1)%4+1)
}

// AreaClass is the class of an area's name in a chart.
func AreaClass(number int) string { return "f-a" + strconv.Itoa((number-1)%4+1) }

// AreaIcon picks a drawing from what the area is called. It is decoration only;
// the name stands beside it.
func AreaIcon(title models.Name) string {
	name := strings.ToLower(title.NB)
	for _, known := range []struct{ word, icon string }{
		{"samord", "Handshake"},
		{"samarbeid", "Handshake"},
		{"forebyg", "Megaphone"},
		{"bistand", "HandHeart"},
		{"beskyt", "HandHeart"},
		{"hjelp", "HandHeart"},
		{"straff", "Gavel"},
		{"rett", "Gavel"},
		{"kunnskap", "FileText"},
	} {
		if strings.Contains(name, known.word) {
			return known.icon
		}
	}
	return "BulletList"
}

// Segments are the parts of a bar over counts, in the order of legends.
func Segments(f layout.Frame, counts models.Counts) []charts.Segment {
	segments := make([]charts.Segment, 0, len(models.Figures()))
	for _, figure := range models.Figures() {
		segments = append(segments, charts.Segment{Key: string(figure), Label: f.Figure(figure), Count: counts.Of(figure)})
	}
	return segments
}

// Shown are the figures that any of the counts has, so that a legend names
// nothing that is not there.
func Shown(all ...models.Counts) []models.Figure {
	var shown []models.Figure
	for _, figure := range models.Figures() {
		for _, counts := range all {
			if counts.Of(figure) > 0 {
				shown = append(shown, figure)
				break
			}
		}
	}
	return shown
}
