package models

import "time"

// CatalogueState is the catalogue of a plan as it stood from a moment on. It is
// never changed or removed. Who leads a measure is dated elsewhere, in
// MeasureRole.
type CatalogueState struct {
	ID      int64
	PlanID  int64
	At      time.Time
	Payload string // canonical JSON of a Snapshot with the catalogue alone
	Hash    string // SHA-256 of Payload, hexadecimal
}

// CatalogueAlone is the catalogue part of a snapshot, without who is involved in
// the measures and without what has been reported.
func (s Snapshot) CatalogueAlone() Snapshot {
	alone := Snapshot{
		Plan: s.Plan, Organisations: s.Organisations, Areas: s.Areas, Evaluations: s.Evaluations, Recommendations: s.Recommendations, Events: s.Events,
		Measures: make([]MeasureFacts, len(s.Measures)),
	}
	for i, m := range s.Measures {
		alone.Measures[i] = MeasureFacts{
			Key: m.Key, Number: m.Number, Area: m.Area, Title: m.Title, TitleConfirmed: m.TitleConfirmed,
			RolesConfirmed: m.RolesConfirmed, Continuing: m.Continuing,
		}
	}
	return alone
}

// WithCatalogue is the snapshot with another catalogue: measures are known by
// their keys and keep who is involved in them; those that the catalogue does not
// have are left out. It must have no reports yet.
func (s Snapshot) WithCatalogue(catalogue Snapshot) Snapshot {
	involved := make(map[string]MeasureFacts, len(s.Measures))
	for _, m := range s.Measures {
		involved[m.Key] = m
	}
	s.Plan, s.Areas, s.Events = catalogue.Plan, catalogue.Areas, catalogue.Events
	s.Evaluations, s.Recommendations = catalogue.Evaluations, catalogue.Recommendations
	s.Measures = make([]MeasureFacts, 0, len(catalogue.Measures))
	for _, m := range catalogue.Measures {
		now, known := involved[m.Key]
		if !known {
			continue
		}
		m.ID, m.Lead, m.Contributors, m.Agencies, m.Independent = now.ID, now.Lead, now.Contributors, now.Agencies, now.Independent
		s.Measures = append(s.Measures, m)
	}
	named := make(map[string]OrganisationFacts, len(catalogue.Organisations))
	for _, o := range catalogue.Organisations {
		named[o.Code] = o
	}
	organisations := make([]OrganisationFacts, 0, len(s.Organisations))
	for _, o := range s.Organisations {
		if then, known := named[o.Code]; known {
			then.ID = o.ID
			o = then
		}
		organisations = append(organisations, o)
	}
	s.Organisations = organisations
	return s
}
