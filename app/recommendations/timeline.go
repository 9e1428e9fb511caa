package recommendations

import (
	"cmp"
	"slices"
	"strings"

	"tiltak/app/language"
	"tiltak/models"
	views "tiltak/views/recommendations"
)

// mostStatuses is how many changes of status of the measures a timeline tells;
// the newest.
const mostStatuses = 12

// TimelineOf puts in order what is known to have happened to a recommendation.
// Of the links it tells what the page has of their history.
func TimelineOf(s models.Snapshot, page views.Page) views.Timeline {
	r := page.Recommendation
	var moments []dated
	add := func(when string, m views.Moment) {
		if when == "" {
			return
		}
		m.When = when
		moments = append(moments, dated{begins(when), m})
	}
	evaluation, known := s.Evaluation(r.Body, r.Round)
	if !known {
		evaluation = models.EvaluationFacts{Published: r.Published, Confirmed: r.Confirmed}
	}
	for _, of := range []struct {
		when string
		kind views.MomentKind
	}{
		{evaluation.Visit, views.Visited},
		{evaluation.Adopted, views.Adopted},
		{evaluation.Published, views.Published},
		{evaluation.Committee, views.CommitteeSay},
		{evaluation.ReplyDue, views.ReplyDue},
		{evaluation.Replied, views.Replied},
	} {
		add(of.when, views.Moment{Kind: of.kind, Confirmed: evaluation.Confirmed})
	}
	add(r.Deadline, views.Moment{Kind: views.ToBeMet, Confirmed: r.Confirmed})
	// The history is newest first, and of one moment the timeline keeps its order.
	for _, change := range slices.Backward(page.History.Changes) {
		add(models.DateOf(change.At, language.Oslo).String(), views.Moment{Kind: views.LinkMoved, Link: change, Number: change.Number, Confirmed: true})
	}
	for _, a := range r.Assessments {
		add(a.On.String(), views.Moment{Kind: views.Assessed, Assessment: a, Confirmed: true})
	}
	statuses := statusMoments(r)
	leftOut := max(0, len(statuses)-mostStatuses)
	moments = append(moments, statuses[leftOut:]...)
	slices.SortStableFunc(moments, byBeginning)
	timeline := views.Timeline{LeftOut: leftOut}
	for _, m := range moments {
		timeline.Moments = append(timeline.Moments, m.Moment)
	}
	return timeline
}

// dated is a moment and the first day that it can have been.
type dated struct {
	begins string
	views.Moment
}

func byBeginning(a, b dated) int { return strings.Compare(a.begins, b.begins) }

// begins is the beginning of a day, a month or a span of either.
func begins(when string) string {
	first, _, _ := strings.Cut(when, "/")
	return first
}

// statusMoments are the editions in which a measure that answers the
// recommendation was told to be completed, discontinued or late, and was not
// told to be so in the one before; in order.
func statusMoments(r views.Recommendation) []dated {
	var moments []dated
	for _, link := range r.Links {
		before := models.FigureNotReported
		for _, h := range link.Measure.History {
			if h.Figure != before && told(h.Figure) {
				moments = append(moments, dated{h.Period.LastDay().String(), views.Moment{
					Kind: views.StatusMoved, Period: h.Period, Figure: h.Figure, Number: link.Measure.Number, Confirmed: true,
				}})
			}
			before = h.Figure
		}
	}
	slices.SortStableFunc(moments, func(a, b dated) int { return cmp.Or(byBeginning(a, b), cmp.Compare(a.Number, b.Number)) })
	return moments
}

func told(figure models.Figure) bool {
	switch figure {
	case models.FigureCompleted, models.FigureDelayed, models.FigureOffTrack, models.FigureDiscontinued:
		return true
	case models.FigureOnTrack, models.FigureNotStarted, models.FigureNotReported:
	}
	return false
}
