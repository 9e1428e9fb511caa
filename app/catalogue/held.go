package catalogue

import (
	"time"

	"tiltak/models"
)

// held is what the database holds of one plan and of what all plans share.
type held struct {
	plan            models.Plan // ID 0: not there yet
	anyPlan         bool
	organisations   []models.Organisation
	areas           []models.Area
	measures        []models.Measure
	roles           []models.MeasureRole // those that still hold
	reported        map[int64]bool       // ids of measures that have reports
	events          []models.Event
	bodies          []models.Body
	evaluations     []models.Evaluation
	recommendations []models.Recommendation
	links           []models.RecommendationLink
	lineages        []models.Lineage
}

// holding gives the same in the form of a file.
func (h held) holding() holding {
	out := holding{exists: h.plan.ID != 0, measures: map[string]measureHolding{}}
	f := &out.file
	codes, areaNumbers, keys := map[int64]string{}, map[int64]int{}, map[int64]string{}
	bodies, refs, evaluations := map[int64]string{}, map[int64]string{}, map[int64]EvaluationRef{}
	for _, o := range h.organisations {
		codes[o.ID] = o.Code
	}
	for _, o := range h.organisations {
		row := Organisation{Code: o.Code, Kind: string(o.Kind), Confirmed: o.Confirmed, Name: Text(o.Name)}
		if o.ParentID != nil {
			row.Parent = codes[*o.ParentID]
		}
		f.Organisations = append(f.Organisations, row)
	}
	if out.exists {
		f.Plan = filePlan(h.plan, codes[h.plan.CoordinatorID])
	}
	for _, a := range h.areas {
		areaNumbers[a.ID] = a.Number
		f.Areas = append(f.Areas, Area{
			Number: a.Number, Title: Text(a.Title), Goal: Text(a.Goal), Articles: listOrNil(a.Articles), Confirmed: a.Confirmed,
		})
	}
	for _, m := range h.measures {
		keys[m.ID] = m.Key
		f.Measures = append(f.Measures, h.fileMeasure(m, areaNumbers[m.AreaID], codes))
		out.measures[m.Key] = measureHolding{
			titleConfirmed: m.TitleConfirmed, rolesConfirmed: m.RolesConfirmed, reported: h.reported[m.ID],
		}
	}
	for _, e := range h.events {
		f.Events = append(f.Events, Event{
			Date: stored(e.When), Expected: e.Expected, Title: Text(e.Title), URL: e.URL, Confirmed: e.Confirmed,
		})
	}
	for _, b := range h.bodies {
		bodies[b.ID] = b.Code
		row := Body{Code: b.Code, Name: Text(b.Name)}
		for _, level := range b.Levels {
			row.Levels = append(row.Levels, string(level))
		}
		f.Bodies = append(f.Bodies, row)
	}
	for _, e := range h.evaluations {
		evaluations[e.ID] = EvaluationRef{Body: bodies[e.BodyID], Round: e.Round}
		f.Evaluations = append(f.Evaluations, Evaluation{
			Body: bodies[e.BodyID], Round: e.Round, Reference: e.Reference, Visit: stored(e.Visit), Adopted: stored(e.Adopted),
			Published: stored(e.Published), CommitteeRecommendation: stored(e.CommitteeRecommendation),
			Expected: stored(e.Expected), ReplyDue: stored(e.ReplyDue), Replied: stored(e.Replied), Confirmed: e.Confirmed, Complete: e.Complete,
		})
	}
	for _, r := range h.recommendations {
		refs[r.ID] = r.Ref
		f.Recommendations = append(f.Recommendations, Recommendation{
			Ref: r.Ref, Evaluation: evaluations[r.EvaluationID], Level: Level(r.Level), Articles: listOrNil(r.Articles),
			Confirmed: r.Confirmed, Topic: Text(r.Topic), Summary: Text(r.Summary), SourceURL: r.SourceURL,
			Paragraph: r.Paragraph, Addressees: listOrNil(r.Addressees), Deadline: stored(r.Deadline),
			Official: Official{Text: r.Official.Text, Language: string(r.Official.Language), Source: r.Official.Source},
		})
	}
	for _, l := range h.links {
		f.Links = append(f.Links, Link{
			Recommendation: refs[l.RecommendationID], Measure: keys[l.MeasureID], Degree: string(l.Degree), Confirmed: l.Confirmed,
		})
	}
	for _, l := range h.lineages {
		f.Lineage = append(f.Lineage, Lineage{Earlier: refs[l.EarlierID], Later: refs[l.LaterID], Confirmed: l.Confirmed})
	}
	return out
}

func filePlan(p models.Plan, coordinator string) Plan {
	return Plan{
		Code: p.Code, Kind: string(p.Kind), Title: Text(p.Title), Period: Years{From: p.PeriodFrom, To: p.PeriodTo},
		Launched: stored(p.Launched.String()), Coordinator: coordinator, MeasureCount: p.MeasureCount,
		SourceURL: p.SourceURL, Confirmed: p.Confirmed,
	}
}

func (h held) fileMeasure(m models.Measure, area int, codes map[int64]string) Measure {
	row := Measure{
		Key: m.Key, Number: m.Number, Area: area, Continuing: m.Continuing,
		Confirmed: m.TitleConfirmed && m.RolesConfirmed, Title: Text(m.Title),
	}
	for _, role := range h.roles {
		if role.MeasureID != m.ID {
			continue
		}
		code := codes[role.OrganisationID]
		switch role.Involvement {
		case models.Lead:
			row.Lead = code
		case models.Contributing:
			row.Contributors = append(row.Contributors, code)
		case models.TakingPart:
			row.Agencies = append(row.Agencies, code)
		case models.Independent:
			row.Independent = append(row.Independent, code)
		}
	}
	return row
}

// stored reads a period that was checked before it was stored; nothing is no period.
func stored(raw string) Period {
	if raw == "" {
		return Period{}
	}
	p, err := ParsePeriod(raw)
	if err != nil {
		return Period{Raw: raw}
	}
	return p
}

func listOrNil[T any](list models.List[T]) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

func dateOf(t time.Time) models.Date {
	if t.IsZero() {
		return models.Date{}
	}
	return models.NewDate(t.Year(), t.Month(), t.Day())
}
