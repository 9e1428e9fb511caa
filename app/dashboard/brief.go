package dashboard

import (
	"tiltak/models"
	views "tiltak/views/dashboard"
	"tiltak/views/parts"
)

// BriefOf is the state in short.
func BriefOf(s models.Snapshot, source parts.Source) views.Brief {
	milestones := MilestonesOf(s)
	return views.Brief{Source: source, Counts: s.Count(nil), Attention: AttentionOf(s, milestones), Coming: coming(milestones)}
}
