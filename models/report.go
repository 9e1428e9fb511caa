package models

import "time"

// ReportState is where a status report stands in its workflow. It says nothing
// about how the measure fares.
type ReportState string

// The states of a report. A draft never satisfies a deadline.
const (
	ReportDraft     ReportState = "draft"
	ReportSubmitted ReportState = "submitted"
	ReportReturned  ReportState = "returned"
	ReportCleared   ReportState = "cleared"
)

// Delivered tells whether the ministry has done its part.
func (s ReportState) Delivered() bool { return s == ReportSubmitted || s == ReportCleared }

// Editable tells whether the lead ministry may change the report.
func (s ReportState) Editable() bool { return s == ReportDraft || s == ReportReturned }

// ReportAction is something done to a report.
type ReportAction string

// The actions on a report.
const (
	SubmitReport   ReportAction = "submit"
	WithdrawReport ReportAction = "withdraw"
	ReturnReport   ReportAction = "return"
	ClearReport    ReportAction = "clear"
	UndoClearing   ReportAction = "undo"
	CorrectReport  ReportAction = "correct"
)

// After gives the state after an action, or an error when the report's state
// does not allow it:
//
//	draft → submitted → returned → submitted → cleared
//
// Withdrawing what is not yet cleared gives a draft; undoing a clearing gives
// back what was submitted. What is cleared goes back to its ministry for
// correction after the round has closed.
func (s ReportState) After(action ReportAction) (ReportState, error) {
	switch {
	case s.Editable() && action == SubmitReport:
		return ReportSubmitted, nil
	case s == ReportSubmitted && action == WithdrawReport:
		return ReportDraft, nil
	case s == ReportSubmitted && action == ReturnReport:
		return ReportReturned, nil
	case s == ReportSubmitted && action == ClearReport:
		return ReportCleared, nil
	case s == ReportCleared && action == CorrectReport:
		return ReportReturned, nil
	case s == ReportCleared && action == UndoClearing:
		return ReportSubmitted, nil
	}
	return s, NewError(KindState, "error.report_state."+string(s), "Action", string(action))
}

// Report (statusrapport) is a measure's report in a round: one per measure and
// round. Content is what the ministry wrote last; other people see it only as
// far as ReportView lets them.
type Report struct {
	ID                 int64
	RoundID            int64
	MeasureID          int64
	Period             Quarter // the round's, kept here so that the newest is found by index
	LeadID             int64   // the ministry that owes the report
	State              ReportState
	Content            ReportContent `gorm:"embedded"`
	Revision           int           // counts the saves; the guard against overwriting
	WrittenBy          *int64        // who saved last
	SubmittedRevision  int           // the revision that was submitted last; 0: never
	SubmittedAt        *time.Time
	SubmittedBy        *int64
	FirstSubmittedAt   *time.Time   // the first that was not taken back; what days late are counted from
	SubmittedWithout   List[string] // contributing ministries that had not signed, when the lead chose to submit all the same
	ApprovedRole       string       // who approved it inside the ministry: the role, not a name
	ApprovedOn         Date
	DraftApproval      ApprovalTyped `gorm:"embedded;embeddedPrefix:draft_approved_"` // as it stands in the form
	ClearedAt          *time.Time
	ClearedBy          *int64
	ClearedAsException bool // the one who cleared had written it
	ExceptionReason    string
	ReturnComment      string // the newest; all stand in the trail
	ReturnedAt         *time.Time
	CorrectionReason   string // why it was opened for correction after its round closed; empty: it was not, or the correction is cleared
	CreatedAt          time.Time
	UpdatedAt          time.Time
}

// Link points at evidence or further reading.
type Link struct {
	URL   string `json:"url"`
	Label string `json:"label"`
}

// ReportContent is what the ministry writes. Obstacles, HelpNeeded and
// StatusNote are not for publication; the rest may be published.
type ReportContent struct {
	Status         Status               `json:"status" gorm:"embedded"`
	Done           string               `json:"done"`
	Next           string               `json:"next"`
	Obstacles      string               `json:"obstacles"`
	HelpNeeded     string               `json:"help_needed"`
	NewsletterText string               `json:"newsletter_text"`
	Links          List[Link]           `json:"links"`
	Language       Language             `json:"language"`
	NoChange       bool                 `json:"no_change"`
	Milestones     List[MilestoneState] `json:"milestones"`
	StatusNote     string               `json:"status_note,omitempty"` // why the status is better than what can be counted
}

// WithoutUnpublishable leaves out the fields that are not for publication.
func (c ReportContent) WithoutUnpublishable() ReportContent {
	c.Obstacles, c.HelpNeeded, c.StatusNote = "", "", ""
	return c
}

// Revision is one saved text: of a report, a contribution or a newsletter
// issue. It is never changed or removed.
type Revision struct {
	ID        int64
	Subject   RevisionSubject
	SubjectID int64
	Number    int
	Content   string // canonical JSON
	Hash      string // SHA-256 of Content, hexadecimal
	SavedBy   *int64
	SavedAt   time.Time
	SetAside  bool // refused because somebody else saved first; kept all the same
	BasedOn   int  // the revision the writer had seen
}

// RevisionSubject is what a revision is a text of.
type RevisionSubject string

// The subjects of revisions.
const (
	RevisionOfReport       RevisionSubject = "report"
	RevisionOfContribution RevisionSubject = "contribution"
	RevisionOfIssue        RevisionSubject = "issue"
	RevisionOfIssueItem    RevisionSubject = "issue_item"
)

// Contribution (bidrag) is a contributing ministry's paragraph in a report,
// signed by that ministry.
type Contribution struct {
	ID             int64
	ReportID       int64
	OrganisationID int64
	Text           string
	Language       Language
	Revision       int
	WrittenBy      *int64
	SignedAt       *time.Time
	SignedBy       *int64
	SignedRole     string // role inside the ministry, not a name
	SignedForBy    *int64 // the agency that signed on behalf of its ministry; nil: the ministry itself
	FirstSignedAt  *time.Time
	UpdatedAt      time.Time
}

// Signed tells whether the ministry stands behind the paragraph.
func (c Contribution) Signed() bool { return c.SignedAt != nil }
