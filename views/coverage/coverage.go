// Package coverage has the coverage map: recommendations against measures, and
// articles of the Convention against ministries.
package coverage

import (
	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// Page is the input of the coverage map.
type Page struct {
	Source  parts.Source
	Map     models.Coverage
	Formats []string // of the files
}

// Path is the address of the map, without plan and state.
const Path = "/dekning"

// says tells of one link in words.
func says(f layout.Frame, link models.LinkFacts) string {
	state := "proposed"
	if link.Confirmed {
		state = "confirmed"
	}
	return f.T("recommendation.degree."+string(link.Degree)) + ", " + f.T("recommendation."+state)
}

// letter is what a narrow field shows of a link.
func letter(f layout.Frame, link models.LinkFacts) string {
	return f.T("coverage.letter." + string(link.Degree))
}

// class is how a link looks: its degree, and whether it is confirmed.
func class(link models.LinkFacts) string {
	if link.Confirmed {
		return "cover cover--" + string(link.Degree)
	}
	return "cover cover--proposed cover--" + string(link.Degree)
}

// lead is the ministry of a column.
func lead(in Page, column int) string { return in.Map.Measures[column].Lead }

// comma parts the numbers of a field.
func comma(i int, cell models.ArticleCell) string {
	if i+1 < len(cell.Measures) {
		return ","
	}
	return ""
}
