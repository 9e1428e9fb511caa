// Package editions makes snapshots of a plan: live ones for the boards, and the
// frozen ones that a closed round leaves behind.
package editions

import (
	"time"

	"tiltak/models"
)

// catalogueRow is a measure with its area, its plan and its organisations.
type catalogueRow struct {
	Example  bool
	Plan     models.PlanFacts
	Area     models.AreaFacts
	Measure  models.MeasureFacts
	Involved string // organisations, as involvedColumns tells
}

// involvedRow is one organisation's part in a measure.
type involvedRow struct {
	Involvement  models.Involvement
	Organisation models.OrganisationFacts
}

// roundRow is a round with the moments of its first and its newest edition, and
// the newest edition's payload on the newest closed one.
type roundRow struct {
	models.Round
	FirstAt     *time.Time
	NewestAt    *time.Time
	Number      int // of the newest edition
	StatusDate  models.Date
	PayloadHash string
	Payload     string
	Kind        models.EditionKind // of the newest edition, as Reason and Hash
	Reason      string
	Hash        string
}

// reportRow is a measure's newest cleared report, its figures in earlier rounds
// and where its report in the running round stands. Any of them may be missing.
type reportRow struct {
	MeasureID     int64
	ReportID      *int64
	Period        models.Quarter
	Revision      int
	ClearedAt     *time.Time
	Content       string
	Contributions string
	Lacking       string // codes, as a JSON list
	History       string // as splitHistory reads it
	OpenID        *int64
	OpenState     models.ReportState
	OpenSent      *time.Time
}

// moveRow is a move of a milestone.
type moveRow struct {
	MilestoneID int64
	MeasureID   int64
	Period      models.Quarter
	FromDate    models.Date
	ToDate      models.Date
	Reason      string
}

// recommendationRow is an evaluation with one of its recommendations, if it has
// any, and what hangs on that as texts of rows.
type recommendationRow struct {
	Evaluation     models.EvaluationFacts
	Recommendation models.RecommendationFacts
	Articles       models.List[int]
	Addressees     models.List[string]
	Official       models.Official
	Links          string // key, degree, note, confirmed
	Earlier        string // reference, confirmed
	Later          string // references
	Assessments    string // side, organisation, verdict, grounds, source, day
}
