package models

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// ReplyState is where a reply on recommendations stands.
type ReplyState string

// The states of a reply. What is frozen never changes.
const (
	ReplyDraft  ReplyState = "draft"
	ReplyFrozen ReplyState = "frozen"
)

// ReplyDesk is a reply on the recommendations of an evaluation that somebody
// works on or has frozen. Revision is that of the edition, fixed when it is
// frozen; 0 while it follows the newest.
type ReplyDesk struct {
	ID           int64
	PlanID       int64
	EvaluationID int64
	Number       int // among those to the same evaluation
	Period       Quarter
	Revision     int
	State        ReplyState
	BegunBy      int64
	BegunAt      time.Time
	FrozenBy     *int64
	FrozenAt     *time.Time
}

// TableName is where replies are stored.
func (ReplyDesk) TableName() string { return "replies" }

// Edition is the edition that the reply is made from; of a draft, its newest
// revision.
func (r ReplyDesk) Edition() EditionRef { return EditionRef{Period: r.Period, Revision: r.Revision} }

// ReplyText is one saved wording of what was done about a recommendation. Source
// is what it was made from. One that lost to somebody else's is set aside.
type ReplyText struct {
	ID       int64
	ReplyID  int64
	Ref      string // of the recommendation
	Language Language
	Number   int
	SetAside bool
	Text     string
	Source   string
	SavedBy  int64
	SavedAt  time.Time
}

// ReplyFile is a file of a frozen reply.
type ReplyFile struct {
	ID       int64
	ReplyID  int64
	Language Language
	Format   string
	Name     string
	Body     []byte
	Hash     string
	MadeAt   time.Time
}

// MaxReplyText is the most characters of a wording.
const MaxReplyText = 8000

// CheckReplyText gives the rule that a wording breaks. One without words is
// fine: then the ministries' own texts stand.
func CheckReplyText(text string) error {
	var problems Problems
	if length := utf8.RuneCountInString(text); length > MaxReplyText {
		problems.Add("tekst", "reply.problem.too_long", "Length", length, "Most", MaxReplyText)
	}
	return problems.Err()
}

// ParseEvaluationRef reads GRETA-3; anything else is a not-found error.
func ParseEvaluationRef(text string) (EvaluationRef, error) {
	at := strings.LastIndex(text, "-")
	if at < 1 {
		return EvaluationRef{}, NotFound()
	}
	round, err := strconv.Atoi(text[at+1:])
	ref := EvaluationRef{Body: text[:at], Round: round}
	if err != nil || round < 1 || ref.String() != text {
		return EvaluationRef{}, NotFound()
	}
	return ref, nil
}
