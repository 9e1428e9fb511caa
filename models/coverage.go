package models

import "slices"

// Coverage is how far the measures of a plan answer the recommendations: which
// measure answers which recommendation, and which ministries answer for each
// article of the Convention. It is counted from one snapshot.
type Coverage struct {
	Measures   []MeasureFacts      // the columns of the first table, by number
	Rows       []CoverageRow       // a recommendation each, as in the snapshot
	Ministries []OrganisationFacts // the columns of the second table: those that lead a measure
	Articles   []ArticleRow        // the articles that some recommendation is about
	Unlinked   []MeasureFacts      // measures that answer no recommendation
}

// CoverageState is whether measures answer a recommendation.
type CoverageState string

// The states of coverage.
const (
	Covered         CoverageState = "confirmed" // by at least one confirmed link
	CoveredProposed CoverageState = "proposed"  // by proposed links alone
	NotCovered      CoverageState = "none"
)

// CoverageRow is one recommendation. Links has one for each of
// Coverage.Measures, nil where the measure does not answer it.
type CoverageRow struct {
	Recommendation RecommendationFacts
	State          CoverageState
	Links          []*LinkFacts
	Answering      int  // measures that answer it
	Behind         bool // no measure that answers it is completed or on track
}

// ArticleRow is one article of the Convention.
type ArticleRow struct {
	Article         ConventionArticle
	Recommendations int // that are about the article
	NotCovered      int // of them, those that no measure answers
	Cells           []ArticleCell
}

// ArticleCell is one ministry's measures that answer recommendations about an
// article. A measure counts once, however many it answers.
type ArticleCell struct {
	Measures  []int // their numbers, in order
	Confirmed int   // of them, those with a confirmed link
}

// CoverageOf counts the coverage of a snapshot. Links to measures that are not
// in it do not count.
func CoverageOf(s Snapshot) Coverage {
	c := Coverage{Measures: slices.Clone(s.Measures), Ministries: s.Leads()}
	slices.SortStableFunc(c.Measures, func(a, b MeasureFacts) int { return a.Number - b.Number })
	column := make(map[string]int, len(c.Measures))
	for i, m := range c.Measures {
		column[m.Key] = i
	}
	linked := make([]bool, len(c.Measures))
	for _, r := range s.Recommendations {
		row := CoverageRow{Recommendation: r, State: NotCovered, Links: make([]*LinkFacts, len(c.Measures))}
		for i := range r.Links {
			at, known := column[r.Links[i].Measure]
			if !known {
				continue
			}
			row.Links[at], linked[at] = &r.Links[i], true
			row.add(r.Links[i], s.Figure(c.Measures[at]))
		}
		c.Rows = append(c.Rows, row)
	}
	for i, m := range c.Measures {
		if !linked[i] {
			c.Unlinked = append(c.Unlinked, m)
		}
	}
	c.countArticles()
	return c
}

// add counts one link to a measure that stands at a figure.
func (r *CoverageRow) add(link LinkFacts, figure Figure) {
	r.Behind = figure.Behind() && (r.Answering == 0 || r.Behind)
	r.Answering++
	switch {
	case link.Confirmed:
		r.State = Covered
	case r.State == NotCovered:
		r.State = CoveredProposed
	}
}

// Behind tells whether a measure at the figure is neither completed nor on
// track.
func (f Figure) Behind() bool { return f != FigureCompleted && f != FigureOnTrack }

func (c *Coverage) countArticles() {
	column := make(map[string]int, len(c.Ministries))
	for i, ministry := range c.Ministries {
		column[ministry.Code] = i
	}
	for _, article := range ConventionArticles() {
		row := ArticleRow{Article: article, Cells: make([]ArticleCell, len(c.Ministries))}
		answers := make([]*bool, len(c.Measures)) // whether a link is confirmed; nil: none at all
		for _, r := range c.Rows {
			if !slices.Contains(r.Recommendation.Articles, article.Number) {
				continue
			}
			row.Recommendations++
			if r.State == NotCovered {
				row.NotCovered++
			}
			for i, link := range r.Links {
				if link != nil {
					confirmed := link.Confirmed || answers[i] != nil && *answers[i]
					answers[i] = &confirmed
				}
			}
		}
		for i, confirmed := range answers {
			if confirmed == nil {
				continue
			}
			at, known := column[c.Measures[i].Lead]
			if !known {
				continue
			}
			row.Cells[at].Measures = append(row.Cells[at].Measures, c.Measures[i].Number)
			if *confirmed {
				row.Cells[at].Confirmed++
			}
		}
		if row.Recommendations > 0 {
			c.Articles = append(c.Articles, row)
		}
	}
}

// Count is how many recommendations have a state of coverage.
func (c Coverage) Count(state CoverageState) int {
	count := 0
	for _, r := range c.Rows {
		if r.State == state {
			count++
		}
	}
	return count
}

// Behind are the recommendations that measures answer, none of which is
// completed or on track.
func (c Coverage) Behind() []RecommendationFacts {
	var list []RecommendationFacts
	for _, r := range c.Rows {
		if r.Behind {
			list = append(list, r.Recommendation)
		}
	}
	return list
}
