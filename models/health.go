package models

import (
	"cmp"
	"slices"
)

// HealthRules are a plan's thresholds for the computed health.
type HealthRules struct {
	DelayedDays  int // a milestone that is later than this many days is off track; up to it, delayed
	MovedTimes   int // a milestone put off this many times or more is delayed
	SilentRounds int // this many rounds in a row, or more, without a cleared report is delayed
}

// Thresholds where a plan, or an edition made before they were kept, says
// nothing: a quarter's days, twice, two rounds.
const (
	defaultDelayedDays  = 92
	defaultMovedTimes   = 2
	defaultSilentRounds = 2
)

func healthRules(days, times, rounds int) HealthRules {
	rules := HealthRules{DelayedDays: defaultDelayedDays, MovedTimes: defaultMovedTimes, SilentRounds: defaultSilentRounds}
	if days > 0 {
		rules.DelayedDays = days
	}
	if times > 0 {
		rules.MovedTimes = times
	}
	if rounds > 0 {
		rules.SilentRounds = rounds
	}
	return rules
}

// HealthRules are the plan's thresholds.
func (p Plan) HealthRules() HealthRules {
	return healthRules(p.DelayedDays, p.MovedTimes, p.SilentRounds)
}

// HealthRules are the plan's thresholds as the snapshot has them.
func (p PlanFacts) HealthRules() HealthRules {
	return healthRules(p.DelayedDays, p.MovedTimes, p.SilentRounds)
}

// HealthBasis is what the health of a measure is computed from: no text, only
// what can be counted.
type HealthBasis struct {
	Content ReportContent // status and milestones as the report has them
	Period  Quarter       // of the report
	Moves   []MoveFacts   // cleared moves of the measure's milestones; those of Period and later are left out
	// Silent is how many rounds in a row just before the report had no cleared
	// report of the measure; where the report itself is old, those since it.
	Silent int
	Today  Date
}

// ReasonKind is what a computed health rests on.
type ReasonKind string

// The reasons, in the order they are told when they weigh the same.
const (
	ReasonOverdue    ReasonKind = "overdue"     // a milestone should have been reached; Days since
	ReasonNotStarted ReasonKind = "not_started" // the same, of a measure that has not started
	ReasonSlipped    ReasonKind = "slipped"     // the next milestone lies Days after its first date
	ReasonMoved      ReasonKind = "moved"       // a milestone has been put off Count times
	ReasonOpen       ReasonKind = "open"        // completed, with Count milestones still open
	ReasonSilent     ReasonKind = "silent"      // Count rounds in a row without a cleared report
)

// HealthReason is one reason with the figure that it alone leads to.
type HealthReason struct {
	Kind      ReasonKind
	Figure    Figure
	Milestone MilestoneState // the milestone it is about, if it is about one
	Days      int
	Count     int
}

// Computed is the figure that a measure's milestones and silences point to.
// Without a reason it is the declared figure, or on track.
type Computed struct {
	Figure  Figure
	Reasons []HealthReason // gravest first
}

// Differs tells whether the computed figure asks for more attention than the
// declared one: then the report should say why in one sentence. A declared
// figure that is graver than the computed one is the ministry's to choose.
func (c Computed) Differs(declared Figure) bool {
	return declared != FigureNotReported && c.Figure.Severity() > declared.Severity()
}

// ComputeHealth gives the figure that can be counted, with the reasons. The
// order of the milestones and of the moves has no bearing on it.
//
// A planned milestone that has passed, and the next planned one where it lies
// after its first date, count as delayed up to rules.DelayedDays and as off
// track beyond. Milestones put off rules.MovedTimes times, and
// rules.SilentRounds silent rounds, count as delayed. Completed with open
// milestones counts as still under way. What is discontinued is not judged.
func ComputeHealth(basis HealthBasis, rules HealthRules) Computed {
	declared := basis.Content.Status
	if declared.Stage == Discontinued {
		return Computed{Figure: FigureDiscontinued}
	}
	open := openMilestones(basis.Content.Milestones)
	var reasons []HealthReason
	if declared.Stage == Completed && len(open) > 0 {
		reasons = append(reasons, HealthReason{Kind: ReasonOpen, Figure: FigureOnTrack, Count: len(open)})
	}
	reasons = append(reasons, overdueReasons(open, basis, rules)...)
	reasons = append(reasons, slipReason(open, basis.Today, rules)...)
	reasons = append(reasons, movedReasons(open, basis, rules)...)
	if basis.Silent >= rules.SilentRounds && declared.Stage != Completed {
		reasons = append(reasons, HealthReason{Kind: ReasonSilent, Figure: FigureDelayed, Count: basis.Silent})
	}
	slices.SortStableFunc(reasons, func(a, b HealthReason) int { return b.Figure.Severity() - a.Figure.Severity() })
	computed := Computed{Figure: FigureOnTrack, Reasons: reasons}
	switch {
	case len(reasons) > 0:
		computed.Figure = reasons[0].Figure
	case declared.Stage == Completed || declared.Stage == NotStarted:
		computed.Figure = declared.Figure()
	}
	return computed
}

// openMilestones are the planned ones that have a date, the earliest first;
// those of the same day by how far they have slipped, and by id.
func openMilestones(all []MilestoneState) []MilestoneState {
	var open []MilestoneState
	for _, m := range all {
		if m.Phase == MilestonePlanned && !m.Due.IsZero() {
			open = append(open, m)
		}
	}
	slices.SortStableFunc(open, func(a, b MilestoneState) int {
		return cmp.Or(a.Due.Time().Compare(b.Due.Time()), cmp.Compare(b.Slip(), a.Slip()), cmp.Compare(a.MilestoneID, b.MilestoneID),
			cmp.Compare(a.Title, b.Title))
	})
	return open
}

func (r HealthRules) lateBy(days int) Figure {
	if days > r.DelayedDays {
		return FigureOffTrack
	}
	return FigureDelayed
}

func overdueReasons(open []MilestoneState, basis HealthBasis, rules HealthRules) []HealthReason {
	kind := ReasonOverdue
	if basis.Content.Status.Stage == NotStarted {
		kind = ReasonNotStarted
	}
	var reasons []HealthReason
	for _, m := range open {
		if m.Overdue(basis.Today) {
			days := basis.Today.DaysSince(m.Due)
			reasons = append(reasons, HealthReason{Kind: kind, Figure: rules.lateBy(days), Milestone: m, Days: days})
		}
	}
	return reasons
}

// slipReason judges the next milestone alone: later ones may still be caught
// up. Of one that has passed, the days until today count too.
func slipReason(open []MilestoneState, today Date, rules HealthRules) []HealthReason {
	if len(open) == 0 || open[0].Slip() <= 0 {
		return nil
	}
	next := open[0]
	days := next.Slip()
	if next.Overdue(today) {
		days = today.DaysSince(next.Baseline)
	}
	return []HealthReason{{Kind: ReasonSlipped, Figure: rules.lateBy(days), Milestone: next, Days: days}}
}

func movedReasons(open []MilestoneState, basis HealthBasis, rules HealthRules) []HealthReason {
	putOff := map[int64]int{}
	for _, move := range basis.Moves {
		if move.Period.Index() < basis.Period.Index() && move.To.After(move.From) {
			putOff[move.MilestoneID]++
		}
	}
	var reasons []HealthReason
	for _, m := range open {
		times := putOff[m.MilestoneID]
		if m.Moved() && m.Due.After(m.Was) {
			times++
		}
		if times >= rules.MovedTimes {
			reasons = append(reasons, HealthReason{Kind: ReasonMoved, Figure: FigureDelayed, Milestone: m, Count: times})
		}
	}
	return reasons
}

// Judgement is what a report is judged by, beside what it says itself.
type Judgement struct {
	Rules  HealthRules
	Moves  []MoveFacts // cleared moves of the measure's milestones before the report
	Silent int         // as in HealthBasis
}

// Of computes the health of a report's content.
func (j Judgement) Of(content ReportContent, period Quarter, today Date) Computed {
	return ComputeHealth(HealthBasis{Content: content, Period: period, Moves: j.Moves, Silent: j.Silent, Today: today}, j.Rules)
}

// Silence is how many rounds in a row before the measure's report had no
// cleared report; where the report belongs to an earlier round than the
// snapshot's, how many have passed since it. A measure with its first report
// has not been silent: it may be new.
func (s Snapshot) Silence(m MeasureFacts) int {
	silent, spoke := 0, false
	for i := len(m.History) - 1; i >= 0; i-- {
		round := m.History[i]
		if s.Reported(m) && round.Period.Index() >= m.Last.Period.Index() {
			continue
		}
		if spoke = round.Figure != FigureNotReported; spoke {
			break
		}
		silent++
	}
	if s.Reported(m) && !spoke && len(m.History) < HistoryRounds {
		return 0
	}
	return silent
}

// Computed is the health computed from what the snapshot says of a measure. A
// measure that has never reported has none: its figure is not reported, and its
// silence is a reason.
func (s Snapshot) Computed(m MeasureFacts) Computed {
	rules, silent := s.Plan.HealthRules(), s.Silence(m)
	if m.Last == nil {
		computed := Computed{Figure: FigureNotReported}
		if silent >= rules.SilentRounds {
			computed.Reasons = []HealthReason{{Kind: ReasonSilent, Figure: FigureDelayed, Count: silent}}
		}
		return computed
	}
	return ComputeHealth(HealthBasis{Content: m.Last.Content, Period: m.Last.Period, Moves: m.Moves, Silent: silent, Today: s.StatusDate}, rules)
}

// Mismatch is a measure whose declared figure is better than the computed one.
type Mismatch struct {
	Measure  MeasureFacts
	Declared Figure
	Computed Computed
	Note     string // the ministry's sentence; empty: none was given, or it is left out as not for publication
}

// Mismatches lists the reported measures whose declared figure is better than
// the computed one, in the order of the measures.
func (s Snapshot) Mismatches() []Mismatch {
	var list []Mismatch
	for _, m := range s.Measures {
		declared := s.Figure(m)
		if computed := s.Computed(m); computed.Differs(declared) {
			list = append(list, Mismatch{Measure: m, Declared: declared, Computed: computed, Note: m.Last.Content.StatusNote})
		}
	}
	return list
}
