package answers

import (
	"errors"
	"strings"

	"tiltak/app/documents"
	"tiltak/models"
)

// ReplyTo is the basis of a reply to an evaluation, named as GRETA-3; empty is
// GRETA's newest that has recommendations, or else the first there is. A reply
// to one without recommendations is a not-found error that names those there are.
func (b Basis) ReplyTo(evaluation string) (Basis, error) {
	refs := b.Snapshot.Replyable()
	if len(refs) == 0 {
		return b, models.NewError(models.KindNotFound, noRecommendations)
	}
	if evaluation == "" {
		b.Evaluation = refs[0]
		return b, nil
	}
	names := make([]string, len(refs))
	for i, ref := range refs {
		if names[i] = ref.String(); strings.EqualFold(names[i], evaluation) {
			b.Evaluation = ref
			return b, nil
		}
	}
	return b, models.NewError(models.KindNotFound, unknownEvaluation, "Text", evaluation, "Evaluations", strings.Join(names, ", "))
}

// LacksEvaluation tells whether an error says that there is no such evaluation to
// reply to.
func LacksEvaluation(err error) bool {
	var known *models.Error
	return errors.As(err, &known) && (known.Key == unknownEvaluation || known.Key == noRecommendations)
}

const (
	unknownEvaluation = "answers.problem.evaluation"
	noRecommendations = "answers.problem.no_recommendations"
)

// evaluation is what a reply tells of its evaluation. An edition from before
// evaluations were kept knows no more than its recommendations do: then nothing
// is confirmed, and nobody has said that the list is complete.
func (w *writer) evaluation() models.EvaluationFacts {
	ref := w.basis.Evaluation
	if facts, known := w.snapshot.Evaluation(ref.Body, ref.Round); known {
		return facts
	}
	facts := models.EvaluationFacts{Body: ref.Body, Round: ref.Round}
	for _, r := range w.snapshot.Recommendations {
		if r.Evaluation() == ref {
			facts.BodyName, facts.Reference, facts.Published = r.BodyName, r.Reference, r.Published
			break
		}
	}
	return facts
}

// aboutEvaluation tells which evaluation is answered, and what one must know of
// the list of its recommendations.
func (w *writer) aboutEvaluation() {
	facts := w.evaluation()
	runs := append([]documents.Run{w.label("evaluation")}, w.name(facts.BodyName)...)
	text := w.say("evaluation_round", "Body", facts.Body, "Round", facts.Round)
	if facts.Reference != "" {
		text += ", " + facts.Reference
	}
	for _, dated := range []struct{ key, when string }{
		{"visit", facts.Visit}, {"adopted", facts.Adopted}, {"published", facts.Published}, {"committee", facts.Committee}, {"reply_due", facts.ReplyDue}, {"replied", facts.Replied},
	} {
		if dated.when != "" {
			text += ", " + w.say(dated.key, "When", w.When(dated.when))
		}
	}
	runs = append(runs, w.marked(documents.Plain(" "+text), facts.Confirmed, "provisional")...)
	w.add(documents.Paragraph(append(runs, documents.Plain("."))...))
	plan := append([]documents.Run{w.label("plan")}, w.markedRuns(w.name(w.snapshot.Plan.Title), w.snapshot.Plan.Confirmed, "provisional")...)
	plan = append(plan, documents.Plain(". "), w.label("coordinated_by"))
	plan = append(plan, w.organisation(w.snapshot.Plan.Coordinator)...)
	w.add(documents.Paragraph(append(plan, documents.Plain("."))...))
	if !facts.Complete {
		w.add(documents.Paragraph(documents.Bold(w.say("not_complete"))))
	}
	w.add(documents.Paragraph(w.plain("reply_reading")))
}
