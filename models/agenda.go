package models

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// AgendaSubject is the address part of what an item of the agenda is about:
// tiltak-14, a recommendation's ref, or what concerns the plan as a whole.
type AgendaSubject string

// SubjectOther is what concerns no one measure or recommendation.
const SubjectOther AgendaSubject = "annet"

const measureSubject = "tiltak-"

// SubjectOfMeasure is the subject of the measure with a number.
func SubjectOfMeasure(number int) AgendaSubject {
	return AgendaSubject(measureSubject + strconv.Itoa(number))
}

// MeasureNumber gives the number of the measure that the subject is, if it is
// one, as it is written: 14, not 014.
func (s AgendaSubject) MeasureNumber() (int, bool) {
	text, is := strings.CutPrefix(string(s), measureSubject)
	number, err := strconv.Atoi(text)
	return number, is && err == nil && number > 0 && strconv.Itoa(number) == text
}

// AgendaReasonKind is why something is on the agenda.
type AgendaReasonKind string

// The reasons, in the order the meeting goes through them.
const (
	AgendaFollowUp    AgendaReasonKind = "follow_up"         // an earlier meeting's decision is not done
	AgendaOffTrack    AgendaReasonKind = "off_track"         // vesentlig avvik
	AgendaWorse       AgendaReasonKind = "worse"             // worse than in the edition before
	AgendaNotReported AgendaReasonKind = "not_reported"      // no report in the round
	AgendaOverdue     AgendaReasonKind = "milestone_overdue" // a milestone's date has passed
	AgendaDiffers     AgendaReasonKind = "health_differs"    // declared and computed health differ
	AgendaUncovered   AgendaReasonKind = "uncovered"         // no confirmed link from a recommendation that urges
	AgendaCoveredLate AgendaReasonKind = "covered_late"      // only delayed measures answer a recommendation that urges

)

// AgendaReasonKinds in the order the meeting goes through them.
func AgendaReasonKinds() []AgendaReasonKind {
	return []AgendaReasonKind{AgendaFollowUp, AgendaOffTrack, AgendaWorse, AgendaNotReported, AgendaOverdue, AgendaDiffers, AgendaUncovered, AgendaCoveredLate}
}

// AgendaReason is one reason why an item is on the agenda.
type AgendaReason struct {
	Kind           AgendaReasonKind
	Decision       DecisionFacts  // follow up
	Was            Figure         // worse, and not reported: the last known figure
	WasIn          Quarter        // the round of Was; zero when nothing was ever reported
	Rounds         int            // not reported: how many rounds old the last known status is
	Returned       bool           // not reported: sent in and given back
	Milestone      MilestoneState // overdue
	Days           int            // overdue: for how long
	Computed       Computed       // differs: what can be counted
	Note           string         // differs: the ministry's sentence about it; not for publication
	Recommendation string         // covered late: ref
}

// AgendaItem is one item of the agenda with all its reasons, in order.
type AgendaItem struct {
	Subject        AgendaSubject
	Measure        *MeasureFacts
	Recommendation *RecommendationFacts
	Reasons        []AgendaReason
}

// First is the item's gravest reason, by which it has its place.
func (i AgendaItem) First() AgendaReasonKind {
	if len(i.Reasons) == 0 {
		return ""
	}
	return i.Reasons[0].Kind
}

// Agenda is what the review meeting of a round talks about, one item for each
// measure, recommendation or other subject, with all the reasons for it. now is
// the plan with what is sent in or cleared in the round, its Period the round's;
// before is the edition it is compared with, nil for the first round. earlier
// are decisions of earlier meetings that were open when the round began: they
// stay on the agenda also when they are closed, so that it is the same from the
// first item to the last.
//
// The order is that of the first reason; then, for what is missing, by ministry;
// then by number.
func Agenda(now Snapshot, before *Snapshot, earlier []DecisionFacts) []AgendaItem {
	var items []AgendaItem
	follow := map[AgendaSubject][]AgendaReason{}
	for _, d := range earlier {
		follow[d.Subject()] = append(follow[d.Subject()], AgendaReason{Kind: AgendaFollowUp, Decision: d})
	}
	late := coveredLate(now)
	for _, m := range now.Measures {
		subject := SubjectOfMeasure(m.Number)
		reasons := append(follow[subject], measureReasons(now, before, m)...)
		if reasons = append(reasons, late[m.Key]...); len(reasons) > 0 {
			items = append(items, AgendaItem{Subject: subject, Measure: &m, Reasons: reasons})
		}
	}
	for _, r := range now.Recommendations {
		reasons := follow[AgendaSubject(r.Ref)]
		if uncovered(r) {
			reasons = append(reasons, AgendaReason{Kind: AgendaUncovered})
		}
		if len(reasons) > 0 {
			items = append(items, AgendaItem{Subject: AgendaSubject(r.Ref), Recommendation: &r, Reasons: reasons})
		}
	}
	if reasons := follow[SubjectOther]; len(reasons) > 0 {
		items = append(items, AgendaItem{Subject: SubjectOther, Reasons: reasons})
	}
	sortAgenda(items, now.Leads())
	return items
}

func sortAgenda(items []AgendaItem, leads []OrganisationFacts) {
	place := map[string]int{}
	for i, lead := range leads {
		place[lead.Code] = i
	}
	ministry := func(item AgendaItem) int {
		if item.First() != AgendaNotReported || item.Measure == nil {
			return 0
		}
		return place[item.Measure.Lead]
	}
	slices.SortStableFunc(items, func(a, b AgendaItem) int {
		return cmp.Or(cmp.Compare(a.First().rank(), b.First().rank()), cmp.Compare(ministry(a), ministry(b)))
	})
}

func (k AgendaReasonKind) rank() int {
	return slices.Index(AgendaReasonKinds(), k)
}

func measureReasons(now Snapshot, before *Snapshot, m MeasureFacts) []AgendaReason {
	var reasons []AgendaReason
	figure := now.Figure(m)
	was, wasIn := LastKnown(before, m.Key)
	if figure == FigureOffTrack {
		reasons = append(reasons, AgendaReason{Kind: AgendaOffTrack})
	}
	if figure != FigureNotReported && !wasIn.IsZero() && figure.Severity() > was.Severity() {
		reasons = append(reasons, AgendaReason{Kind: AgendaWorse, Was: was, WasIn: wasIn})
	}
	if figure == FigureNotReported {
		reason := AgendaReason{Kind: AgendaNotReported, Returned: m.Open != nil && m.Open.State == ReportReturned}
		if m.Last != nil {
			reason.Was, reason.WasIn = m.Last.Content.Status.Figure(), m.Last.Period
			reason.Rounds = now.Period.Index() - m.Last.Period.Index()
		}
		reasons = append(reasons, reason)
	}
	for _, milestone := range m.Milestones() {
		if milestone.Overdue(now.StatusDate) {
			reasons = append(reasons, AgendaReason{Kind: AgendaOverdue, Milestone: milestone, Days: now.StatusDate.DaysSince(milestone.Due)})
		}
	}
	if computed := now.Computed(m); computed.Differs(figure) {
		reasons = append(reasons, AgendaReason{Kind: AgendaDiffers, Computed: computed, Note: m.Last.Content.StatusNote})
	}
	return reasons
}

// LastKnown is the newest status of a measure that a snapshot knows of, and the
// round it is from; zero when nothing was reported, or there is no snapshot.
func LastKnown(s *Snapshot, key string) (Figure, Quarter) {
	if s == nil {
		return FigureNotReported, Quarter{}
	}
	m, known := s.Measure(key)
	if !known || m.Last == nil {
		return FigureNotReported, Quarter{}
	}
	return m.Last.Content.Status.Figure(), m.Last.Period
}

// uncovered tells whether a recommendation that urges, and has not been raised
// again since, is answered by no measure that somebody stands for.
func uncovered(r RecommendationFacts) bool {
	if r.Level != Urges || len(r.LaterRefs) > 0 {
		return false
	}
	return !slices.ContainsFunc(r.Links, func(l LinkFacts) bool { return l.Confirmed })
}

// coveredLate gives, by measure, the recommendations that urge and are answered
// only by measures that are late.
func coveredLate(s Snapshot) map[string][]AgendaReason {
	late := map[string][]AgendaReason{}
	for _, r := range s.Recommendations {
		if r.Level != Urges || len(r.LaterRefs) > 0 {
			continue
		}
		var keys []string
		good := false
		for _, l := range r.Links {
			m, known := s.Measure(l.Measure)
			if !l.Confirmed || !known {
				continue
			}
			figure := s.Figure(m)
			good = good || figure != FigureDelayed && figure != FigureOffTrack
			keys = append(keys, m.Key)
		}
		for _, key := range keys {
			if !good {
				late[key] = append(late[key], AgendaReason{Kind: AgendaCoveredLate, Recommendation: r.Ref})
			}
		}
	}
	return late
}
