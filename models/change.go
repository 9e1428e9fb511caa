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
	LinkProposed      ChangeKind = "link_proposed" // new, and not confirmed
	DecisionMade      ChangeKind = "decision_made"
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
	Since          Quarter        // status changes: the round of the status before; zero: there was none
	Decided        DecidedFacts   // decisions
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
	changes = append(changes, linkChanges(before, after)...)
	return append(changes, decisionChanges(before, after)...)
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
	change := Change{Kind: StatusChanged, MeasureKey: m.Key, From: was, To: now, Since: old.Last.Period}
	switch {
	case was == now:
		return nil
	case now == FigureCompleted:
		change.Kind = MeasureCompleted
	}
	return []Change{change}
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

// linkChanges tells of links that are confirmed and were not, and of new ones
// that are only proposed. Before the first state there was nothing to be new
// beside, so that what it proposes is not told.
func linkChanges(before, after Snapshot) []Change {
	known, confirmed := map[string]bool{}, map[string]bool{}
	for _, r := range before.Recommendations {
		for _, l := range r.Links {
			known[r.Ref+" "+l.Measure] = true
			if l.Confirmed {
				confirmed[r.Ref+" "+l.Measure] = true
			}
		}
	}
	first := len(before.Measures) == 0
	var changes []Change
	for _, r := range after.Recommendations {
		for _, l := range r.Links {
			change := Change{Kind: LinkConfirmed, MeasureKey: l.Measure, Recommendation: r.Ref}
			switch link := r.Ref + " " + l.Measure; {
			case l.Confirmed && !confirmed[link]:
			case !l.Confirmed && !known[link] && !first:
				change.Kind = LinkProposed
			default:
				continue
			}
			changes = append(changes, change)
		}
	}
	return changes
}

// decisionChanges tells of the decisions that the earlier state does not hold.
func decisionChanges(before, after Snapshot) []Change {
	told := map[int64]bool{}
	for _, d := range before.Decisions {
		told[d.ID] = true
	}
	var changes []Change
	for _, d := range after.Decisions {
		if !told[d.ID] {
			changes = append(changes, Change{Kind: DecisionMade, MeasureKey: d.Measure, Decided: d})
		}
	}
	return changes
}
