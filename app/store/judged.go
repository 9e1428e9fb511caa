package store

import (
	"strconv"
	"strings"

	"tiltak/models"
)

// Judged are the columns that a query of reports takes along so that the health
// of each can be computed without another query.
type Judged struct {
	DelayedDays  int
	MovedTimes   int
	SilentRounds int
	Silent       int    // rounds in a row just before the report without a cleared one
	Moved        string // the cleared moves of earlier rounds, as judgedMove tells
}

// Moves are read as one text, since rows cost more than bytes. The separators
// are control characters, which no reason can hold.
const (
	moveField = "\x1f"
	moveRow   = "\x1e"
)

// JudgedColumns are those of Judged. The query calls the report r and its plan
// p. A measure that has never had a cleared report has not been silent: it may
// be new.
const JudgedColumns = `p.delayed_days, p.moved_times, p.silent_rounds,
(SELECT COUNT(*) FROM reports sx WHERE sx.measure_id = r.measure_id AND sx.period < r.period AND sx.period >
    (SELECT MAX(sy.period) FROM clearings sy WHERE sy.measure_id = r.measure_id AND sy.undone_at IS NULL AND sy.period < r.period)) AS silent,
COALESCE((SELECT string_agg(mv.milestone_id || '` + moveField + `' || mr.period || '` + moveField + `' || CAST(mv.from_date AS text) || '` + moveField +
	`' || CAST(mv.to_date AS text) || '` + moveField + `' || mv.reason, '` + moveRow + `' ORDER BY mv.id)
    FROM milestones ms JOIN milestone_moves mv ON mv.milestone_id = ms.id AND mv.undone_at IS NULL
    JOIN reports mr ON mr.id = mv.report_id AND mr.period < r.period WHERE ms.measure_id = r.measure_id), '') AS moved`

// Moves are the cleared moves of the measure's milestones before the report.
func (j Judged) Moves() []models.MoveFacts {
	var moves []models.MoveFacts
	for row := range strings.SplitSeq(j.Moved, moveRow) {
		parts := strings.Split(row, moveField)
		if len(parts) != 5 {
			continue
		}
		var move models.MoveFacts
		move.MilestoneID, _ = strconv.ParseInt(parts[0], 10, 64)
		period, _ := strconv.Atoi(parts[1])
		move.Period = models.QuarterFromIndex(period)
		_, _ = move.From.Scan(parts[2]), move.To.Scan(parts[3])
		move.Reason = parts[4]
		moves = append(moves, move)
	}
	return moves
}

// Judgement is what the columns say.
func (j Judged) Judgement() models.Judgement {
	plan := models.Plan{DelayedDays: j.DelayedDays, MovedTimes: j.MovedTimes, SilentRounds: j.SilentRounds}
	return models.Judgement{Rules: plan.HealthRules(), Moves: j.Moves(), Silent: j.Silent}
}
