package answers

import (
	"strconv"
	"strings"

	"tiltak/app/documents"
	"tiltak/models"
)

// Shares of the width of the overview of a reply.
const (
	replyTopicShare      = 38
	replyLevelShare      = 14
	replyArticlesShare   = 12
	replyMeasuresShare   = 36
	replyAssessmentShare = 16
)

// levels counts the recommendations by level, and whether measures answer them.
func (w *writer) levels(groups []models.ReplyGroup) documents.Table {
	table := documents.Table{Caption: w.say("levels_caption"), Total: true, Columns: []documents.Column{
		{Heading: w.say("level"), Width: 24},
		{Heading: w.say("recommendations"), Number: true, Width: 24},
		{Heading: w.say("answered"), Number: true, Width: 18},
		{Heading: w.say("answered_proposed"), Number: true, Width: 18},
		{Heading: w.say("unanswered"), Number: true, Width: 18},
	}}
	type count struct{ all, confirmed, proposed int }
	counts, total := map[models.Level]*count{}, count{}
	for _, group := range groups {
		for _, r := range group.Recommendations {
			if counts[r.Level] == nil {
				counts[r.Level] = &count{}
			}
			for _, c := range []*count{counts[r.Level], &total} {
				c.all++
				switch w.coverage(r) {
				case models.Covered:
					c.confirmed++
				case models.CoveredProposed:
					c.proposed++
				case models.NotCovered:
				}
			}
		}
	}
	row := func(name string, c count) {
		table.Rows = append(table.Rows, documents.Cells(name, strconv.Itoa(c.all), strconv.Itoa(c.confirmed), strconv.Itoa(c.proposed), strconv.Itoa(c.all-c.confirmed-c.proposed)))
	}
	for _, level := range models.Levels() {
		if c := counts[level]; c != nil {
			row(upperFirst(w.level(level)), *c)
		}
	}
	row(w.say("all"), total)
	return table
}

// coverage tells whether measures answer a recommendation.
func (w *writer) coverage(r models.RecommendationFacts) models.CoverageState {
	switch {
	case len(w.answers(r, true)) > 0:
		return models.Covered
	case len(w.answers(r, false)) > 0:
		return models.CoveredProposed
	}
	return models.NotCovered
}

// level is the body's own verb, with its English word beside it in Norwegian.
func (w *writer) level(level models.Level) string {
	if level == models.NoLevel {
		return w.say("level_name.none")
	}
	return w.say("level_name." + string(level))
}

// overview has a row for each recommendation.
func (w *writer) overview(groups []models.ReplyGroup) documents.Table {
	table := documents.Table{Caption: w.say("recommendations_caption"), Columns: []documents.Column{
		{Heading: w.say("recommendation"), Width: replyTopicShare},
		{Heading: w.say("level"), Width: replyLevelShare},
		{Heading: w.say("articles"), Width: replyArticlesShare},
		{Heading: w.say("measures_and_status"), Width: replyMeasuresShare},
		{Heading: w.say("own_assessment"), Width: replyAssessmentShare},
	}}
	for _, group := range groups {
		for _, r := range group.Recommendations {
			table.Rows = append(table.Rows, []documents.Cell{
				w.topic(r), w.marked(documents.Plain(w.level(r.Level)), r.Confirmed, "provisional"),
				w.marked(documents.Plain(numbers(r.Articles)), r.Confirmed || len(r.Articles) == 0, "provisional"), w.measuresCell(r), w.assessmentCell(r),
			})
		}
	}
	return table
}

// topic is «G2-01: National referral mechanism (provisional)».
func (w *writer) topic(r models.RecommendationFacts) []documents.Run {
	return append([]documents.Run{documents.Plain(r.Ref + ": ")}, w.markedRuns(w.name(r.Topic), r.Confirmed, "provisional")...)
}

// measuresCell tells in short which measures answer a recommendation.
func (w *writer) measuresCell(r models.RecommendationFacts) documents.Cell {
	var cell documents.Cell
	for _, confirmed := range []bool{true, false} {
		for _, a := range w.answers(r, confirmed) {
			if len(cell) > 0 {
				cell = append(cell, documents.Plain("; "))
			}
			cell = append(cell, documents.Plain(w.say("measure", "Number", a.measure.Number)+" "+w.Figure(w.snapshot.Figure(a.measure))))
			if !confirmed {
				cell[len(cell)-1].Text += " "
				cell = append(cell, documents.Mark(w.say("proposed")))
			}
		}
	}
	if len(cell) == 0 {
		return documents.Cell{w.plain("none")}
	}
	return cell
}

// assessmentCell tells in a word how far we say that a recommendation is met.
func (w *writer) assessmentCell(r models.RecommendationFacts) documents.Cell {
	own, given := r.Own()
	if !given {
		return documents.Cell{w.plain("not_assessed")}
	}
	return documents.Cell{w.plain("verdict." + string(own.Verdict))}
}

func numbers(list []int) string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ", ")
}
