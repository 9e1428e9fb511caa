package parts

import (
	"tiltak/models"
	"tiltak/views/layout"
)

// LevelName is how strongly a recommendation is put, with the body's own
// English verb beside the Norwegian word.
func LevelName(f layout.Frame, level models.Level) string {
	if level == models.NoLevel {
		return f.T("recommendation.level.none")
	}
	return f.T("recommendation.level." + string(level))
}

// Extent says whether all recommendations are there, or a choice of them, and
// that the summaries are our own.
func Extent(f layout.Frame, whole bool) string {
	if whole {
		return f.T("recommendation.all")
	}
	return f.T("recommendation.not_all")
}

// LinkLine tells how far a measure answers a recommendation, and whether the
// coordinator has confirmed it.
func LinkLine(f layout.Frame, link models.LinkFacts) string {
	degree := f.T("recommendation.degree." + string(link.Degree))
	if link.Confirmed {
		return degree + ", " + f.T("recommendation.confirmed")
	}
	return degree + ", " + f.T("recommendation.proposed")
}
