package intake

import (
	"slices"
	"strconv"
	"strings"

	"tiltak/app/catalogue"
	"tiltak/models"
	view "tiltak/views/intake"
)

// fieldsOf are the fields of the evaluation, as they are typed for CSV.
func fieldsOf(words Words, sent Sent) []view.Field {
	var list []view.Field
	for _, field := range EvaluationFields() {
		list = append(list, view.Field{
			Name: view.EvaluationFor + string(field), Label: field.Label(words), Help: words.T("intake.help." + field.word()),
			Value: sent.Evaluation[field], Answer: field == Complete || field == Verified,
		})
	}
	return list
}

// previewOf is a plan as the page shows it.
func previewOf(plan Plan, words Words, chosen []Lineage) view.Preview {
	in := view.Preview{Name: plan.Name(words), Counts: plan.Count(words), Nothing: plan.Nothing(), Agreed: plan.Agreed()}
	numbers := map[string]string{}
	for _, m := range plan.file.Measures {
		numbers[m.Key] = strconv.Itoa(m.Number)
	}
	isNew := map[string]bool{}
	for _, r := range plan.New {
		isNew[r.Ref] = true
		in.New = append(in.New, newOf(plan, r, numbers, words))
		if choices := plan.Offers[r.Ref]; len(choices) > 0 {
			in.Offers = append(in.Offers, offerOf(r, choices, words, chosen))
		}
	}
	for _, d := range plan.Differences {
		of := Subject(d)
		switch {
		case of.Section == "bodies" && of.Field == "":
			in.BodyNew = words.T("intake.body_new", "Code", of.Name, "Name", models.Name(plan.Incoming.Body.Name).In(words.Language))
		case of.Section == "evaluations" && of.Field == "":
			in.EvaluationNew = true
		case d.Kind == catalogue.Kept && of.Field == "":
			// a row that the file lacks is no news here
		case d.Kind == catalogue.Kept && of.Field == string(Confirmed):
			// told by the values beside it
		case d.Kind == catalogue.Kept:
			in.Kept = append(in.Kept, changeOf(d, of, numbers, words))
		case of.Ref == "":
			change := changeOf(d, of, numbers, words)
			change.Subject = ""
			in.Evaluation = append(in.Evaluation, change)
		case !isNew[of.Ref]:
			in.Changes = append(in.Changes, changeOf(d, of, numbers, words))
		}
	}
	if in.EvaluationNew {
		in.Evaluation = append(in.Evaluation, statedOf(plan.Incoming, words)...)
	}
	return in
}

func newOf(plan Plan, r catalogue.Recommendation, numbers map[string]string, words Words) view.New {
	row := view.New{
		Ref: r.Ref, Level: models.Level(r.Level), Topic: models.Name(r.Topic), Confirmed: r.Confirmed,
		Official: r.Official.Text != "", Addressed: strings.Join(r.Addressees, ", "),
	}
	articles := make([]string, len(r.Articles))
	for i, article := range r.Articles {
		articles[i] = strconv.Itoa(article)
	}
	row.Articles = strings.Join(articles, ", ")
	for _, link := range plan.file.Links {
		if link.Recommendation == r.Ref {
			row.Measures = append(row.Measures, numbers[link.Measure]+"\u00a0"+words.T("intake.degree."+link.Degree))
		}
	}
	return row
}

func offerOf(r catalogue.Recommendation, choices []models.Predecessor, words Words, chosen []Lineage) view.Offer {
	offer := view.Offer{Ref: r.Ref, Topic: models.Name(r.Topic)}
	for _, p := range choices {
		offer.Choices = append(offer.Choices, view.Choice{
			Ref: p.Ref, Topic: p.Topic, Round: p.Round, Reason: Reason(words, p), Chosen: slices.Contains(chosen, Lineage{r.Ref, p.Ref}),
		})
	}
	return offer
}

func changeOf(d catalogue.Difference, of Of, numbers map[string]string, words Words) view.Change {
	change := view.Change{Subject: of.Name, Field: fieldOf(words, of), Before: valueOf(words, of.Field, d.Before), After: valueOf(words, of.Field, d.After)}
	if of.Section == "evaluations" {
		body, round, _ := strings.Cut(of.Name, " ")
		change.Subject = words.T("intake.evaluation_name", "Body", body, "Round", round)
	}
	if of.Section == "links" {
		change.Subject = words.T("intake.link_of", "Ref", of.Ref, "Number", numbers[of.Other])
		if of.Field == "" {
			change.Field, change.Before, change.After = words.T("intake.field.links"), words.T("intake.empty_value"), words.T("intake.whole_row")
		}
	}
	return change
}

// statedOf is what the file says of an evaluation that is new.
func statedOf(in Incoming, words Words) []view.Change {
	e := in.Evaluation
	var list []view.Change
	for _, v := range []struct {
		field       Field
		name, value string
	}{
		{Reference, "reference", e.Reference},
		{Visit, "visit", e.Visit.Raw},
		{Adopted, "adopted", e.Adopted.Raw},
		{Published, "published", e.Published.Raw},
		{Committee, "committee_recommendation", e.CommitteeRecommendation.Raw},
		{Expected, "expected", e.Expected.Raw},
		{ReplyDue, "reply_due", e.ReplyDue.Raw},
		{Replied, "replied", e.Replied.Raw},
		{Complete, "complete", strconv.FormatBool(e.Complete)},
		{Verified, "confirmed", strconv.FormatBool(e.Confirmed)},
	} {
		if in.Stated[v.field] && v.value != "" {
			list = append(list, view.Change{Field: v.field.Label(words), Before: words.T("intake.empty_value"), After: valueOf(words, v.name, v.value)})
		}
	}
	return list
}
