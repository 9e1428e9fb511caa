// Package pages knows who visits, builds what stands round a page, and turns a
// typed view into bytes. It is the only place where a page becomes an answer.
package pages

import "tiltak/models"

// Visit is what one request knows of its visitor and of the plan it is about.
// It is read in one query.
type Visit struct {
	Person      models.Person
	PlanID      int64
	PlanCode    string // as it is called
	PlanTitle   models.Name
	DefaultPlan bool
	Coordinator int64 // the coordinating ministry
	Running     *RunningRound
	DataVersion int64
	Demo        bool
	RequestID   string
}

// RunningRound is the plan's round that is open or in review.
type RunningRound struct {
	ID       int64
	Period   models.Quarter
	State    models.RoundState
	Deadline models.Date
}
