package models

import "time"

// IssueState is where the status section of a newsletter stands.
type IssueState string

// The states of an issue.
const (
	IssueDraft  IssueState = "draft"
	IssueFrozen IssueState = "frozen"
	// IssueDiscarded is an erratum that was put away; its number is free.
	IssueDiscarded IssueState = "discarded"
)

// Issue (nyhetsbrev) is the status section of the newsletter for a quarter,
// made from one edition revision. Frozen, it never changes: what was wrong is
// mended by another issue of the same quarter, with the next number.
type Issue struct {
	ID                int64
	PlanID            int64
	Period            Quarter
	Number            int    // 1, and one more for each erratum
	Reason            string // why there is an erratum; empty for number 1
	EditionRevisionID int64
	BeforeRevisionID  *int64 // the edition compared with, where the editor has chosen one; nil: the one before
	State             IssueState
	Intro             string // the editor's own opening, before the paragraph of counts; may be empty
	Language          Language
	Revision          int
	WrittenBy         *int64
	CreatedAt         time.Time
	UpdatedAt         time.Time
	FrozenAt          *time.Time
	FrozenBy          *int64
}

// ItemKind is what an item of an issue says.
type ItemKind string

// The kinds of item: a measure's cleared text, facts drawn from two editions,
// and the editor's own.
const (
	ItemText     ItemKind = "text"
	ItemFact     ItemKind = "fact"
	ItemUpcoming ItemKind = "upcoming"
	ItemOwn      ItemKind = "own"
)

// IssueItem is one paragraph that may stand in an issue. Proposed changes only
// when a newer revision of the edition is taken in; Text is the editor's
// wording, empty while it is the proposed one.
type IssueItem struct {
	ID         int64
	IssueID    int64
	Kind       ItemKind
	Fact       ChangeKind // for facts: what changed
	MeasureKey string     // empty: belongs to the plan as a whole
	Area       int        // number; 0 for the plan as a whole
	Source     string     // JSON of ItemSource
	Proposed   string
	Text       string
	Links      List[Link]
	Language   Language
	Kept       bool
	Position   int
	Revision   int
	WrittenBy  *int64 // who changed the row last, order and tick too

	Template       string     // of a proposed sentence: its name and version, as in changed/1
	TemplateValues string     // JSON: what is put into the template
	WordedBy       *int64     // who worded the text last
	WordedAt       *time.Time // when
	Reason         string     // why the wording differs from the source in a status, a date, a number or a name
	ReasonSource   string     // the source that the reason was given for
	ReasonWording  string     // and the wording
}

// Wording is what would be printed: the editor's text, or the proposed one.
func (i IssueItem) Wording() string {
	if i.Text != "" {
		return i.Text
	}
	return i.Proposed
}

// Locked tells whether the item states a status. Such a sentence may be kept,
// dropped and moved, but its wording is the edition's and nobody else's.
func (i IssueItem) Locked() bool {
	if i.Kind != ItemFact {
		return false
	}
	switch i.Fact {
	case MeasureCompleted, StatusChanged, FirstReport, ReportMissing:
		return true
	}
	return false
}

// Edited tells whether the editor has worded the item anew.
func (i IssueItem) Edited() bool { return i.Text != "" }

// ItemSource says where a proposed item comes from, and with which links it was
// cleared.
type ItemSource struct {
	Edition   EditionRef `json:"edition"`
	Before    EditionRef `json:"before,omitzero"` // the edition compared with
	ReportID  int64      `json:"report,omitempty"`
	Revision  int        `json:"revision,omitempty"`
	Period    Quarter    `json:"period,omitzero"` // the round the report belongs to
	ClearedAt time.Time  `json:"cleared_at,omitzero"`
	ClearedBy string     `json:"cleared_by,omitempty"` // shown on the desk only; empty: not known
	Language  Language   `json:"language,omitempty"`   // the proposed text's
	Links     List[Link] `json:"links,omitempty"`
	Was       string     `json:"was,omitempty"` // the text the editor worded anew, where it has changed since
}

// IssueFile is one exported file of a frozen issue, kept whole so that the same
// bytes come out years later.
type IssueFile struct {
	ID      int64
	IssueID int64
	Format  string // as documents names it: docx, odt, pptx, html …
	Body    []byte
	Hash    string
	MadeAt  time.Time

	Writer       string // the writer and its version, as in docx/2; empty: kept before writers had versions
	TemplateHash string // of the office's own template; empty: made without one
}
