package demo

import (
	"context"
	"fmt"

	"tiltak/app/recommendations"
	"tiltak/app/recommendations/assessments"
	"tiltak/models"
)

// answered is that the coordinator confirmed a measure as an answer to a
// recommendation at a round's meeting.
type answered struct {
	Round          string        `yaml:"round"`
	Recommendation string        `yaml:"recommendation"`
	Measure        string        `yaml:"measure"` // key
	Degree         models.Degree `yaml:"degree"`
	Note           string        `yaml:"note"`
}

// assessed is what was said of a recommendation at a round's meeting.
type assessed struct {
	Round          string                `yaml:"round"`
	Recommendation string                `yaml:"recommendation"`
	Side           models.AssessmentSide `yaml:"side"`
	Verdict        models.Verdict        `yaml:"verdict"`
	Grounds        string                `yaml:"grounds"`
}

// followUp confirms links and assesses recommendations on the day of a round's
// meeting.
func (f *filler) followUp(ctx context.Context, period models.Quarter, on models.Date) error {
	f.clock.set(on, 12)
	coordinator := f.people["koordinator.jd"]
	links := recommendations.NewLinks(f.store)
	for _, told := range f.story.Answers {
		if told.Round != period.String() {
			continue
		}
		number := 0
		for _, m := range f.measure {
			if m.Key == told.Measure {
				number = m.Number
			}
		}
		answer := recommendations.Answer{Degree: told.Degree, Note: mark(told.Note)}
		if err := links.Save(ctx, coordinator, f.plan.ID, told.Recommendation, number, answer); err != nil {
			return fmt.Errorf("%s to %s: %w", told.Measure, told.Recommendation, err)
		}
	}
	desk := assessments.NewDesk(f.store)
	for _, told := range f.story.Assessments {
		if told.Round != period.String() {
			continue
		}
		if err := f.assess(ctx, desk, told, on); err != nil {
			return fmt.Errorf("assess %s: %w", told.Recommendation, err)
		}
	}
	return nil
}

// assess writes one assessment on top of what stands, and clears our own.
func (f *filler) assess(ctx context.Context, desk *assessments.Desk, told assessed, on models.Date) error {
	at := assessments.Place{PlanCode: f.plan.Code, Ref: told.Recommendation, Side: told.Side}
	person := f.people["koordinator.jd"]
	if told.Side == models.IndependentSide {
		person, at.Organisation = f.people["vurderer.nim"], "NIM"
	}
	newest := func() (int64, error) {
		history, err := desk.History(ctx, told.Recommendation, assessments.Asked{Drafts: true, Page: 1})
		if err != nil {
			return 0, err
		}
		for _, row := range history.Newest {
			if row.Side == told.Side {
				return row.ID, nil
			}
		}
		return 0, nil
	}
	basedOn, err := newest()
	if err != nil {
		return err
	}
	err = desk.Write(ctx, person, at, basedOn, models.AssessmentText{Verdict: told.Verdict, Grounds: mark(told.Grounds), AssessedOn: on})
	if err != nil || told.Side != models.OwnSide {
		return err
	}
	draft, err := newest()
	if err != nil {
		return err
	}
	return desk.Clear(ctx, person, f.plan.Code, told.Recommendation, draft)
}
