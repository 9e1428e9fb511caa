package recommendations

import (
	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// Lineage is how often the point of a recommendation was raised.
type Lineage struct {
	Chain   models.Chain
	Choices []models.RecommendationFacts // those it may be drawn a line from
	Typed   string                       // the one that was chosen in a form that could not be taken
	Problem *models.Error
}

// movedInList is MovementLine, where it is known how the level moved.
func movedInList(f layout.Frame, chain models.Chain) string {
	if chain.Movement() == models.MovementUnknown {
		return ""
	}
	return parts.MovementLine(f, chain)
}

// stands tells what a step of the chain is to the recommendation.
func stands(f layout.Frame, step models.ChainStep) string {
	switch {
	case step.Self:
		return f.T("lineage.this")
	case step.Confirmed:
		return f.T("recommendation.confirmed")
	}
	return f.T("recommendation.proposed")
}

// direct are the earlier recommendations that this one continues without any
// between.
func (l Lineage) direct() []models.ChainStep {
	var list []models.ChainStep
	for _, step := range l.Chain {
		if step.Direct && step.Earlier {
			list = append(list, step)
		}
	}
	return list
}
