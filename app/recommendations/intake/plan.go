package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tiltak/app/catalogue"
	"tiltak/models"
)

// Lineage says that a recommendation of the file raises again what an earlier
// one raised.
type Lineage struct{ Later, Earlier string }

// laid is a file laid over what the system holds, and where each row of it is.
type laid struct {
	file            catalogue.File
	body            int
	evaluation      int
	recommendations map[int]int // row of the file by its number among the recommendations
	links           map[int]int // row of the file by number among the links
	faults          faults
}

// lay puts what was read over what is held.
func lay(held catalogue.File, in Incoming, chosen []Lineage) laid {
	l := laid{file: held, recommendations: map[int]int{}, links: map[int]int{}}
	l.file.Bodies = slices.Clone(held.Bodies)
	l.file.Evaluations = slices.Clone(held.Evaluations)
	l.file.Recommendations = slices.Clone(held.Recommendations)
	l.file.Links = slices.Clone(held.Links)
	l.file.Lineage = slices.Clone(held.Lineage)
	l.layEvaluation(in)
	at := map[string]int{}
	for i, r := range held.Recommendations {
		at[r.Ref] = i
	}
	for i, row := range in.Rows {
		l.layRow(in, i, row, at)
	}
	l.layLinks(held, in)
	l.layLineage(in, chosen, at)
	return l
}

func (l *laid) layEvaluation(in Incoming) {
	l.body = slices.IndexFunc(l.file.Bodies, func(b catalogue.Body) bool { return b.Code == in.Body.Code })
	if l.body < 0 {
		l.body = len(l.file.Bodies)
		row := in.Body
		if slices.ContainsFunc(in.Rows, func(r Row) bool { return r.Level != "" }) {
			for _, level := range catalogue.Levels() {
				row.Levels = append(row.Levels, string(level))
			}
		}
		l.file.Bodies = append(l.file.Bodies, row)
	}
	body := &l.file.Bodies[l.body]
	if in.Stated[BodyNB] {
		body.Name.NB = in.Body.Name.NB
	}
	if in.Stated[BodyEN] {
		body.Name.EN = in.Body.Name.EN
	}
	l.evaluation = slices.IndexFunc(l.file.Evaluations, func(e catalogue.Evaluation) bool {
		return e.Body == in.Evaluation.Body && e.Round == in.Evaluation.Round
	})
	if l.evaluation < 0 {
		l.evaluation = len(l.file.Evaluations)
		l.file.Evaluations = append(l.file.Evaluations, catalogue.Evaluation{Body: in.Evaluation.Body, Round: in.Evaluation.Round})
	}
	was := l.file.Evaluations[l.evaluation]
	is := was
	for field, put := range map[Field]func(){
		Reference: func() { is.Reference = in.Evaluation.Reference },
		Visit:     func() { is.Visit = in.Evaluation.Visit },
		Adopted:   func() { is.Adopted = in.Evaluation.Adopted },
		Published: func() { is.Published = in.Evaluation.Published },
		Committee: func() { is.CommitteeRecommendation = in.Evaluation.CommitteeRecommendation },
		Expected:  func() { is.Expected = in.Evaluation.Expected },
		ReplyDue:  func() { is.ReplyDue = in.Evaluation.ReplyDue },
		Replied:   func() { is.Replied = in.Evaluation.Replied },
		Complete:  func() { is.Complete = in.Evaluation.Complete },
	} {
		if in.Stated[field] {
			put()
		}
	}
	// What is the same is not less confirmed than before.
	if is != was || in.Evaluation.Confirmed {
		is.Confirmed = in.Evaluation.Confirmed
	}
	l.file.Evaluations[l.evaluation] = is
}

func (l *laid) layRow(in Incoming, i int, row Row, at map[string]int) {
	belongs := catalogue.EvaluationRef{Body: in.Evaluation.Body, Round: in.Evaluation.Round}
	n, held := at[row.Ref]
	if !held {
		n = len(l.file.Recommendations)
		at[row.Ref] = n
		l.file.Recommendations = append(l.file.Recommendations, catalogue.Recommendation{Ref: row.Ref, Evaluation: belongs})
		for ref := range at {
			if ref != row.Ref && strings.EqualFold(ref, row.Ref) {
				l.faults.add(row.place(Ref), "ref_case", "Value", excerpt(row.Ref), "Other", ref)
			}
		}
	}
	l.recommendations[n] = i
	was := l.file.Recommendations[n]
	if was.Evaluation != belongs {
		l.faults.add(row.place(Ref), "other_evaluation", "Value", excerpt(row.Ref), "Body", was.Evaluation.Body, "Round", was.Evaluation.Round)
		return
	}
	is := was
	put(&is, row)
	if !same(is, was) || row.Confirmed {
		is.Confirmed = row.Confirmed
	}
	l.file.Recommendations[n] = is
}

// put takes from a row what it says.
func put(into *catalogue.Recommendation, row Row) {
	for field, take := range map[Field]func(){
		Paragraph:        func() { into.Paragraph = row.Paragraph },
		Level:            func() { into.Level = row.Level },
		Articles:         func() { into.Articles = row.Articles },
		TopicNB:          func() { into.Topic.NB = row.Topic.NB },
		TopicEN:          func() { into.Topic.EN = row.Topic.EN },
		SummaryNB:        func() { into.Summary.NB = row.Summary.NB },
		SummaryEN:        func() { into.Summary.EN = row.Summary.EN },
		SourceURL:        func() { into.SourceURL = row.SourceURL },
		OfficialText:     func() { into.Official.Text = row.Official.Text },
		OfficialLanguage: func() { into.Official.Language = row.Official.Language },
		OfficialSource:   func() { into.Official.Source = row.Official.Source },
		Addressees:       func() { into.Addressees = row.Addressees },
		Deadline:         func() { into.Deadline = row.Deadline },
	} {
		if row.Stated[field] {
			take()
		}
	}
}

// same says whether two recommendations say the same. The order of articles and
// addressees means nothing.
func same(a, b catalogue.Recommendation) bool {
	if !slices.Equal(slices.Sorted(slices.Values(a.Articles)), slices.Sorted(slices.Values(b.Articles))) ||
		!slices.Equal(slices.Sorted(slices.Values(a.Addressees)), slices.Sorted(slices.Values(b.Addressees))) {
		return false
	}
	return a.Level == b.Level && a.Topic == b.Topic && a.Summary == b.Summary && a.SourceURL == b.SourceURL &&
		a.Paragraph == b.Paragraph && a.Official == b.Official && a.Deadline.Raw == b.Deadline.Raw
}

// layLinks adds the links that rows name. Those that are there with the same
// degree stay as they are.
func (l *laid) layLinks(held catalogue.File, in Incoming) {
	keys := map[string]string{}
	for _, m := range held.Measures {
		keys[m.Key], keys[strconv.Itoa(m.Number)] = m.Key, m.Key
	}
	at := map[[2]string]int{}
	for i, link := range held.Links {
		at[[2]string{link.Recommendation, link.Measure}] = i
	}
	for i, row := range in.Rows {
		named := map[string]bool{}
		for _, link := range row.Links {
			key, known := keys[link.Measure]
			switch {
			case !known:
				l.faults.add(row.place(Measures), "measure_unknown", "Value", excerpt(link.Measure))
				continue
			case named[key]:
				l.faults.add(row.place(Measures), "measure_twice", "Value", excerpt(link.Measure))
				continue
			}
			named[key] = true
			wanted := catalogue.Link{Recommendation: row.Ref, Measure: key, Degree: link.Degree}
			n, there := at[[2]string{row.Ref, key}]
			switch {
			case !there:
				n = len(l.file.Links)
				l.file.Links = append(l.file.Links, wanted)
			case l.file.Links[n].Degree != wanted.Degree:
				l.file.Links[n] = wanted
			}
			l.links[n] = i
		}
	}
}

// layLineage adds what was chosen. A choice is somebody's word for it, and
// confirmed.
func (l *laid) layLineage(in Incoming, chosen []Lineage, at map[string]int) {
	for _, c := range chosen {
		args := []any{"Later", excerpt(c.Later), "Earlier", excerpt(c.Earlier)}
		later, there := at[c.Later]
		earlier, known := at[c.Earlier]
		if !there || !slices.ContainsFunc(in.Rows, func(r Row) bool { return r.Ref == c.Later }) {
			l.faults.add(Place{}, "lineage_not_in_file", args...)
			continue
		}
		if !known {
			l.faults.add(Place{}, "lineage_unknown", args...)
			continue
		}
		a, b := l.file.Recommendations[earlier].Evaluation, l.file.Recommendations[later].Evaluation
		if a.Body != b.Body || a.Round >= b.Round {
			l.faults.add(Place{}, "lineage_not_earlier", args...)
			continue
		}
		row := catalogue.Lineage{Earlier: c.Earlier, Later: c.Later, Confirmed: true}
		n := slices.IndexFunc(l.file.Lineage, func(o catalogue.Lineage) bool { return o.Earlier == c.Earlier && o.Later == c.Later })
		if n < 0 {
			l.file.Lineage = append(l.file.Lineage, row)
		} else {
			l.file.Lineage[n] = row
		}
	}
}

// Plan is what an import would do.
type Plan struct {
	Code        string // of the plan
	Incoming    Incoming
	Differences []catalogue.Difference
	New         []catalogue.Recommendation // in the order of the file
	Changed     []string
	Unchanged   []string
	Kept        int // values that are confirmed, and stay although the file says otherwise
	Offers      map[string][]models.Predecessor

	file   catalogue.File
	agreed string
}

// Nothing says whether the import would do nothing.
func (p Plan) Nothing() bool { return p.Kept == len(p.Differences) }

// sortOut counts what the differences do to each recommendation.
func (p *Plan) sortOut(held catalogue.File) {
	was := map[string]bool{}
	for _, r := range held.Recommendations {
		was[r.Ref] = true
	}
	touched := map[string]bool{}
	for _, d := range p.Differences {
		if d.Kind == catalogue.Kept {
			p.Kept++
			continue
		}
		if of := Subject(d); of.Ref != "" {
			touched[of.Ref] = true
		}
	}
	for _, row := range p.Incoming.Rows {
		switch {
		case !was[row.Ref]:
			i := slices.IndexFunc(p.file.Recommendations, func(r catalogue.Recommendation) bool { return r.Ref == row.Ref })
			p.New = append(p.New, p.file.Recommendations[i])
		case touched[row.Ref]:
			p.Changed = append(p.Changed, row.Ref)
		default:
			p.Unchanged = append(p.Unchanged, row.Ref)
		}
	}
}

// Of is what a difference is about.
type Of struct {
	Section string // bodies, evaluations, recommendations, links, lineage
	Name    string // what the row is known by
	Ref     string // the recommendation, if it is of one
	Other   string // the measure of a link, or the earlier recommendation
	Field   string // empty: the whole row
}

// Subject takes the path of a difference apart.
func Subject(d catalogue.Difference) Of {
	section, rest, _ := strings.Cut(d.Path, "[")
	end := strings.LastIndex(rest, "]")
	if end < 0 {
		return Of{Section: section}
	}
	of := Of{Section: section, Name: rest[:end], Field: strings.TrimPrefix(rest[end+1:], ".")}
	switch section {
	case "recommendations":
		of.Ref = of.Name
	case "links":
		of.Ref, of.Other, _ = strings.Cut(of.Name, " → ")
	case "lineage":
		of.Other, of.Ref, _ = strings.Cut(of.Name, " → ")
	}
	return of
}

// facts gives recommendations as they are compared.
func facts(list []catalogue.Recommendation, keep func(catalogue.Recommendation) bool) []models.RecommendationFacts {
	var out []models.RecommendationFacts
	for _, r := range list {
		if keep(r) {
			out = append(out, models.RecommendationFacts{
				Ref: r.Ref, Body: r.Evaluation.Body, Round: r.Evaluation.Round, Articles: r.Articles,
				Topic: models.Name(r.Topic), Summary: models.Name(r.Summary),
			})
		}
	}
	slices.SortStableFunc(out, func(a, b models.RecommendationFacts) int { return cmp.Compare(b.Round, a.Round) })
	return out
}

// offer finds likely predecessors of what is new, in earlier rounds of its body.
func (p *Plan) offer(held catalogue.File) {
	round := p.Incoming.Evaluation
	earlier := facts(held.Recommendations, func(r catalogue.Recommendation) bool {
		return r.Evaluation.Body == round.Body && r.Evaluation.Round < round.Round
	})
	p.Offers = models.Predecessors(facts(p.New, func(catalogue.Recommendation) bool { return true }), earlier)
}
