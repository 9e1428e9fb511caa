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
