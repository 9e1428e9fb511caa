package boards

import (
	"time"

	"tiltak/models"
)

// pastRound is a round with the last thing that was done to it before a moment.
type pastRound struct {
	models.Round
	Done string // action in the trail, "" when the trail tells of none
}

const roundBeforeQuery = `
SELECT rd.*, COALESCE((
    SELECT e.action FROM audit_events e
    WHERE e.entity = 'round' AND e.entity_id = CAST(rd.id AS text) AND e.at < @before
      AND e.action IN ('round.open', 'round.review', 'round.close', 'round.reopen')
    ORDER BY e.sequence DESC LIMIT 1), '') AS done
FROM rounds rd
WHERE rd.plan_id = @plan AND rd.period = @period`

// asOf is the round as it stood just before a moment.
func (p pastRound) asOf(before time.Time) (models.Round, error) {
	round := p.Round
	if round.OpenedAt == nil || !round.OpenedAt.Before(before) {
		return round, models.NewError(models.KindInvalid, "rounds.problem.not_open_then", "Number", round.Period.Number, "Year", round.Period.Year)
	}
	switch p.Done {
	case "round.review", "round.reopen":
		round.State = models.RoundInReview
	case "round.close":
		round.State = models.RoundClosed
	default:
		round.State = models.RoundOpen
		if round.ClosedAt != nil && round.ClosedAt.Before(before) {
			round.State = models.RoundClosed
		}
	}
	if round.State != models.RoundClosed {
		round.ClosedAt = nil
	}
	return round, nil
}

const movesQuery = `
SELECT d.id, d.report_id, d.contribution_id, d.state, d.moved_at
FROM delivery_moves d
JOIN reports r ON r.id = d.report_id
WHERE r.round_id = ? AND d.moved_at < ?
ORDER BY d.id`

// rewind puts reports and paragraphs back to where they stood.
func rewind(reports []cellRow, paragraphs []paragraphRow, then models.Positions) {
	for i := range reports {
		was := then.Reports[reports[i].ID]
		if was.State == "" {
			was.State = models.ReportDraft
		}
		reports[i].State, reports[i].SubmittedAt, reports[i].FirstSubmittedAt, reports[i].ReturnedAt = was.State, was.At, was.First, was.ReturnedAt
	}
	for i := range paragraphs {
		p := &paragraphs[i]
		was := then.Paragraphs[p.ID]
		p.FirstSignedAt = was.First
		if was.State != models.ReportSubmitted {
			p.SignedAt, p.Agency = nil, ""
			continue
		}
		if p.SignedAt == nil || !p.SignedAt.Equal(*was.At) {
			p.Agency = "" // who signed that time is not known here
		}
		p.SignedAt = was.At
	}
}
