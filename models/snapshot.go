package models

import (
	"bytes"
	"encoding/json"
	"time"
)

// SnapshotSchema is the version of the form in which snapshots are stored.
const SnapshotSchema = 1

// HistoryRounds is how many rounds of history a page or an edition shows.
const HistoryRounds = 12

// Snapshot is the state of a plan at one moment: all that boards, lists,
// tables, exports and newsletters show. It is either live (what is cleared
// now) or an edition, and every page is made from it in the same way.
type Snapshot struct {
	Schema          int                   `json:"schema"`
	Plan            PlanFacts             `json:"plan"`
	Period          Quarter               `json:"period"`      // the newest closed round, or the edition's; zero before the first
	StatusDate      Date                  `json:"status_date"` // the day it shows
	Edition         EditionRef            `json:"edition"`     // zero when live
	Organisations   []OrganisationFacts   `json:"organisations"`
	Areas           []AreaFacts           `json:"areas"`
	Measures        []MeasureFacts        `json:"measures"`
	Evaluations     []EvaluationFacts     `json:"evaluations,omitempty"` // none: not kept when the snapshot was made
	Recommendations []RecommendationFacts `json:"recommendations"`
	Events          []EventFacts          `json:"events"`
	History         []Quarter             `json:"history"`             // the rounds of MeasureFacts.History, oldest first
	Decisions       []DecidedFacts        `json:"decisions,omitempty"` // of the period's meeting, about measures, that the newsletter may tell; none live
	Open            *OpenRoundFacts       `json:"-"`                   // the running round; live only
	Newest          NewestEdition         `json:"-"`                   // of a state that is no edition itself
	Example         bool                  `json:"example,omitempty"`   // eksempeldata
}

// PlanFacts is the plan in a snapshot.
type PlanFacts struct {
	Code         string   `json:"code"`
	Kind         PlanKind `json:"kind"`
	Title        Name     `json:"title"`
	PeriodFrom   int      `json:"from"`
	PeriodTo     int      `json:"to"`
	Launched     Date     `json:"launched"`
	Coordinator  string   `json:"coordinator"`
	SourceURL    string   `json:"source_url"`
	Confirmed    bool     `json:"confirmed"`
	DelayedDays  int      `json:"delayed_days"`
	MovedTimes   int      `json:"moved_times,omitempty"` // 0: not kept when the snapshot was made
	SilentRounds int      `json:"silent_rounds,omitempty"`
}

// Begins is the first day the plan says something about: when it was launched,
// or the first day of its first year.
func (p PlanFacts) Begins() Date {
	if !p.Launched.IsZero() {
		return p.Launched
	}
	return NewDate(p.PeriodFrom, time.January, 1)
}

// OrganisationFacts is an organisation in a snapshot.
type OrganisationFacts struct {
	ID        int64            `json:"-"`
	Code      string           `json:"code"`
	Kind      OrganisationKind `json:"kind"`
	Parent    string           `json:"parent,omitempty"`
	Name      Name             `json:"name"`
	Confirmed bool             `json:"confirmed"`
}

// AreaFacts is an area in a snapshot.
type AreaFacts struct {
	Number    int  `json:"number"`
	Title     Name `json:"title"`
	Goal      Name `json:"goal"`
	Confirmed bool `json:"confirmed"`
}

// MeasureFacts is a measure in a snapshot, with its newest cleared report.
type MeasureFacts struct {
	ID             int64            `json:"-"`
	Key            string           `json:"key"`
	Number         int              `json:"number"`
	Area           int              `json:"area"` // the area's number
	Title          Name             `json:"title"`
	TitleConfirmed bool             `json:"title_confirmed"`
	RolesConfirmed bool             `json:"roles_confirmed"`
	Continuing     bool             `json:"continuing"`
	Lead           string           `json:"lead"` // organisation code
	Contributors   []string         `json:"contributors"`
	Agencies       []string         `json:"agencies"`
	Independent    []string         `json:"independent"`
	Last           *ReportFacts     `json:"last"` // newest cleared report, of any round; nil: never
	Moves          []MoveFacts      `json:"moves"`
	History        []HistoryFacts   `json:"history"` // one for each of Snapshot.History
	Open           *OpenReportFacts `json:"-"`       // the report in the running round; live only
}

// ReportFacts is a cleared report in a snapshot.
type ReportFacts struct {
	ReportID      int64               `json:"report"`
	Period        Quarter             `json:"period"`
	Revision      int                 `json:"revision"`
	ClearedAt     time.Time           `json:"cleared_at"`
	Content       ReportContent       `json:"content"`
	Contributions []ContributionFacts `json:"contributions,omitempty"`
	Lacking       []string            `json:"lacking,omitempty"` // contributing ministries whose paragraph was not signed when it was cleared
}

// ContributionFacts is a signed paragraph in a snapshot.
type ContributionFacts struct {
	Organisation string   `json:"organisation"`
	Text         string   `json:"text"`
	Language     Language `json:"language"`
	SignedRole   string   `json:"signed_role"`
}

// MoveFacts is one cleared move of a milestone.
type MoveFacts struct {
	MilestoneID int64   `json:"milestone"`
	Period      Quarter `json:"period"`
	From        Date    `json:"from"`
	To          Date    `json:"to"`
	Reason      string  `json:"reason"`
}

// HistoryFacts is a measure's figure in one earlier round.
type HistoryFacts struct {
	Period Quarter `json:"period"`
	Figure Figure  `json:"figure"`
}

// EventFacts is an event of the plan in a snapshot.
type EventFacts struct {
	When      string `json:"when"`
	Title     Name   `json:"title"`
	URL       string `json:"url,omitempty"`
	Expected  bool   `json:"expected,omitempty"`
	Confirmed bool   `json:"confirmed"`
}

// RecommendationFacts is a recommendation in a snapshot, with its links.
type RecommendationFacts struct {
	ID          int64       `json:"-"`
	Ref         string      `json:"ref"`
	Body        string      `json:"body"`
	BodyName    Name        `json:"body_name"`
	Round       int         `json:"round"`
	Reference   string      `json:"reference,omitempty"` // the evaluation's document number
	Published   string      `json:"published,omitempty"`
	Level       Level       `json:"level"`
	Articles    []int       `json:"articles"`
	Topic       Name        `json:"topic"`
	Summary     Name        `json:"summary"`
	SourceURL   string      `json:"source_url,omitempty"`
	Paragraph   string      `json:"paragraph,omitempty"`
	Official    *Official   `json:"official,omitempty"`   // nil: the body's own wording is not entered
	Addressees  []string    `json:"addressees,omitempty"` // organisation codes
	Deadline    string      `json:"deadline,omitempty"`
	Confirmed   bool        `json:"confirmed"`
	Links       []LinkFacts `json:"links"`
	EarlierRefs []string    `json:"earlier,omitempty"` // the same point in earlier rounds
	LaterRefs   []string    `json:"later,omitempty"`

	Lineage []LineageFacts `json:"lineage,omitempty"` // EarlierRefs, with what is confirmed; none: not kept when the snapshot was made

	Assessments []AssessmentFacts `json:"assessments,omitempty"` // those that count, one for each who assesses
}

// EvaluationFacts is an evaluation in a snapshot, with or without
// recommendations. Its dates are as the source gives them.
type EvaluationFacts struct {
	Body      string `json:"body"`
	BodyName  Name   `json:"body_name"`
	Round     int    `json:"round"`
	Reference string `json:"reference,omitempty"`
	Visit     string `json:"visit,omitempty"`
	Adopted   string `json:"adopted,omitempty"`
	Published string `json:"published,omitempty"`
	Committee string `json:"committee,omitempty"` // when the committee recommended
	Expected  string `json:"expected,omitempty"`
	ReplyDue  string `json:"reply_due,omitempty"`
	Replied   string `json:"replied,omitempty"`
	Confirmed bool   `json:"confirmed"`
	Complete  bool   `json:"complete"`
}

// AssessmentFacts is an assessment in a snapshot.
type AssessmentFacts struct {
	Side    AssessmentSide `json:"side"`
	By      string         `json:"by,omitempty"` // organisation code; none for the body itself
	Verdict Verdict        `json:"verdict"`
	Grounds string         `json:"grounds"`
	Source  string         `json:"source,omitempty"` // address
	On      Date           `json:"on"`
}

// LinkFacts is a link from a recommendation to a measure.
type LinkFacts struct {
	Measure   string `json:"measure"` // key
	Degree    Degree `json:"degree"`
	Note      string `json:"note,omitempty"`
	Confirmed bool   `json:"confirmed"`
}

// DecidedFacts is a decision of a review meeting about a measure, one that the
// newsletter may tell.
type DecidedFacts struct {
	ID      int64  `json:"decision"`
	Measure string `json:"measure"` // key
	Text    string `json:"text"`
	Owner   string `json:"owner"` // organisation code
	Due     Date   `json:"due"`
	MadeOn  Date   `json:"made_on"`
}

// NewestEdition is the edition that was the newest at the time of a state. Its
// Ref is zero before the first.
type NewestEdition struct {
	Ref        EditionRef
	StatusDate Date
}

// OpenRoundFacts is the running round of a live snapshot.
type OpenRoundFacts struct {
	ID           int64
	Period       Quarter
	State        RoundState
	OpensOn      Date
	Deadline     Date
	Instructions string
}

// OpenReportFacts is where a measure's report stands in the running round. It
// says nothing of its text.
type OpenReportFacts struct {
	ReportID    int64
	State       ReportState
	SubmittedAt *time.Time
}

// Figure is the measure's figure in the snapshot: that of its newest cleared
// report if it belongs to the snapshot's period or a later one, else not
// reported.
func (s Snapshot) Figure(m MeasureFacts) Figure {
	if m.Last == nil || m.Last.Period.Index() < s.Period.Index() {
		return FigureNotReported
	}
	return m.Last.Content.Status.Figure()
}

// Reported tells whether the measure's status is known in the snapshot.
func (s Snapshot) Reported(m MeasureFacts) bool { return s.Figure(m) != FigureNotReported }

// Milestones of the measure as its newest cleared report has them.
func (m MeasureFacts) Milestones() []MilestoneState {
	if m.Last == nil {
		return nil
	}
	return m.Last.Content.Milestones
}

// Measure finds a measure by its key.
func (s Snapshot) Measure(key string) (MeasureFacts, bool) {
	for i := range s.Measures {
		if s.Measures[i].Key == key {
			return s.Measures[i], true
		}
	}
	return MeasureFacts{}, false
}

// MeasureNumber finds a measure by its number in the plan.
func (s Snapshot) MeasureNumber(number int) (MeasureFacts, bool) {
	for _, m := range s.Measures {
		if m.Number == number {
			return m, true
		}
	}
	return MeasureFacts{}, false
}

// Evaluation finds an evaluation. Snapshots from before evaluations were kept
// have none.
func (s Snapshot) Evaluation(body string, round int) (EvaluationFacts, bool) {
	for _, e := range s.Evaluations {
		if e.Body == body && e.Round == round {
			return e, true
		}
	}
	return EvaluationFacts{}, false
}

// Whole tells whether all recommendations of the evaluations are in the
// snapshot, and not a choice of them. An evaluation from which none is entered
// yet does not count.
func (s Snapshot) Whole() bool {
	for _, r := range s.Recommendations {
		if e, known := s.Evaluation(r.Body, r.Round); !known || !e.Complete {
			return false
		}
	}
	return len(s.Recommendations) > 0
}

// Recommendation finds a recommendation by its reference.
func (s Snapshot) Recommendation(ref string) (RecommendationFacts, bool) {
	for _, r := range s.Recommendations {
		if r.Ref == ref {
			return r, true
		}
	}
	return RecommendationFacts{}, false
}

// Area finds an area by its number.
func (s Snapshot) Area(number int) (AreaFacts, bool) {
	for _, a := range s.Areas {
		if a.Number == number {
			return a, true
		}
	}
	return AreaFacts{}, false
}

// Organisation finds an organisation by its code.
func (s Snapshot) Organisation(code string) (OrganisationFacts, bool) {
	for _, o := range s.Organisations {
		if o.Code == code {
			return o, true
		}
	}
	return OrganisationFacts{}, false
}

// Leads are the ministries that lead a measure, in the order of Organisations.
func (s Snapshot) Leads() []OrganisationFacts {
	leading := map[string]bool{}
	for _, m := range s.Measures {
		leading[m.Lead] = true
	}
	var leads []OrganisationFacts
	for _, o := range s.Organisations {
		if leading[o.Code] {
			leads = append(leads, o)
		}
	}
	return leads
}

// Public is the snapshot without what is not for publication.
func (s Snapshot) Public() Snapshot {
	measures := make([]MeasureFacts, len(s.Measures))
	for i, m := range s.Measures {
		if m.Last != nil {
			last := *m.Last
			last.Content = last.Content.WithoutUnpublishable()
			m.Last = &last
		}
		measures[i] = m
	}
	s.Measures = measures
	return s
}

// Encode writes the snapshot as canonical JSON: fields in declared order, no
// white space, text as it is.
func (s Snapshot) Encode() (string, error) {
	s.Schema = SnapshotSchema
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		return "", Wrap(err, "encode snapshot")
	}
	return string(bytes.TrimRight(b.Bytes(), "\n")), nil
}

// DecodeSnapshot reads what Encode wrote.
func DecodeSnapshot(text string) (Snapshot, error) {
	var s Snapshot
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return Snapshot{}, Wrap(err, "decode snapshot")
	}
	return s, nil
}
