package catalogue

import "tiltak/models"

func (c *checker) plan() {
	p := c.file.Plan
	c.key("plan.code", p.Code)
	choice(c, "plan.kind", p.Kind, models.StrategyPlan, models.ActionPlan)
	c.title("plan.title", p.Title)
	c.years("plan.period", p.Period)
	c.day("plan.launched", p.Launched)
	c.url("plan.source_url", p.SourceURL)
	c.ministry("plan.coordinator", p.Coordinator)
	if rows := len(c.file.Measures); p.MeasureCount != rows && !c.file.source.unread("measures") {
		c.report("plan.measure_count", keyCount, map[string]any{"Expected": p.MeasureCount, "Rows": rows})
	}
}

func (c *checker) years(path string, y Years) {
	for _, end := range []struct {
		name string
		year int
	}{{"from", y.From}, {"to", y.To}} {
		if end.year < firstYear || end.year > lastYear {
			c.report(path+"."+end.name, keyPeriod, map[string]any{"From": y.From, "To": y.To})
			return
		}
	}
	if y.From > y.To {
		c.report(path, keyPeriod, map[string]any{"From": y.From, "To": y.To})
	}
}

// ministry reports an organisation that does not exist or is no ministry, and says whether it is one.
func (c *checker) ministry(path, code string) bool {
	o, found := c.orgs[code]
	c.exists(found, "organisations", path, keyNoOrganisation, code)
	if found && o.Kind != string(models.Ministry) {
		c.report(path, keyNotMinistry, map[string]any{"Value": excerpt(code)})
	}
	return found && o.Kind == string(models.Ministry)
}

func (c *checker) organisations() {
	parents := map[string][]string{}
	paths := map[string]string{}
	order := make([]string, 0, len(c.file.Organisations))
	for code, o := range c.known.Organisations {
		if o.Parent != "" {
			parents[code] = []string{o.Parent}
		}
	}
	for i, o := range c.file.Organisations {
		at := row("organisations", i)
		c.code(at+".code", o.Code)
		c.once("organisations", o.Code, at+".code")
		choice(c, at+".kind", o.Kind,
			models.Ministry, models.Directorate, models.Agency, models.Unit, models.Institution, models.Network)
		c.title(at+".name", o.Name)
		order, paths[o.Code] = append(order, o.Code), at+".parent"
		delete(parents, o.Code)
		switch _, found := c.orgs[o.Parent]; {
		case o.Parent == "":
		case o.Parent == o.Code:
			c.report(at+".parent", keySelf, map[string]any{"Value": excerpt(o.Code)})
		case !found:
			c.exists(false, "organisations", at+".parent", keyNoOrganisation, o.Parent)
		default:
			parents[o.Code] = []string{o.Parent}
		}
	}
	c.cycles(parents, order, paths)
}

func (c *checker) areas() {
	if len(c.file.Areas) == 0 {
		c.report("areas", keyNoRows, nil)
	}
	for i, a := range c.file.Areas {
		at := row("areas", i)
		c.number(at+".number", a.Number)
		c.once("areas", number(a.Number), at+".number")
		c.title(at+".title", a.Title)
		c.prose(at+".goal", a.Goal)
		c.articles(at+".articles", a.Articles)
	}
}

func (c *checker) measures() {
	if len(c.file.Measures) == 0 {
		c.report("measures", keyNoRows, nil)
	}
	for i, m := range c.file.Measures {
		at := row("measures", i)
		c.key(at+".key", m.Key)
		c.once("measures", m.Key, at+".key")
		c.number(at+".number", m.Number)
		c.once("measure numbers", number(m.Number), at+".number")
		c.exists(c.areaNos[m.Area], "areas", at+".area", keyNoArea, number(m.Area))
		c.title(at+".title", m.Title)
		c.roles(at, m)
	}
}

// roles checks the organisations of one measure: each stands once, and those that owe reports are ministries.
func (c *checker) roles(at string, m Measure) {
	c.ministry(at+".lead", m.Lead)
	taken := map[string]bool{m.Lead: true}
	for i, code := range m.Contributors {
		path := row(at+".contributors", i)
		c.ministry(path, code)
		switch {
		case code == m.Lead:
			c.report(path, keyLeadContributes, map[string]any{"Value": excerpt(code)})
		case taken[code]:
			c.report(path, keySameTwice, map[string]any{"Value": excerpt(code)})
		}
		taken[code] = true
	}
	for _, role := range []struct {
		name  string
		codes []string
	}{{"agencies", m.Agencies}, {"independent", m.Independent}} {
		for i, code := range role.codes {
			path := row(at+"."+role.name, i)
			_, found := c.orgs[code]
			c.exists(found, "organisations", path, keyNoOrganisation, code)
			if taken[code] {
				c.report(path, keySameTwice, map[string]any{"Value": excerpt(code)})
			}
			taken[code] = true
		}
	}
}

func (c *checker) events() {
	for i, e := range c.file.Events {
		at := row("events", i)
		c.title(at+".title", e.Title)
		c.url(at+".url", e.URL)
		if !c.file.source.unread(at+".date") && !c.file.source.unread(at+".title.nb") {
			c.once("events", e.identity(), at)
		}
	}
}
