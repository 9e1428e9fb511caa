package catalogue

import (
	"slices"
	"strings"

	"tiltak/models"
)

func (c *checker) bodies() {
	for i, b := range c.file.Bodies {
		at := row("bodies", i)
		c.code(at+".code", b.Code)
		c.once("bodies", b.Code, at+".code")
		c.title(at+".name", b.Name)
		for j, level := range b.Levels {
			path := row(at+".levels", j)
			choice(c, path, level, levels()...)
			c.once(at+".levels", level, path)
		}
	}
}

func (c *checker) evaluations() {
	for i, e := range c.file.Evaluations {
		at := row("evaluations", i)
		_, found := c.levels[e.Body]
		c.exists(found, "bodies", at+".body", keyNoBody, e.Body)
		c.number(at+".round", e.Round)
		if !c.file.source.unread(at + ".body") {
			c.once("evaluations", e.identity(), at+".round")
		}
		c.words(at+".reference", e.Reference, maxReference, false)
		c.moment(at+".adopted", e.Adopted)
		c.moment(at+".published", e.Published)
		c.moment(at+".committee_recommendation", e.CommitteeRecommendation)
		c.moment(at+".reply_due", e.ReplyDue)
		c.moment(at+".replied", e.Replied)
	}
}

func (c *checker) recommendations() {
	for i, r := range c.file.Recommendations {
		at := row("recommendations", i)
		c.code(at+".ref", r.Ref)
		c.once("recommendations", r.Ref, at+".ref")
		c.title(at+".topic", r.Topic)
		c.prose(at+".summary", r.Summary)
		c.articles(at+".articles", r.Articles)
		c.url(at+".source_url", r.SourceURL)
		c.words(at+".paragraph", r.Paragraph, maxReference, false)
		c.official(at+".official", r.Official)
		c.addressees(at+".addressees", r.Addressees)
		c.moment(at+".deadline", r.Deadline)
		c.graded(at, r)
	}
}

// official checks the body's own wording, which may be left out whole.
func (c *checker) official(at string, o Official) {
	if o == (Official{}) {
		return
	}
	if strings.TrimSpace(o.Text) == "" {
		c.report(at+".text", keyEmptyText, nil)
	}
	c.words(at+".text", o.Text, maxLongText, true)
	choice(c, at+".language", o.Language, models.OfficialLanguages()...)
	c.url(at+".source", o.Source)
}

func (c *checker) addressees(at string, codes []string) {
	for i, code := range codes {
		path := row(at, i)
		_, found := c.orgs[code]
		c.exists(found, "organisations", path, keyNoOrganisation, code)
		c.once(at, code, path)
	}
}

// graded checks the evaluation that a recommendation stands in, and that its level is one of the body's.
func (c *checker) graded(at string, r Recommendation) {
	levels, found := c.levels[r.Evaluation.Body]
	if !found {
		c.exists(false, "bodies", at+".evaluation.body", keyNoBody, r.Evaluation.Body)
		return
	}
	if !c.file.source.unread(at + ".evaluation.round") {
		c.exists(c.rounds[r.Evaluation], "evaluations", at+".evaluation", keyNoEvaluation, r.Evaluation.identity())
	}
	if r.Level != "" && !slices.Contains(levels, string(r.Level)) {
		c.report(at+".level", keyLevel, map[string]any{"Value": excerpt(printable(string(r.Level))), "Body": excerpt(r.Evaluation.Body)})
	}
}

func (c *checker) links() {
	for i, l := range c.file.Links {
		at := row("links", i)
		c.exists(c.refs[l.Recommendation], "recommendations", at+".recommendation", keyNoRecommendation, l.Recommendation)
		c.exists(c.keys[l.Measure], "measures", at+".measure", keyNoMeasure, l.Measure)
		choice(c, at+".degree", l.Degree, degrees()...)
		if !c.file.source.unread(at+".recommendation") && !c.file.source.unread(at+".measure") {
			c.once("links", l.identity(), at)
		}
	}
}

func (c *checker) lineage() {
	later := map[string][]string{}
	paths := map[string]string{}
	var order []string
	for i, l := range c.file.Lineage {
		at := row("lineage", i)
		c.exists(c.refs[l.Earlier], "recommendations", at+".earlier", keyNoRecommendation, l.Earlier)
		c.exists(c.refs[l.Later], "recommendations", at+".later", keyNoRecommendation, l.Later)
		if c.file.source.unread(at+".earlier") || c.file.source.unread(at+".later") {
			continue
		}
		c.once("lineage", l.identity(), at)
		if l.Earlier == l.Later {
			c.report(at, keySelf, map[string]any{"Value": excerpt(l.Earlier)})
			continue
		}
		later[l.Earlier] = append(later[l.Earlier], l.Later)
		order, paths[l.Earlier] = append(order, l.Earlier), at
	}
	c.cycles(later, order, paths)
}

// levels are those that a recommendation can be stored with.
func levels() []models.Level { return []models.Level{models.Urges, models.Considers, models.Invites} }

func degrees() []models.Degree { return []models.Degree{models.Full, models.Partial} }
