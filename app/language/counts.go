package language

import (
	"strings"

	"tiltak/models"
)

// CountsSentence tells how many measures stand where, as the ministries count:
// «18 tiltak: 3 gjennomført, 13 under gjennomføring, av disse 4 løpende, 2 ikke
// startet.» What is zero is left out.
func (p Printer) CountsSentence(counts models.Counts) string {
	var parts []string
	add := func(key string, count int) {
		if count > 0 {
			parts = append(parts, p.T("counts."+key, "Count", count))
		}
	}
	add("completed", counts.Completed)
	add("in_progress", counts.InProgress)
	add("continuing", counts.Continuing)
	add("not_started", counts.NotStarted)
	add("discontinued", counts.Discontinued)
	add("not_reported", counts.NotReported)
	text := p.T("counts.total", "Count", counts.Total)
	if len(parts) > 0 {
		text += ": " + strings.Join(parts, ", ")
	}
	return text + "."
}
