package models

import "time"

// IssueState is where the status section of a newsletter stands.
type IssueState string

// The states of an issue.
const (
	IssueDraft  IssueState = "draft"
	IssueFrozen IssueState = "frozen"
)

// Issue (nyhetsbrev) is the status section of the newsletter for a quarter,
// made from one edition revision. Frozen, it never changes.
type Issue struct {
	ID                int64
	PlanID            int64
	Period            Quarter
	EditionRevisionID int64
	State             IssueState
	Intro             string // opening paragraph; empty: the counts as proposed
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

// IssueItem is one paragraph that may stand in an issue. Proposed never
// changes; Text is the editor's wording, empty while it is the proposed one.
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
	WrittenBy  *int64
}

// Wording is what would be printed: the editor's text, or the proposed one.
func (i IssueItem) Wording() string {
	if i.Text != "" {
		return i.Text
	}
	return i.Proposed
}

// ItemSource says where a proposed item comes from.
type ItemSource struct {
	Edition   EditionRef `json:"edition"`
	Before    EditionRef `json:"before,omitzero"` // the edition compared with
	ReportID  int64      `json:"report,omitempty"`
	Revision  int        `json:"revision,omitempty"`
	ClearedAt time.Time  `json:"cleared_at,omitzero"`
}

// IssueFile is one exported file of a frozen issue, kept whole so that the same
// bytes come out years later.
type IssueFile struct {
	ID      int64
	IssueID int64
	Format  string // docx, html, md, txt
	Body    []byte
	Hash    string
	MadeAt  time.Time
}
