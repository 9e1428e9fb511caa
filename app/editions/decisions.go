package editions

import (
	"time"

	"tiltak/app/language"
	"tiltak/models"
)

// decidedRow is a decision with the moment it was made.
type decidedRow struct {
	models.DecidedFacts
	MadeAt time.Time
}

func (r *decidedRow) fields() []any {
	return []any{&r.ID, &r.Measure, &r.Text, &r.Owner, &r.Due, &r.MadeAt}
}

// decided is what the rows tell, each on its day in Oslo.
func decided(rows []decidedRow) []models.DecidedFacts {
	var decisions []models.DecidedFacts
	for _, row := range rows {
		row.MadeOn = models.DateOf(row.MadeAt, language.Oslo)
		decisions = append(decisions, row.DecidedFacts)
	}
	return decisions
}

// decisionsQuery gives what the meeting of a round decided about measures and the
// newsletter may tell. What was dropped again is not told.
const decisionsQuery = `
SELECT d.id, m.key, d.text, o.code, d.due, d.made_at
FROM decisions d
JOIN measures m ON m.id = d.measure_id
JOIN organisations o ON o.id = d.owner_id
WHERE d.round_id = ? AND d.publishable AND d.state <> 'dropped'
ORDER BY m.number, d.id`
