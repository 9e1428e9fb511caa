package roundtrip

import (
	"tiltak/models"
)

// Changes are what a workbook says otherwise than it did when it was downloaded:
// of one report, or of one contribution.
type Changes struct {
	ID     int64                   `json:"id"`
	Fields []Change                `json:"fields,omitempty"`
	Added  []models.MilestoneState `json:"added,omitempty"`
}

// Change is one field as it was downloaded and as it came back.
type Change struct {
	Field Field  `json:"field"`
	Base  string `json:"base"`
	File  string `json:"file"`
}

// None tells whether nothing differs.
func (c Changes) None() bool { return len(c.Fields)+len(c.Added) == 0 }

// Pending is a workbook's changes, waiting to be confirmed.
type Pending struct {
	Reports       []Changes `json:"reports,omitempty"`
	Contributions []Changes `json:"contributions,omitempty"`
}

// None tells whether nothing differs.
func (p Pending) None() bool { return len(p.Reports)+len(p.Contributions) == 0 }

// Difference is one field in which the workbook differs from what stands now.
type Difference struct {
	Field    Field
	Now      string
	File     string
	Conflict bool // it has changed here too since the download
	Gone     bool // the milestone has been taken out here
}

// Compare holds the changes against what stands now. A field that already says
// what the workbook says is no difference; one that only changed here is none
// either, and stays.
func Compare(now map[Field]string, changes []Change) []Difference {
	var differences []Difference
	for _, c := range changes {
		stands, there := now[c.Field]
		if stands == c.File && there {
			continue
		}
		_, _, milestone := c.Field.milestone()
		gone := milestone && !there
		differences = append(differences, Difference{Field: c.Field, Now: stands, File: c.File, Conflict: stands != c.Base || gone, Gone: gone})
	}
	return differences
}

// Added lists the new milestones that the report does not have yet: one that was
// saved before is known again by its title and date.
func Added(now []models.MilestoneState, added []models.MilestoneState) []models.MilestoneState {
	taken := map[int]bool{}
	var missing []models.MilestoneState
	for _, m := range added {
		found := false
		for i, known := range now {
			if !taken[i] && tidy(known.Title) == m.Title && known.Due == m.Due {
				taken[i], found = true, true
				break
			}
		}
		if !found {
			missing = append(missing, m)
		}
	}
	return missing
}

// Merge puts the workbook's changes into a report as it stands now. choose tells,
// where both have changed, whether the workbook's is to stand.
func Merge(now models.ReportContent, changes Changes, choose func(Field) bool) models.ReportContent {
	merged := now
	merged.Milestones = append(models.List[models.MilestoneState]{}, now.Milestones...)
	for _, d := range Compare(values(now), changes.Fields) {
		if d.Gone || d.Conflict && !choose(d.Field) {
			continue // a milestone that was taken out is added anew, if it is to stand
		}
		set(&merged, d.Field, d.File)
	}
	if merged.Status.Stage != models.InProgress {
		merged.Status.Health = ""
	}
	merged.Milestones = append(merged.Milestones, Added(now.Milestones, changes.Added)...)
	return merged
}
