package intake

import (
	"bytes"
	"errors"
	"strings"

	"tiltak/app/catalogue"
)

// yamlFile is the shape of a YAML file.
type yamlFile struct {
	Evaluation      yamlEvaluation       `yaml:"evaluation"`
	Recommendations []yamlRecommendation `yaml:"recommendations"`
}

type yamlEvaluation struct {
	Body                    string           `yaml:"body"`
	BodyName                yamlText         `yaml:"body_name,omitempty"`
	Round                   int              `yaml:"round"`
	Reference               string           `yaml:"reference,omitempty"`
	Visit                   catalogue.Period `yaml:"visit,omitempty"`
	Adopted                 catalogue.Period `yaml:"adopted,omitempty"`
	Published               catalogue.Period `yaml:"published,omitempty"`
	CommitteeRecommendation catalogue.Period `yaml:"committee_recommendation,omitempty"`
	Expected                catalogue.Period `yaml:"expected,omitempty"`
	ReplyDue                catalogue.Period `yaml:"reply_due,omitempty"`
	Replied                 catalogue.Period `yaml:"replied,omitempty"`
	Complete                bool             `yaml:"complete,omitempty"`
	Confirmed               bool             `yaml:"confirmed"`
}

type yamlText struct {
	NB string `yaml:"nb,omitempty"`
	EN string `yaml:"en,omitempty"`
}

type yamlOfficial struct {
	Text     string `yaml:"text,omitempty"`
	Language string `yaml:"language,omitempty"`
	Source   string `yaml:"source,omitempty"`
}

type yamlRecommendation struct {
	Ref        string           `yaml:"ref"`
	Paragraph  string           `yaml:"paragraph,omitempty"`
	Level      catalogue.Level  `yaml:"level,omitempty"`
	Articles   []int            `yaml:"articles,omitempty"`
	Topic      yamlText         `yaml:"topic,omitempty"`
	Summary    yamlText         `yaml:"summary,omitempty"`
	SourceURL  string           `yaml:"source_url,omitempty"`
	Official   yamlOfficial     `yaml:"official,omitempty"`
	Addressees []string         `yaml:"addressees,omitempty"`
	Deadline   catalogue.Period `yaml:"deadline,omitempty"`
	Confirmed  bool             `yaml:"confirmed"`
	Links      []yamlLink       `yaml:"links,omitempty"`
}

// yamlLink names a measure by its key or by its number.
type yamlLink struct {
	Measure string `yaml:"measure,omitempty"`
	Number  int    `yaml:"number,omitempty"`
	Degree  string `yaml:"degree"`
}

// yaml reads a file of the same form as a catalogue, guarded as that one is.
func (r *reader) yaml(file []byte) (Incoming, []Fault) {
	var text yamlFile
	at, readable, err := catalogue.Decode(bytes.NewReader(file), "", &text)
	if err != nil {
		var fault *catalogue.Fault
		if !errors.As(err, &fault) {
			r.faults.add(Place{}, "unreadable_file")
			return Incoming{}, r.faults
		}
		for _, p := range fault.Problems {
			args := map[string]any{"Path": p.Path}
			for name, value := range p.Args {
				args[name] = value
			}
			r.faults.put(Fault{Place{Line: p.Line}, "intake.fault." + strings.TrimPrefix(p.Key, "catalogue.problem."), args})
		}
		if !readable {
			return Incoming{}, r.faults
		}
	}
	place := func(path string, field Field) Place { return Place{Line: at.Line(path), Field: field} }
	for _, field := range EvaluationFields() {
		path := "evaluation." + yamlName(field)
		r.in.places[field] = place(path, field)
		r.in.Stated[field] = at.Has(path)
	}
	e := text.Evaluation
	r.in.Body = catalogue.Body{Code: e.Body, Name: catalogue.Text{NB: e.BodyName.NB, EN: e.BodyName.EN}}
	r.in.Evaluation = catalogue.Evaluation{
		Body: e.Body, Round: e.Round, Reference: e.Reference, Visit: e.Visit, Adopted: e.Adopted, Published: e.Published,
		CommitteeRecommendation: e.CommitteeRecommendation, Expected: e.Expected,
		ReplyDue: e.ReplyDue, Replied: e.Replied, Complete: e.Complete, Confirmed: e.Confirmed,
	}
	first := map[string]int{}
	for i, rec := range text.Recommendations {
		path := "recommendations[" + itoa(i) + "]"
		row := Row{Stated: map[Field]bool{}, place: func(field Field) Place { return place(path+"."+string(field), field) }}
		for _, field := range RowFields() {
			row.Stated[field] = at.Has(path + "." + string(field))
		}
		row.Recommendation = catalogue.Recommendation{
			Ref: rec.Ref, Level: rec.Level, Articles: rec.Articles, Topic: catalogue.Text{NB: rec.Topic.NB, EN: rec.Topic.EN},
			Summary: catalogue.Text{NB: rec.Summary.NB, EN: rec.Summary.EN}, SourceURL: rec.SourceURL,
			Paragraph: rec.Paragraph, Official: catalogue.Official(rec.Official), Addressees: rec.Addressees, Deadline: rec.Deadline, Confirmed: rec.Confirmed,
		}
		for _, link := range rec.Links {
			measure := link.Measure
			if measure == "" && link.Number != 0 {
				measure = itoa(link.Number)
			}
			if !catalogue.IsDegree(link.Degree) && link.Degree != "" {
				r.faults.add(row.place(Measures), "measures", "Value", excerpt(measure+" "+link.Degree))
			}
			row.Links = append(row.Links, Link{Measure: measure, Degree: link.Degree})
		}
		if rec.Ref == "" && at.Unread(path+".ref") {
			continue // told already
		}
		r.row(row, first, at.Line(path))
	}
	if len(text.Recommendations) == 0 && len(r.faults) == 0 {
		r.faults.add(Place{}, "no_rows")
	}
	return r.in, r.faults
}

// yamlName is what a field of the evaluation is called in a file.
func yamlName(field Field) string {
	if field == Verified {
		return "confirmed"
	}
	return string(field)
}
