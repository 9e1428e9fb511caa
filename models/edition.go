package models

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Edition (utgave) is a round as it was when it closed. It never changes: an
// erratum or a reopening makes the next revision of it.
type Edition struct {
	ID      int64
	PlanID  int64
	RoundID int64
	Period  Quarter
}

// EditionKind is why a revision of an edition was made.
type EditionKind string

// The kinds of edition revision.
const (
	EditionAtClose  EditionKind = "close"
	EditionErratum  EditionKind = "erratum"
	EditionReopened EditionKind = "reopened"
)

// EditionRevision is one frozen state of an edition: two payloads, public and
// complete, each canonical JSON of a Snapshot with its hash, chained to the
// revision made before it in the plan and to the head of the audit log.
type EditionRevision struct {
	ID              int64
	EditionID       int64
	PlanID          int64
	Number          int
	Kind            EditionKind
	Reason          string
	StatusDate      Date
	MadeAt          time.Time
	MadeBy          *int64
	PublicPayload   string
	PublicHash      string
	CompletePayload string
	CompleteHash    string
	PreviousHash    string // Hash of the revision made before in the plan, or empty
	AuditSequence   int64  // head of the audit log when it was made
	AuditHash       string
	Hash            string
}

// ChainHash is what Hash must be: the SHA-256 of everything the revision
// promises, so that neither a payload nor the order of editions can be changed.
func (r EditionRevision) ChainHash() string {
	return HashText(fmt.Sprintf("%d\n%d\n%s\n%s\n%s\n%s\n%s\n%s\n%d\n%s",
		r.EditionID, r.Number, r.Kind, r.Reason, r.StatusDate, r.PublicHash, r.CompleteHash, r.PreviousHash, r.AuditSequence, r.AuditHash))
}

// EditionRef names an edition (2026-k3) or one revision of it (2026-k3.1).
// Revision 0 means the newest.
type EditionRef struct {
	Period   Quarter
	Revision int
}

// ParseEditionRef reads 2026-k3 or 2026-k3.1.
func ParseEditionRef(text string) (EditionRef, error) {
	quarter, number, dotted := strings.Cut(text, ".")
	period, err := ParseQuarter(quarter)
	if err != nil {
		return EditionRef{}, err
	}
	ref := EditionRef{Period: period}
	if dotted {
		ref.Revision, err = strconv.Atoi(number)
		if err != nil || ref.Revision < 1 || strconv.Itoa(ref.Revision) != number {
			return EditionRef{}, NewError(KindNotFound, "error.bad_edition", "Text", text)
		}
	}
	return ref, nil
}

// IsZero tells whether no edition is named.
func (e EditionRef) IsZero() bool { return e.Period.IsZero() }

// String writes 2026-k3.1, or 2026-k3 for the newest revision.
func (e EditionRef) String() string {
	if e.Revision == 0 {
		return e.Period.String()
	}
	return e.Period.String() + "." + strconv.Itoa(e.Revision)
}

// MarshalText writes the reference as in addresses.
func (e EditionRef) MarshalText() ([]byte, error) {
	if e.IsZero() {
		return nil, nil
	}
	return []byte(e.String()), nil
}

// UnmarshalText reads a reference as in addresses.
func (e *EditionRef) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*e = EditionRef{}
		return nil
	}
	parsed, err := ParseEditionRef(string(text))
	if err != nil {
		return err
	}
	*e = parsed
	return nil
}

// HashText is the SHA-256 of a text, hexadecimal.
func HashText(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
