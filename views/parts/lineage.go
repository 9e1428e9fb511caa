package parts

import (
	"strconv"
	"strings"

	"tiltak/models"
	"tiltak/views/layout"
)

// LineageLine tells in which rounds a point was raised, and which of them are a
// proposal: empty where it was raised once.
func LineageLine(f layout.Frame, chain models.Chain) string {
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

// MovementLine tells how the level moved: «mener → ber innstendig», and what
// that means. It is empty where there is only one round.
func MovementLine(f layout.Frame, chain models.Chain) string {
	movement := chain.Movement()
	if movement == models.MovementNone {
		return ""
	}
	rounds := chain.Rounds()
	levels := make([]string, len(rounds))
	for i, round := range rounds {
		words := make([]string, len(round.Levels))
		for j, level := range round.Levels {
			words[j] = f.T("lineage.level." + lineageLevel(level))
		}
		levels[i] = f.And(words)
	}
	return f.T("lineage.moved", "Levels", strings.Join(levels, " → "), "Movement", f.T("lineage.movement."+string(movement)))
}

func lineageLevel(level models.Level) string {
	if level == models.NoLevel {
		return "none"
	}
	return string(level)
}
