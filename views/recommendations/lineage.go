package recommendations

import (
	"strconv"
	"strings"

	"tiltak/models"
	"tiltak/views/layout"
)

// Lineage is how often the point of a recommendation was raised.
type Lineage struct {
	Chain   models.Chain
	Choices []models.RecommendationFacts // those it may be drawn a line from
	Typed   string                       // the one that was chosen in a form that could not be taken
	Problem *models.Error
}

// lineageLine tells in which rounds a point was raised, and which of them are a
// proposal: empty where it was raised once.
func lineageLine(f layout.Frame, chain models.Chain) string {
	var confirmed, proposed []string
	for _, round := range chain.Rounds() {
		if round.Confirmed {
			confirmed = append(confirmed, strconv.Itoa(round.Round))
		} else {
			proposed = append(proposed, strconv.Itoa(round.Round))
		}
	}
	if len(confirmed)+len(proposed) < 2 {
		return ""
	}
	text := f.T("lineage.raised", "Rounds", f.And(confirmed))
	if len(proposed) > 0 {
		text += ". " + f.T("lineage.raised_proposed", "Rounds", f.And(proposed))
	}
	return text
}

// movementLine tells how the level moved: «mener → ber innstendig», and what
// that means. It is empty where there is only one round.
func movementLine(f layout.Frame, chain models.Chain) string {
	movement := chain.Movement()
	if movement == models.MovementNone {
		return ""
	}
	rounds := chain.Rounds()
	levels := make([]string, len(rounds))
	for i, round := range rounds {
		words := make([]string, len(round.Levels))
		for j, level := range round.Levels {
			words[j] = f.T("lineage.level." + LevelValue(level))
		}
		levels[i] = f.And(words)
	}
	return f.T("lineage.moved", "Levels", strings.Join(levels, " → "), "Movement", f.T("lineage.movement."+string(movement)))
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
