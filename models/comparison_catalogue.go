package models

import (
	"slices"
	"strings"
)

// CatalogueKind is which value of the catalogue differs.
type CatalogueKind string

// The values that a comparison tells of.
const (
	TitleChanged        CatalogueKind = "title"
	TitleSettled        CatalogueKind = "title_confirmed"
	LeadChanged         CatalogueKind = "lead"
	ContributorsChanged CatalogueKind = "contributors"
	PartakersChanged    CatalogueKind = "partakers" // agencies and independent bodies
	RolesSettled        CatalogueKind = "roles_confirmed"
	NumberChanged       CatalogueKind = "number"
	AreaChanged         CatalogueKind = "area"
	OrganisationRenamed CatalogueKind = "organisation"
	AreaRenamed         CatalogueKind = "area_title"
	PlanRenamed         CatalogueKind = "plan_title"
)

// CatalogueDifference is a value of the catalogue that differs. Measure is nil
// where it belongs to the plan as a whole; Code then names the organisation.
type CatalogueDifference struct {
	Kind                   CatalogueKind
	Measure                *MeasureFacts
	Code                   string
	Was, Now               Name
	WasSettled, NowSettled bool // confirmed
	WasNumber, NowNumber   int
}

func measureDifferences(before, after Snapshot, old, m MeasureFacts) []CatalogueDifference {
	var list []CatalogueDifference
	add := func(d CatalogueDifference) {
		d.Measure = &m
		list = append(list, d)
	}
	settled := CatalogueDifference{WasSettled: old.TitleConfirmed, NowSettled: m.TitleConfirmed, Was: old.Title, Now: m.Title}
	switch {
	case old.Title != m.Title:
		settled.Kind = TitleChanged
		add(settled)
	case old.TitleConfirmed != m.TitleConfirmed:
		settled.Kind = TitleSettled
		add(settled)
	}
	roles := func(kind CatalogueKind, was, now Name) {
		add(CatalogueDifference{Kind: kind, Was: was, Now: now, WasSettled: old.RolesConfirmed, NowSettled: m.RolesConfirmed})
	}
	changed := false
	if old.Lead != m.Lead {
		changed = true
		roles(LeadChanged, nameOf(before, old.Lead), nameOf(after, m.Lead))
	}
	if !slices.Equal(slices.Sorted(slices.Values(old.Contributors)), slices.Sorted(slices.Values(m.Contributors))) {
		changed = true
		roles(ContributorsChanged, codes(old.Contributors), codes(m.Contributors))
	}
	was, now := slices.Concat(old.Agencies, old.Independent), slices.Concat(m.Agencies, m.Independent)
	if !slices.Equal(slices.Sorted(slices.Values(was)), slices.Sorted(slices.Values(now))) {
		changed = true
		roles(PartakersChanged, codes(was), codes(now))
	}
	if !changed && old.RolesConfirmed != m.RolesConfirmed {
		roles(RolesSettled, Name{}, Name{})
	}
	if old.Number != m.Number {
		add(CatalogueDifference{Kind: NumberChanged, WasNumber: old.Number, NowNumber: m.Number})
	}
	if old.Area != m.Area {
		wasArea, _ := before.Area(old.Area)
		nowArea, _ := after.Area(m.Area)
		add(CatalogueDifference{Kind: AreaChanged, Was: wasArea.Title, Now: nowArea.Title, WasSettled: wasArea.Confirmed, NowSettled: nowArea.Confirmed, WasNumber: old.Area, NowNumber: m.Area})
	}
	return list
}

// nameOf is an organisation's name, or its code where the name is not known.
func nameOf(s Snapshot, code string) Name {
	if o, known := s.Organisation(code); known && o.Name != (Name{}) {
		return o.Name
	}
	return Name{NB: code}
}

func codes(list []string) Name { return Name{NB: strings.Join(list, ", ")} }

// planDifferences are those of the plan, its areas and its organisations.
func planDifferences(before, after Snapshot) []CatalogueDifference {
	var list []CatalogueDifference
	if before.Plan.Title != after.Plan.Title {
		list = append(list, CatalogueDifference{Kind: PlanRenamed, Was: before.Plan.Title, Now: after.Plan.Title, WasSettled: before.Plan.Confirmed, NowSettled: after.Plan.Confirmed})
	}
	for _, a := range after.Areas {
		if old, known := before.Area(a.Number); known && old.Title != a.Title {
			list = append(list, CatalogueDifference{Kind: AreaRenamed, Was: old.Title, Now: a.Title, WasSettled: old.Confirmed, NowSettled: a.Confirmed, NowNumber: a.Number})
		}
	}
	for _, o := range after.Organisations {
		if old, known := before.Organisation(o.Code); known && old.Name != o.Name {
			list = append(list, CatalogueDifference{Kind: OrganisationRenamed, Code: o.Code, Was: old.Name, Now: o.Name, WasSettled: old.Confirmed, NowSettled: o.Confirmed})
		}
	}
	return list
}

// LinkKind is what became of a link between a recommendation and a measure.
type LinkKind string

// What may become of a link.
const (
	LinkAdded     LinkKind = "added"
	LinkRemoved   LinkKind = "removed"
	LinkSettled   LinkKind = "confirmed"
	LinkOtherwise LinkKind = "changed" // degree or note
	LinkUnsettled LinkKind = "unconfirmed"
)

// LinkDifference is a link that differs.
type LinkDifference struct {
	Kind           LinkKind
	Recommendation RecommendationFacts
	Measure        MeasureFacts
	Was, Now       LinkFacts
}

func linkDifferences(before, after Snapshot) []LinkDifference {
	type place struct{ ref, measure string }
	earlier := map[place]LinkFacts{}
	for _, r := range before.Recommendations {
		for _, l := range r.Links {
			earlier[place{r.Ref, l.Measure}] = l
		}
	}
	var list []LinkDifference
	for _, r := range after.Recommendations {
		for _, l := range r.Links {
			was, known := earlier[place{r.Ref, l.Measure}]
			delete(earlier, place{r.Ref, l.Measure})
			measure, _ := after.Measure(l.Measure)
			d := LinkDifference{Recommendation: r, Measure: measure, Was: was, Now: l}
			switch {
			case !known:
				d.Kind = LinkAdded
			case l.Confirmed && !was.Confirmed:
				d.Kind = LinkSettled
			case was.Confirmed && !l.Confirmed:
				d.Kind = LinkUnsettled
			case was != l:
				d.Kind = LinkOtherwise
			default:
				continue
			}
			list = append(list, d)
		}
	}
	for _, r := range before.Recommendations {
		for _, l := range r.Links {
			if _, gone := earlier[place{r.Ref, l.Measure}]; gone {
				measure, known := after.Measure(l.Measure)
				if !known {
					measure, _ = before.Measure(l.Measure)
				}
				list = append(list, LinkDifference{Kind: LinkRemoved, Recommendation: r, Measure: measure, Was: l})
			}
		}
	}
	return list
}
