package models

// Indication is what the cleared statuses of the measures that answer a
// recommendation say of it. It is counted, never decided.
type Indication struct {
	Verdict  Verdict // empty: nothing can be said
	Reason   IndicationReason
	Linked   int // measures that answer it by a confirmed link
	Reported int // of them, those whose status is known
	Done     int // of them, those that are completed
	Under    int // of them, those that are under way
}

// IndicationReason is why the statuses say what they say.
type IndicationReason string

// The reasons.
const (
	NoConfirmedLink IndicationReason = "no_link"        // no measure has been confirmed to answer it
	NoStatus        IndicationReason = "no_status"      // none of the measures has a cleared status in the period
	FullAnswerDone  IndicationReason = "full_done"      // a measure that answers it in full is completed
	SomeDone        IndicationReason = "some_done"      // measures are completed, none that answers it in full
	SomeUnderWay    IndicationReason = "some_under_way" // measures are under way
	NoneBegun       IndicationReason = "none_begun"     // none is under way or completed
)

// Indicated counts what the measures of the snapshot say of a recommendation.
// Only confirmed links count.
func (s Snapshot) Indicated(r RecommendationFacts) Indication {
	var c Indication
	full := false
	for _, link := range r.Links {
		if !link.Confirmed {
			continue
		}
		m, known := s.Measure(link.Measure)
		if !known {
			continue
		}
		c.Linked++
		if !s.Reported(m) {
			continue
		}
		c.Reported++
		switch m.Last.Content.Status.Stage {
		case Completed:
			c.Done++
			full = full || link.Degree == Full
		case InProgress:
			c.Under++
		case NotStarted, Discontinued:
		}
	}
	switch {
	case c.Linked == 0:
		c.Reason = NoConfirmedLink
	case c.Reported == 0:
		c.Reason = NoStatus
	case full:
		c.Verdict, c.Reason = Implemented, FullAnswerDone
	case c.Done > 0:
		c.Verdict, c.Reason = PartlyMet, SomeDone
	case c.Under > 0:
		c.Verdict, c.Reason = PartlyMet, SomeUnderWay
	default:
		c.Verdict, c.Reason = NotMet, NoneBegun
	}
	return c
}

// Own is our own assessment, if one is cleared.
func (r RecommendationFacts) Own() (AssessmentFacts, bool) {
	for _, a := range r.Assessments {
		if a.Side == OwnSide {
			return a, true
		}
	}
	return AssessmentFacts{}, false
}

// Disagreement is that assessments of one recommendation do not agree. Others are
// those that differ from our own.
type Disagreement struct {
	Own         AssessmentFacts
	Others      []AssessmentFacts // of the body and the independent ones
	Statuses    bool              // the measures' statuses say something else than we do
	Unsupported bool              // we say that something is met, and no status can be read of it
}

// Any tells whether anything does not agree.
func (m Disagreement) Any() bool { return len(m.Others) > 0 || m.Statuses || m.Unsupported }

// DisagreementOf holds our own assessment against the others, and against what the
// measures say. Where we have not assessed, nothing can differ.
func DisagreementOf(r RecommendationFacts, indicated Indication) Disagreement {
	own, assessed := r.Own()
	if !assessed {
		return Disagreement{}
	}
	m := Disagreement{Own: own}
	for _, a := range r.Assessments {
		if a.Side != OwnSide && a.Verdict != own.Verdict {
			m.Others = append(m.Others, a)
		}
	}
	m.Statuses = indicated.Verdict != "" && indicated.Verdict != own.Verdict
	m.Unsupported = indicated.Verdict == "" && own.Verdict != NotMet
	return m
}
