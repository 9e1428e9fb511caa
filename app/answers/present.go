package answers

import (
	"context"

	"tiltak/app/language"
	"tiltak/models"
	view "tiltak/views/answers"
)

// mostChoices is how many revisions of editions are offered: more than a plan
// of ten years with a correction now and then.
const mostChoices = 60

// choice is the page where papers are chosen, with what it knows of editions.
type choice struct {
	view.Choose
	status map[models.EditionRef]view.Basis
}

// choices gives the editions that papers can be made of, newest first. It costs
// one query.
func (d *Desk) choices(ctx context.Context, planID int64) (choice, error) {
	in := choice{status: map[models.EditionRef]view.Basis{}}
	rows, err := d.reader.List(ctx, planID, 0, mostChoices)
	if err != nil {
		return in, err
	}
	newest := map[models.Quarter]bool{}
	for _, row := range rows {
		ref := row.Ref()
		basis := view.Basis{Ref: ref, StatusDate: row.StatusDate, Corrected: row.Kind, Reason: row.Reason, Outdated: newest[ref.Period]}
		offered := view.Choice{Value: ref.String(), Ref: ref, Newest: !newest[ref.Period]}
		if offered.Newest {
			offered.Value = ref.Period.String()
			in.status[models.EditionRef{Period: ref.Period}] = basis
		}
		in.status[ref] = basis
		newest[ref.Period] = true
		in.Choices = append(in.Choices, offered)
	}
	return in, nil
}

// choose takes what is asked for, or the newest edition when nothing is.
func (in *choice) choose(asOf models.AsOf, today models.Date) error {
	if asOf.Now() && len(in.Choices) > 0 {
		asOf.Edition = models.EditionRef{Period: in.Choices[0].Ref.Period}
	}
	switch {
	case !asOf.Edition.IsZero():
		basis, known := in.status[asOf.Edition]
		if !known {
			return models.NewError(models.KindInvalid, "answers.problem.edition", "Ref", asOf.Edition.String())
		}
		in.Basis = basis
	case asOf.Date.After(today):
		return models.NewError(models.KindInvalid, "error.day_to_come", "Date", asOf.Date, "Today", today)
	}
	in.Basis.AsOf = asOf
	for i := range in.Choices {
		in.Choices[i].Chosen = in.Choices[i].Ref == in.Basis.Ref
	}
	return nil
}

func paperOf(kind Kind) view.Paper {
	paper := view.Paper{Kind: string(kind), Opened: kind == Reply}
	for _, f := range kind.Formats() {
		paper.Formats = append(paper.Formats, f.Name)
	}
	return paper
}

func basisOf(b Basis, written models.Language) view.Basis {
	shown := view.Basis{AsOf: b.AsOf, Language: written, Evaluation: b.Evaluation.String()}
	if !b.ByDate() {
		shown.Ref, shown.StatusDate, shown.Outdated = b.Ref, b.Snapshot.StatusDate, !b.Newest
		shown.Corrected, shown.Reason = b.Revision.Kind, b.Revision.Reason
	}
	return shown
}

// replyOf is what can be chosen for a reply, and what it lacks. The catalogue is
// led to for those alone who may change it.
func replyOf(b Basis, made Made, keeper bool) *view.Reply {
	reply := &view.Reply{Languages: Reply.Languages(), Keeper: keeper}
	for _, ref := range b.Snapshot.Replyable() {
		reply.Evaluations = append(reply.Evaluations, ref.String())
	}
	for _, text := range made.Missing {
		shown := view.Missing{Kind: string(text.Kind), Ref: text.Ref, Text: text.Text, Address: text.Address}
		if text.Keeper && !keeper {
			shown.Address = ""
		}
		reply.Missing = append(reply.Missing, shown)
	}
	return reply
}

// nameOf names the basis in the heading of a page.
func nameOf(b Basis, printer language.Printer) string {
	if b.ByDate() {
		return printer.Date(b.AsOf.Date)
	}
	return printer.Edition(b.Ref)
}
