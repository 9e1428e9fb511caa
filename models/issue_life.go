package models

import "time"

// IssueRef names the newsletter of a quarter: 2026-k3 is its newest number,
// 2026-k3.2 the first erratum. It is written as editions are.
type IssueRef struct {
	Period Quarter
	Number int // 0: the newest
}

// ParseIssueRef reads 2026-k3 or 2026-k3.2.
func ParseIssueRef(text string) (IssueRef, error) {
	ref, err := ParseEditionRef(text)
	return IssueRef{Period: ref.Period, Number: ref.Revision}, err
}

// String writes 2026-k3.2, or 2026-k3 for the newest.
func (r IssueRef) String() string {
	return EditionRef{Period: r.Period, Revision: r.Number}.String()
}

// IssuePublication says where and when a frozen issue was published. The newest
// of an issue counts.
type IssuePublication struct {
	ID          int64
	IssueID     int64
	Address     string
	PublishedOn Date
	MarkedBy    int64
	MarkedAt    time.Time
}

// IssueText is the words of a frozen issue, as they are read and as they are
// searched in.
type IssueText struct {
	IssueID int64 `gorm:"primaryKey;autoIncrement:false"`
	Text    string
	Folded  string // by FoldText
}
