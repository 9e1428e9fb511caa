package intake

import (
	"strings"

	"tiltak/app/catalogue"
	"tiltak/app/store"
)

// sides are what a line of the trail says was and is, by field.
type sides struct{ before, after map[string]any }

func newSides() sides { return sides{map[string]any{}, map[string]any{}} }

// whole adds what a new recommendation says, field by field.
func (s sides) whole(r catalogue.Recommendation) {
	s.after["confirmed"] = r.Confirmed
	for field, value := range map[string]string{
		"level": string(r.Level), "paragraph": r.Paragraph, "topic_nb": r.Topic.NB, "topic_en": r.Topic.EN, "summary_nb": r.Summary.NB,
		"summary_en": r.Summary.EN, "source_url": r.SourceURL, "official_text": r.Official.Text, "official_language": r.Official.Language,
		"official_source": r.Official.Source, "deadline": r.Deadline.Raw,
	} {
		if value != "" {
			s.after[field] = value
		}
	}
	if len(r.Articles) > 0 {
		s.after["articles"] = r.Articles
	}
	if len(r.Addressees) > 0 {
		s.after["addressees"] = r.Addressees
	}
}

// added is a recommendation that is new.
func (p Plan) added(ref string) catalogue.Recommendation {
	for _, r := range p.New {
		if r.Ref == ref {
			return r
		}
	}
	return catalogue.Recommendation{Ref: ref}
}

// note adds a value that changed, or a body or an evaluation that is new.
func (s sides) note(field string, d catalogue.Difference) {
	field = strings.ReplaceAll(field, ".", "_")
	if d.Before != "" {
		s.before[field] = d.Before
	}
	s.after[field] = d.After
}

// list adds one of several.
func (s sides) list(field, text string) {
	known, _ := s.after[field].([]string)
	s.after[field] = append(known, text)
}

// record writes one line of the trail for the whole, and one for each
// recommendation that is new or changed, with its links and lineage.
func (p Plan) record(tx *store.Tx, actor store.Actor) error {
	whole := newSides()
	whole.after["new"], whole.after["changed"], whole.after["unchanged"] = len(p.New), len(p.Changed), len(p.Unchanged)
	rows := map[string]sides{}
	var order []string
	for _, d := range p.Differences {
		of := Subject(d)
		if d.Kind == catalogue.Kept {
			continue
		}
		if of.Ref == "" {
			field := of.Field
			if field == "" {
				field = map[string]string{"bodies": "body", "evaluations": "evaluation"}[of.Section]
			}
			whole.note(field, d)
			continue
		}
		if _, seen := rows[of.Ref]; !seen {
			rows[of.Ref] = newSides()
			order = append(order, of.Ref)
		}
		row := rows[of.Ref]
		switch {
		case of.Section == "links":
			row.list("measures", of.Other)
		case of.Section == "lineage":
			row.list("earlier", of.Other)
		case of.Field == "":
			row.whole(p.added(of.Ref))
		default:
			row.note(of.Field, d)
		}
	}
	name := p.Incoming.Evaluation.Body + " " + itoa(p.Incoming.Evaluation.Round)
	if err := tx.Record(actor, "recommendation.import", "evaluation", name, p.Code, orNil(whole.before), whole.after); err != nil {
		return err
	}
	for _, ref := range order {
		if err := tx.Record(actor, "recommendation.enter", "recommendation", ref, p.Code, orNil(rows[ref].before), rows[ref].after); err != nil {
			return err
		}
	}
	return nil
}

// orNil is nil for no values, so that the trail holds none.
func orNil(values map[string]any) any {
	if len(values) == 0 {
		return nil
	}
	return values
}
