package models

import (
	"cmp"
	"slices"
	"strings"
)

// Comparison is all that differs between two states of a plan, in the order it
// is told. Measures stand as they are in the later state, or as they were where
// they are gone.
type Comparison struct {
	Before, After   Counts
	Statuses        []Difference // the worst change first
	First           []Difference // reported for the first time
	Missing         []Difference // not reported in the later state
	Milestones      []Difference
	Catalogue       []CatalogueDifference
	Links           []LinkDifference
	Recommendations []RecommendationDifference
	Decisions       []Difference // of the later state's meeting, that the newsletter may tell
	Texts           []TextDifference
	Added           []MeasureFacts // measures that are new in the plan
	Removed         []MeasureFacts // measures that are no longer in it
}

// Difference is a change of status or of a milestone, with its measure.
type Difference struct {
	Measure MeasureFacts
	Change
}

// Days is how far a milestone was moved; negative when it is due sooner.
func (d Difference) Days() int {
	if d.Was.IsZero() || d.Milestone.Due.IsZero() {
		return 0
	}
	return d.Milestone.Due.DaysSince(d.Was)
}

// Kinds of change that only a comparison tells, beside those of Changes.
const (
	MilestoneRevived ChangeKind = "milestone_revived" // was reached or dropped, and no longer is
	MilestoneRenamed ChangeKind = "milestone_renamed"
	MilestoneAbsent  ChangeKind = "milestone_absent" // stood in the earlier state only
)

// Empty tells whether nothing differs.
func (c Comparison) Empty() bool {
	return len(c.Statuses)+len(c.First)+len(c.Milestones)+len(c.Catalogue)+len(c.Links)+len(c.Recommendations)+len(c.Decisions)+len(c.Texts)+len(c.Added)+len(c.Removed) == 0 &&
		c.Before == c.After
}

// Worse is how many measures ask for more attention than before.
func (c Comparison) Worse() int {
	count := 0
	for _, d := range c.Statuses {
		if d.Worse() {
			count++
		}
	}
	return count
}

// MilestonesOf is how many milestones differ in one way.
func (c Comparison) MilestonesOf(kind ChangeKind) int {
	count := 0
	for _, d := range c.Milestones {
		if d.Kind == kind {
			count++
		}
	}
	return count
}

// Compare tells what differs between two states of the same plan. Measures are
// matched by key, milestones by id, organisations by code. Texts not for
// publication are compared as far as the snapshots hold them.
func Compare(before, after Snapshot) Comparison {
	c := Comparison{Before: before.Count(nil), After: after.Count(nil)}
	measures := map[string]MeasureFacts{}
	for _, m := range after.Measures {
		measures[m.Key] = m
		if _, known := before.Measure(m.Key); !known {
			c.Added = append(c.Added, m)
		}
	}
	for _, m := range before.Measures {
		if _, known := measures[m.Key]; !known {
			c.Removed = append(c.Removed, m)
		}
	}
	for _, change := range Changes(before, after) {
		c.sort(Difference{Measure: measures[change.MeasureKey], Change: change})
	}
	slices.SortStableFunc(c.Statuses, func(a, b Difference) int { return cmp.Compare(worsening(b), worsening(a)) })
	slices.SortStableFunc(c.Missing, func(a, b Difference) int { return cmp.Compare(worsening(b), worsening(a)) })
	for _, m := range after.Measures {
		old, known := before.Measure(m.Key)
		if !known {
			continue
		}
		c.Milestones = append(c.Milestones, quietMilestoneChanges(old, m)...)
		c.Catalogue = append(c.Catalogue, measureDifferences(before, after, old, m)...)
		if fields := textDifferences(old, m); len(fields) > 0 {
			c.Texts = append(c.Texts, TextDifference{Measure: m, Fields: fields})
		}
	}
	slices.SortStableFunc(c.Milestones, func(a, b Difference) int { return cmp.Compare(a.Measure.Number, b.Measure.Number) })
	c.Catalogue = append(c.Catalogue, planDifferences(before, after)...)
	c.Links = linkDifferences(before, after)
	c.Recommendations = recommendationDifferences(before, after)
	return c
}

func (c *Comparison) sort(d Difference) {
	switch d.Kind {
	case StatusChanged, MeasureCompleted:
		c.Statuses = append(c.Statuses, d)
	case FirstReport:
		c.First = append(c.First, d)
	case ReportMissing:
		c.Missing = append(c.Missing, d)
	case LinkConfirmed, LinkProposed: // told with the other links
	case DecisionMade:
		c.Decisions = append(c.Decisions, d)
	default:
		c.Milestones = append(c.Milestones, d)
	}
}

func worsening(d Difference) int { return d.To.Severity() - d.From.Severity() }

// quietMilestoneChanges are those that Changes does not tell, since no
// newsletter needs them.
func quietMilestoneChanges(old, m MeasureFacts) []Difference {
	now := map[int64]MilestoneState{}
	for _, s := range m.Milestones() {
		now[s.MilestoneID] = s
	}
	var list []Difference
	add := func(kind ChangeKind, was, is MilestoneState) {
		list = append(list, Difference{Measure: m, Change: Change{Kind: kind, MeasureKey: m.Key, Milestone: is, Was: was.Due, WasTitle: was.Title}})
	}
	for _, was := range old.Milestones() {
		is, known := now[was.MilestoneID]
		switch {
		case !known:
			add(MilestoneAbsent, was, was)
		case was.Phase != MilestonePlanned && is.Phase == MilestonePlanned:
			add(MilestoneRevived, was, is)
		case was.Title != is.Title:
			add(MilestoneRenamed, was, is)
		}
	}
	return list
}

// TextDifference is a measure whose texts differ.
type TextDifference struct {
	Measure MeasureFacts
	Fields  []FieldDifference
}

// FieldDifference is one text that differs. Organisation is set where it is a
// ministry's paragraph.
type FieldDifference struct {
	Field                         string // as in the report form; contribution; links
	Organisation                  string // code
	Hidden                        bool   // not for publication
	Before, After                 string
	BeforeLanguage, AfterLanguage Language
}

func textDifferences(old, m MeasureFacts) []FieldDifference {
	was, is := contentOf(old), contentOf(m)
	var list []FieldDifference
	add := func(field string, hidden bool, before, after string) {
		if before != after {
			list = append(list, FieldDifference{Field: field, Hidden: hidden, Before: before, After: after, BeforeLanguage: was.Language, AfterLanguage: is.Language})
		}
	}
	add("newsletter_text", false, was.NewsletterText, is.NewsletterText)
	add("done", false, was.Done, is.Done)
	add("next", false, was.Next, is.Next)
	add("links", false, linkLines(was.Links), linkLines(is.Links))
	add("obstacles", true, was.Obstacles, is.Obstacles)
	add("help_needed", true, was.HelpNeeded, is.HelpNeeded)
	return append(list, contributionDifferences(old, m)...)
}

func contentOf(m MeasureFacts) ReportContent {
	if m.Last == nil {
		return ReportContent{}
	}
	return m.Last.Content
}

func linkLines(links []Link) string {
	lines := make([]string, len(links))
	for i, link := range links {
		lines[i] = link.Label + ": " + link.URL
	}
	return strings.Join(lines, "\n")
}

func contributionDifferences(old, m MeasureFacts) []FieldDifference {
	was, is := contributionsOf(old), contributionsOf(m)
	var list []FieldDifference
	codes := map[string]bool{}
	for _, group := range [][]ContributionFacts{was, is} {
		for _, c := range group {
			if codes[c.Organisation] {
				continue
			}
			codes[c.Organisation] = true
			before, after := contributionOf(was, c.Organisation), contributionOf(is, c.Organisation)
			if before.Text != after.Text {
				list = append(list, FieldDifference{
					Field: "contribution", Organisation: c.Organisation, Before: before.Text, After: after.Text,
					BeforeLanguage: before.Language, AfterLanguage: after.Language,
				})
			}
		}
	}
	return list
}

func contributionsOf(m MeasureFacts) []ContributionFacts {
	if m.Last == nil {
		return nil
	}
	return m.Last.Contributions
}

func contributionOf(list []ContributionFacts, code string) ContributionFacts {
	for _, c := range list {
		if c.Organisation == code {
			return c
		}
	}
	return ContributionFacts{}
}
