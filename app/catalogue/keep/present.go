package keep

import (
	"net/url"
	"slices"

	"tiltak/app/catalogue"
	"tiltak/models"
	"tiltak/views/keeping"
	"tiltak/views/layout"
)

// overviewOf puts what was read into the form of the page.
func overviewOf(f layout.Frame, rows []Row, parts []Parts) keeping.Overview {
	var out keeping.Overview
	byKey := map[string]Parts{}
	for _, p := range parts {
		byKey[p.Key] = p
	}
	count := func(confirmed bool) {
		out.Total++
		if !confirmed {
			out.Unconfirmed++
		}
	}
	names := map[string]string{} // of measures by number, and of recommendations by reference
	for _, r := range rows {
		switch r.Kind {
		case Measures:
			names[r.Label] = r.Value("title_nb")
		case Recommendations:
			names[r.Label] = r.Value("topic_nb")
		}
	}
	for _, kind := range Kinds() {
		section := keeping.Section{Kind: string(kind)}
		for _, r := range rows {
			if r.Kind != kind {
				continue
			}
			count(r.Confirmed)
			shown := rowOf(f, r, names)
			if kind == Measures {
				p := byKey[r.Ref]
				count(p.Confirmed)
				out.Measures = append(out.Measures, keeping.Measure{
					Title: shown, Lead: p.Lead, Others: slices.Concat(p.Contributors, p.Agencies, p.Independent),
					PartsSeen: p.Seen(), PartsSure: p.Confirmed,
				})
				continue
			}
			section.Rows = append(section.Rows, shown)
			if !r.Confirmed {
				section.Unconfirmed++
			}
		}
		if len(section.Rows) > 0 {
			out.Sections = append(out.Sections, section)
		}
	}
	return out
}

func rowOf(f layout.Frame, r Row, names map[string]string) keeping.Row {
	row := keeping.Row{
		Address: pathOf(r), Number: r.Label, Confirmed: r.Confirmed, Seen: r.Seen(), Editable: len(r.Kind.Fields()) > 0,
		Language: models.Bokmaal,
	}
	switch r.Kind {
	case Links:
		row.Number, row.Text = "", f.T("keeping.link", "Recommendation", r.Label, "Number", r.Detail)
		row.Detail = f.T("keeping.link_detail", "Degree", f.T("keeping.choice.degree."+r.Value("degree")), "Topic", names[r.Label], "Measure", names[r.Detail])
	case Lineages:
		row.Number, row.Text = "", f.T("keeping.lineage", "Earlier", r.Label, "Later", r.Detail)
		row.Detail = f.T("keeping.lineage_detail", "Earlier", names[r.Label], "Later", names[r.Detail])
	case Evaluations:
		row.Text, row.Detail = f.T("keeping.evaluation", "Body", r.Label, "Round", r.Detail), r.Value("reference")
		row.Number = ""
	case Events:
		row.Text, row.Detail = r.Value("title_nb"), f.When(r.Value("happens"))
	case Recommendations:
		row.Text, row.Detail = r.Value("topic_nb"), r.Value("summary_nb")
	case Organisations:
		row.Text = r.Value("name_nb")
	case Measures, Plans, Areas:
		row.Text, row.Detail = r.Value("title_nb"), r.Value("goal_nb")
	}
	return row
}

func pathOf(r Row) string {
	return overviewPath + "/" + string(r.Kind) + "/" + url.PathEscape(r.Ref)
}

// entryOf is the form of a row, with what was typed where it could not be taken.
func entryOf(r Row, typed map[string]string, problem *models.Error) keeping.Entry {
	in := keeping.Entry{Kind: string(r.Kind), Address: pathOf(r), Confirmed: r.Confirmed, Seen: r.Seen(), Problem: problem}
	for i, field := range r.Kind.Fields() {
		shown := keeping.Field{
			Name: field.Name, Value: r.Values[i], Language: field.Language, Required: field.Required,
			Long: field.Check == catalogue.ValueProse, Checkbox: field.Check == catalogue.ValueYes,
		}
		switch field.Check {
		case catalogue.ValueLevel:
			shown.Choices = []string{string(models.Urges), string(models.Considers), string(models.Invites), string(models.NoLevel)}
		case catalogue.ValueOfficialLanguage:
			shown.Choices = []string{""}
			for _, written := range models.OfficialLanguages() {
				shown.Choices = append(shown.Choices, string(written))
			}
		case catalogue.ValueDegree:
			shown.Choices = []string{string(models.Full), string(models.Partial)}
		}
		if typed != nil {
			shown.Value = typed[field.Name]
			if shown.Value != r.Values[i] {
				shown.Now = r.Values[i]
			}
		}
		in.Fields = append(in.Fields, shown)
	}
	switch r.Kind {
	case Links:
		in.Name = r.Label
	case Evaluations:
		in.Name = r.Label + " " + r.Detail
	case Recommendations:
		in.Name = r.Value("topic_nb")
	case Organisations:
		in.Name = r.Value("name_nb")
	case Measures, Plans, Areas, Events, Lineages:
		in.Name = r.Value("title_nb")
	}
	return in
}

func partsOf(organisations []models.Organisation, held Parts, typed *Parts, problem *models.Error) *keeping.Parts {
	shown := held
	if typed != nil {
		shown = *typed
	}
	out := keeping.Parts{
		Lead: shown.Lead, Contributors: setOf(shown.Contributors), Agencies: setOf(shown.Agencies), Independent: setOf(shown.Independent),
		Confirmed: held.Confirmed, Seen: held.Seen(), Begins: held.From, Problem: problem,
	}
	if typed != nil && !typed.From.IsZero() {
		out.From = typed.From.String()
	}
	for _, o := range organisations {
		if o.Kind == models.Ministry {
			out.Ministries = append(out.Ministries, o)
		} else {
			out.Bodies = append(out.Bodies, o)
		}
	}
	return &out
}

func setOf(codes []string) map[string]bool {
	out := make(map[string]bool, len(codes))
	for _, code := range codes {
		out[code] = true
	}
	return out
}
