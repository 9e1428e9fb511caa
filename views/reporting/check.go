package reporting

import (
	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// computed is the health that what is written so far points to.
func computed(f layout.Frame, in FormInput) models.Computed {
	return in.Judgement.Of(in.Content, in.Round.Period, f.Today)
}

func differs(f layout.Frame, in FormInput) bool {
	return computed(f, in).Differs(in.Content.Status.Figure())
}

// movedBefore finds the moves of a milestone, this report's own among them.
func movedBefore(in FormInput, m models.MilestoneState) (models.Slip, bool) {
	return parts.SlipFor(models.SlipsOf(in.Content, in.Round.Period, in.Judgement.Moves), m.MilestoneID)
}

// sectionComment is what the coordinator said of a section when the report came
// back; empty once it is sent in again.
func sectionComment(in FormInput, section models.ReturnSection) string {
	if in.State != models.ReportReturned || !in.Round.Running() {
		return ""
	}
	for _, s := range in.Sections {
		if s.Section == section {
			return s.Comment
		}
	}
	return ""
}

// sectionAnchor is where a section of the form begins.
func sectionAnchor(section models.ReturnSection) string {
	switch section {
	case models.SectionStatus:
		return "#stage"
	case models.SectionPart:
		return "#andres-bidrag"
	}
	return "#" + string(section)
}
