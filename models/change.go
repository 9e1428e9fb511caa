package models

// ChangeKind is what sort of thing happened between two snapshots.
type ChangeKind string

// The kinds of change, in the order they are told.
const (
	MeasureCompleted  ChangeKind = "measure_completed"
	StatusChanged     ChangeKind = "status_changed"
	FirstReport       ChangeKind = "first_report"
	ReportMissing     ChangeKind = "report_missing"
	MilestoneAttained ChangeKind = "milestone_reached"
	MilestoneShifted  ChangeKind = "milestone_moved"
	MilestoneLate     ChangeKind = "milestone_overdue"
	MilestoneGone     ChangeKind = "milestone_dropped"
	MilestoneNew      ChangeKind = "milestone_added"
	LinkConfirmed     ChangeKind = "link_confirmed"
)

// Change is one fact that differs between two snapshots of a plan.
type Change struct {
	Kind           ChangeKind
	MeasureKey     string
	From, To       Figure         // status changes
	Milestone      MilestoneState // milestone changes, as it is now
	Was            Date           // moved: the due date before
	WasTitle       string         // renamed: the milestone's title before
	Recommendation string         // links: the ref
}

// Worse tells whether a status change asks for more attention than before.
func (c Change) Worse() bool {
	return c.Kind == StatusChanged && c.To.Severity() > c.From.Severity()
}

// Changes lists what happened from before to after, measure by measure in the
// order of after. Both are snapshots of the same plan; measures are matched by
// key. A milestone counts as overdue when it was not so at before's status
// date and is at after's.
func Changes(before, after Snapshot) []Change {
	earlier := make(map[string]MeasureFacts, len(before.Measures))
	for _, m := range before.Measures {
		earlier[m.Key] = m
	}
	var changes []Change
	for _, m := range after.Measures {
		old, known := earlier[m.Key]
		changes = append(changes, statusChanges(before, after, old, known, m)...)
		changes = append(changes, milestoneChanges(before, after, old, m)...)
	}
	return append(changes, linkChanges(before, after)...)
}

func statusChanges(before, after Snapshot, old MeasureFacts, known bool, m MeasureFacts) []Change {
	now := after.Figure(m)
	if now == FigureNotReported {
		return []Change{{Kind: ReportMissing, MeasureKey: m.Key, From: before.Figure(old), To: now}}
	}
	if !known || old.Last == nil {
		return []Change{{Kind: FirstReport, MeasureKey: m.Key, From: FigureNotReported, To: now}}
	}
	was := old.Last.Content.Status.Figure() // compare with the last known status, also when one report was missing
	switch {
	case was == now:
		return nil
	case now == FigureCompleted:
		return []Change{{Kind: MeasureCompleted, MeasureKey: m.Key, From: was, To: now}}
	}
	return []Change{{Kind: StatusChanged, MeasureKey: m.Key, From: was, To: now}}
}

func milestoneChanges(before, after Snapshot, old, m MeasureFacts) []Change {
	earlier := map[int64]MilestoneState{}
	for _, s := range old.Milestones() {
		earlier[s.MilestoneID] = s
	}
	var changes []Change
	for _, s := range m.Milestones() {
		was, known := earlier[s.MilestoneID]
		change := Change{MeasureKey: m.Key, Milestone: s, Was: was.Due}
		switch {
		case s.Phase == MilestoneReached && was.Phase != MilestoneReached:
			change.Kind = MilestoneAttained
		case s.Phase == MilestoneDropped && known && was.Phase != MilestoneDropped:
			change.Kind = MilestoneGone
		case s.Phase != MilestonePlanned:
			continue
		case known && was.Due != s.Due:
			change.Kind = MilestoneShifted
		case s.Overdue(after.StatusDate) && !(known && was.Overdue(before.StatusDate)):
			change.Kind = MilestoneLate
		case !known && old.Last != nil:
			change.Kind = MilestoneNew
		default:
			continue
		}
		changes = append(changes, change)
	}
	return changes
}

func linkChanges(before, after Snapshot) []Change {
	confirmed := map[string]bool{}
	for _, r := range before.Recommendations {
		for _, l := range r.Links {
			if l.Confirmed {
				confirmed[r.Ref+" "+l.Measure] = true
			}
		}
	}
	var changes []Change
	for _, r := range after.Recommendations {
		for _, l := range r.Links {
			if l.Confirmed && !confirmed[r.Ref+" "+l.Measure] {
				changes = append(changes, Change{Kind: LinkConfirmed, MeasureKey: l.Measure, Recommendation: r.Ref})
			}
		}
	}
	return changes
}
