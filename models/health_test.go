package models_test

import (
	"fmt"
	"math/rand"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiltak/models"
)

// The cases stand in the fourth quarter of 2026, on 1 December.
func today() models.Date { return models.NewDate(2026, time.December, 1) }

func period() models.Quarter { return models.Quarter{Year: 2026, Number: 4} }

func ahead(days int) models.Date { return today().AddDays(days) }

type health struct {
	models.HealthBasis
	rules models.HealthRules
}

func underWay(declared models.Health, milestones ...models.MilestoneState) health {
	return with(models.Status{Stage: models.InProgress, Health: declared}, milestones...)
}

func with(status models.Status, milestones ...models.MilestoneState) health {
	return health{
		models.HealthBasis{Content: models.ReportContent{Status: status, Milestones: milestones}, Period: period(), Today: today()},
		models.HealthRules{DelayedDays: 92, MovedTimes: 2, SilentRounds: 2},
	}
}

func (h health) silent(rounds int) health {
	h.Silent = rounds
	return h
}

func (h health) moves(moves ...models.MoveFacts) health {
	h.Moves = moves
	return h
}

func (h health) under(rules models.HealthRules) health {
	h.rules = rules
	return h
}

// planned is a milestone that has not moved.
func planned(id int64, due models.Date) models.MilestoneState {
	return models.MilestoneState{MilestoneID: id, Title: fmt.Sprintf("Milepæl %d", id), Phase: models.MilestonePlanned, Due: due, Was: due, Baseline: due}
}

// slipped is one whose first date was so many days earlier, moved in earlier
// rounds.
func slipped(id int64, due models.Date, days int) models.MilestoneState {
	m := planned(id, due)
	m.Baseline = due.AddDays(-days)
	return m
}

// movedNow is one that this report moves.
func movedNow(id int64, due models.Date, days int) models.MilestoneState {
	m := slipped(id, due, days)
	m.Was, m.Reason = m.Baseline, "Venter på høring."
	return m
}

func phase(m models.MilestoneState, phase models.MilestonePhase) models.MilestoneState {
	m.Phase = phase
	return m
}

func putOff(id int64, quarter int, days int) models.MoveFacts {
	from := models.NewDate(2026, time.June, 1)
	return models.MoveFacts{MilestoneID: id, Period: models.Quarter{Year: 2026, Number: quarter}, From: from, To: from.AddDays(days), Reason: "Utsatt."}
}

func TestTheHealthThatCanBeCounted(t *testing.T) {
	onTrack, delayed, offTrack := models.FigureOnTrack, models.FigureDelayed, models.FigureOffTrack
	notStarted := models.Status{Stage: models.NotStarted}
	completed := models.Status{Stage: models.Completed}
	for _, c := range []struct {
		name    string
		in      health
		want    models.Figure
		reasons []models.ReasonKind
		differs bool
	}{
		{"a measure under way without milestones is on track", underWay(models.OnTrack), onTrack, nil, false},
		{"a milestone ahead of its day is no reason", underWay(models.OnTrack, planned(1, ahead(30))), onTrack, nil, false},
		{"a milestone due today is not overdue", underWay(models.OnTrack, planned(1, today())), onTrack, nil, false},
		{"a milestone that passed yesterday delays", underWay(models.OnTrack, planned(1, ahead(-1))), delayed, []models.ReasonKind{models.ReasonOverdue}, true},
		{"a milestone that passed a quarter ago still only delays", underWay(models.OnTrack, planned(1, ahead(-92))), delayed, []models.ReasonKind{models.ReasonOverdue}, true},
		{"a milestone that passed more than a quarter ago is off track", underWay(models.OnTrack, planned(1, ahead(-93))), offTrack, []models.ReasonKind{models.ReasonOverdue}, true},
		{"a reached milestone is never overdue", underWay(models.OnTrack, phase(planned(1, ahead(-200)), models.MilestoneReached)), onTrack, nil, false},
		{"a dropped milestone is never overdue", underWay(models.OnTrack, phase(planned(1, ahead(-200)), models.MilestoneDropped)), onTrack, nil, false},
		{"a milestone without a date is not judged", underWay(models.OnTrack, planned(1, models.Date{})), onTrack, nil, false},
		{"two overdue milestones give two reasons, the gravest first", underWay(models.OnTrack, planned(1, ahead(-5)), planned(2, ahead(-300))), offTrack, []models.ReasonKind{models.ReasonOverdue, models.ReasonOverdue}, true},
		{"the next milestone a day after its first date delays", underWay(models.OnTrack, slipped(1, ahead(40), 1)), delayed, []models.ReasonKind{models.ReasonSlipped}, true},
		{"the next milestone a quarter after its first date delays", underWay(models.OnTrack, slipped(1, ahead(40), 92)), delayed, []models.ReasonKind{models.ReasonSlipped}, true},
		{"the next milestone more than a quarter after its first date is off track", underWay(models.OnTrack, slipped(1, ahead(40), 93)), offTrack, []models.ReasonKind{models.ReasonSlipped}, true},
		{"a milestone that this report moves has slipped", underWay(models.OnTrack, movedNow(1, ahead(40), 60)), delayed, []models.ReasonKind{models.ReasonSlipped}, true},
		{"a milestone brought forward is no reason", underWay(models.OnTrack, slipped(1, ahead(40), -60)), onTrack, nil, false},
		{"a later milestone that slips may be caught up", underWay(models.OnTrack, planned(1, ahead(10)), slipped(2, ahead(400), 200)), onTrack, nil, false},
		{"a new milestone without a first date has not slipped", underWay(models.OnTrack, models.MilestoneState{MilestoneID: 1, Phase: models.MilestonePlanned, Due: ahead(10)}), onTrack, nil, false},
		{"an overdue milestone that had slipped counts its days until today", underWay(models.Delayed, slipped(1, ahead(-20), 80)), offTrack, []models.ReasonKind{models.ReasonSlipped, models.ReasonOverdue}, true},
		{"a milestone put off once is no reason by itself", underWay(models.OnTrack, planned(1, ahead(10))).moves(putOff(1, 3, 30)), onTrack, nil, false},
		{"a milestone put off twice delays", underWay(models.OnTrack, planned(1, ahead(10))).moves(putOff(1, 2, 30), putOff(1, 3, 30)), delayed, []models.ReasonKind{models.ReasonMoved}, true},
		{"the move of this report counts as one of the two", underWay(models.OnTrack, planned(9, ahead(1)), movedNow(1, ahead(40), 20)).moves(putOff(1, 3, 30)), delayed, []models.ReasonKind{models.ReasonMoved}, true},
		{"a move of this report that is cleared already counts once", underWay(models.OnTrack, planned(9, ahead(1)), movedNow(1, ahead(40), 20)).moves(putOff(1, 4, 20)), onTrack, nil, false},
		{"moves to an earlier day do not count", underWay(models.OnTrack, planned(1, ahead(10))).moves(putOff(1, 2, -30), putOff(1, 3, -30)), onTrack, nil, false},
		{"moves of two milestones are not added up", underWay(models.OnTrack, planned(1, ahead(10)), planned(2, ahead(20))).moves(putOff(1, 2, 30), putOff(2, 3, 30)), onTrack, nil, false},
		{"moves of a milestone that is reached do not count", underWay(models.OnTrack, phase(planned(1, ahead(-10)), models.MilestoneReached)).moves(putOff(1, 2, 30), putOff(1, 3, 30)), onTrack, nil, false},
		{"one silent round is no reason", underWay(models.OnTrack).silent(1), onTrack, nil, false},
		{"two silent rounds delay", underWay(models.OnTrack).silent(2), delayed, []models.ReasonKind{models.ReasonSilent}, true},
		{"declared as counted asks for nothing", underWay(models.Delayed, planned(1, ahead(-5))), delayed, []models.ReasonKind{models.ReasonOverdue}, false},
		{"declared graver than counted asks for nothing", underWay(models.OffTrack, planned(1, ahead(30))), onTrack, nil, false},
		{"delayed is too mild where it is off track", underWay(models.Delayed, planned(1, ahead(-100))), offTrack, []models.ReasonKind{models.ReasonOverdue}, true},
		{"a measure not started with milestones ahead is not started", with(notStarted, planned(1, ahead(30))), models.FigureNotStarted, nil, false},
		{"a measure not started although a milestone has passed is delayed", with(notStarted, planned(1, ahead(-10))), delayed, []models.ReasonKind{models.ReasonNotStarted}, true},
		{"a measure not started a quarter and more after a milestone is off track", with(notStarted, planned(1, ahead(-100))), offTrack, []models.ReasonKind{models.ReasonNotStarted}, true},
		{"a completed measure without open milestones is completed", with(completed, phase(planned(1, ahead(-10)), models.MilestoneReached)), models.FigureCompleted, nil, false},
		{"a completed measure with an open milestone is still under way", with(completed, planned(1, ahead(30))), onTrack, []models.ReasonKind{models.ReasonOpen}, true},
		{"a completed measure with an overdue milestone is delayed", with(completed, planned(1, ahead(-30))), delayed, []models.ReasonKind{models.ReasonOverdue, models.ReasonOpen}, true},
		{"a completed measure is not judged for silence", with(completed).silent(3), models.FigureCompleted, nil, false},
		{"what is discontinued is not judged", with(models.Status{Stage: models.Discontinued}, planned(1, ahead(-300))).silent(4), models.FigureDiscontinued, nil, false},
		{"a status that is not chosen yet asks for nothing", with(models.Status{}, planned(1, ahead(-10))), delayed, []models.ReasonKind{models.ReasonOverdue}, false},
		{"a plan with a shorter limit is off track sooner", underWay(models.OnTrack, planned(1, ahead(-31))).under(models.HealthRules{DelayedDays: 30, MovedTimes: 2, SilentRounds: 2}), offTrack, []models.ReasonKind{models.ReasonOverdue}, true},
		{"a plan that allows two moves asks at the third", underWay(models.OnTrack, planned(1, ahead(10))).moves(putOff(1, 2, 30), putOff(1, 3, 30)).under(models.HealthRules{DelayedDays: 92, MovedTimes: 3, SilentRounds: 2}), onTrack, nil, false},
		{"a plan may ask at one silent round", underWay(models.OnTrack).silent(1).under(models.HealthRules{DelayedDays: 92, MovedTimes: 2, SilentRounds: 1}), delayed, []models.ReasonKind{models.ReasonSilent}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := models.ComputeHealth(c.in.HealthBasis, c.in.rules)
			var kinds []models.ReasonKind
			for _, reason := range got.Reasons {
				kinds = append(kinds, reason.Kind)
			}
			if got.Figure != c.want {
				t.Errorf("computed %s, want %s", got.Figure, c.want)
			}
			if difference := cmp.Diff(c.reasons, kinds); difference != "" {
				t.Errorf("reasons: %s", difference)
			}
			if differs := got.Differs(c.in.Content.Status.Figure()); differs != c.differs {
				t.Errorf("differs: %v", differs)
			}
		})
	}
}

func TestTheNumbersBehindAReason(t *testing.T) {
	in := underWay(models.OnTrack, slipped(1, ahead(-20), 80)).moves(putOff(1, 2, 30), putOff(1, 3, 50)).silent(3)
	got := map[models.ReasonKind][2]int{}
	for _, reason := range models.ComputeHealth(in.HealthBasis, in.rules).Reasons {
		got[reason.Kind] = [2]int{reason.Days, reason.Count}
	}
	want := map[models.ReasonKind][2]int{models.ReasonOverdue: {20, 0}, models.ReasonSlipped: {100, 0}, models.ReasonMoved: {0, 2}, models.ReasonSilent: {0, 3}}
	if difference := cmp.Diff(want, got); difference != "" {
		t.Error(difference)
	}
}

func drawMilestone(t *rapid.T, id int64) models.MilestoneState {
	m := models.MilestoneState{
		MilestoneID: id, Title: fmt.Sprint(id),
		Phase: rapid.SampledFrom([]models.MilestonePhase{models.MilestonePlanned, models.MilestoneReached, models.MilestoneDropped}).Draw(t, "phase"),
		Due:   ahead(rapid.IntRange(-400, 400).Draw(t, "due")),
	}
	m.Baseline = m.Due.AddDays(rapid.IntRange(-300, 100).Draw(t, "slip"))
	m.Was = m.Due.AddDays(rapid.SampledFrom([]int{0, 0, -30, 20}).Draw(t, "moved"))
	return m
}

func TestTheOrderOfMilestonesAndMovesHasNoBearingOnTheHealth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := with(models.Status{Stage: rapid.SampledFrom(models.Stages()).Draw(t, "stage"), Health: models.OnTrack})
		for id := range int64(rapid.IntRange(0, 6).Draw(t, "milestones")) {
			in.Content.Milestones = append(in.Content.Milestones, drawMilestone(t, id+1))
			for range rapid.IntRange(0, 3).Draw(t, "moves") {
				in.Moves = append(in.Moves, putOff(id+1, rapid.IntRange(1, 4).Draw(t, "quarter"), rapid.SampledFrom([]int{-20, 20}).Draw(t, "days")))
			}
		}
		before := models.ComputeHealth(in.HealthBasis, in.rules)
		shuffle := rand.New(rand.NewSource(rapid.Int64().Draw(t, "order")))
		milestones := append(models.List[models.MilestoneState]{}, in.Content.Milestones...)
		shuffle.Shuffle(len(milestones), func(i, j int) { milestones[i], milestones[j] = milestones[j], milestones[i] })
		moves := append([]models.MoveFacts{}, in.Moves...)
		shuffle.Shuffle(len(moves), func(i, j int) { moves[i], moves[j] = moves[j], moves[i] })
		in.Content.Milestones, in.Moves = milestones, moves
		if difference := cmp.Diff(before, models.ComputeHealth(in.HealthBasis, in.rules), cmp.Comparer(func(a, b models.Date) bool { return a == b })); difference != "" {
			t.Error(difference)
		}
	})
}

func TestReasonsLeadToTheFigure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := underWay(models.OnTrack)
		for id := range int64(rapid.IntRange(0, 5).Draw(t, "milestones")) {
			in.Content.Milestones = append(in.Content.Milestones, drawMilestone(t, id+1))
		}
		computed := models.ComputeHealth(in.HealthBasis, in.rules)
		if (computed.Figure == models.FigureOnTrack) != (len(computed.Reasons) == 0) {
			t.Fatalf("%s with %d reasons", computed.Figure, len(computed.Reasons))
		}
		for _, reason := range computed.Reasons {
			if reason.Figure.Severity() > computed.Figure.Severity() {
				t.Errorf("%s weighs more than %s", reason.Kind, computed.Figure)
			}
		}
	})
}
