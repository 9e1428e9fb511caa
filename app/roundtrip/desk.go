package roundtrip

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"tiltak/app/reporting"
	"tiltak/app/store"
	"tiltak/models"
)

// waits is how long an upload waits to be confirmed.
const waits = 24 * time.Hour

// Desk gives out workbooks and takes them back.
type Desk struct {
	store   *store.Store
	reports *reporting.Desk
}

// NewDesk makes the desk of a store.
func NewDesk(s *store.Store) *Desk { return &Desk{store: s, reports: reporting.NewDesk(s)} }

func (d *Desk) now() time.Time { return d.store.Now() }

// Book gives all that a person writes in the running round of a plan, with the
// texts of last time. It fails with KindState when no round runs.
func (d *Desk) Book(ctx context.Context, person models.Person, planID int64) (Book, error) {
	return readBook(d.store.Read(ctx), person, planID, true)
}

// RefusedError says everything that is wrong with a file. Nothing is kept of it.
type RefusedError struct{ Faults Faults }

// Error gives the technical text: how many faults, and the first.
func (e *RefusedError) Error() string {
	return fmt.Sprintf("roundtrip: %d faults in the workbook, the first %s", len(e.Faults), e.Faults[0].Key)
}

// Take reads a workbook that has come back and sets what is new in it aside,
// until its sender confirms it. It tells whether there is anything new. It fails
// with *RefusedError.
func (d *Desk) Take(ctx context.Context, person models.Person, planID int64, file []byte, words Words) (changed bool, err error) {
	header, pending, faults := Read(file, words)
	if len(faults) > 0 {
		return false, &RefusedError{faults}
	}
	book, err := readBook(d.store.Read(ctx), person, planID, false)
	if err != nil {
		return false, err
	}
	if faults := belongs(header, book, words); len(faults) > 0 {
		return false, &RefusedError{faults}
	}
	if pending.None() {
		return false, nil
	}
	text, err := json.Marshal(pending)
	if err != nil {
		return false, models.Wrap(err, "encode an upload")
	}
	sum := sha256.Sum256(file)
	upload := models.Upload{UserID: person.UserID, PlanID: planID, RoundID: book.RoundID, Content: string(text), Hash: hex.EncodeToString(sum[:])}
	return true, d.keep(ctx, person, book.PlanCode, upload)
}

// belongs tells why a workbook is not one of the person's in the running round.
func belongs(header Header, book Book, words Words) Faults {
	var faults Faults
	switch {
	case header.PlanCode != book.PlanCode:
		faults.file("other_plan", nil)
		return faults
	case header.RoundID != book.RoundID:
		faults.file("other_round", models.Args("File", words.Quarter(header.Period), "Now", words.Quarter(book.Period)))
		return faults
	}
	for _, id := range header.Reports {
		if !slices.ContainsFunc(book.Reports, func(r Report) bool { return r.ID == id }) {
			faults.file("other_ministry", nil)
			return faults
		}
	}
	for _, id := range header.Contributions {
		if !slices.ContainsFunc(book.Contributions, func(c Contribution) bool { return c.ID == id }) {
			faults.file("other_ministry", nil)
			return faults
		}
	}
	return faults
}

// Waiting is an upload that waits, beside what stands now.
type Waiting struct {
	Upload  models.Upload
	Book    Book
	Pending Pending
}

// Waiting gives the person's upload that waits, or a not-found error.
func (d *Desk) Waiting(ctx context.Context, person models.Person, planID int64) (Waiting, error) {
	upload, err := d.waiting(ctx, person, planID)
	if err != nil {
		return Waiting{}, err
	}
	if upload == nil {
		return Waiting{}, models.NotFound()
	}
	book, err := readBook(d.store.Read(ctx), person, planID, false)
	if err != nil {
		return Waiting{}, err
	}
	if book.RoundID != upload.RoundID {
		return Waiting{}, models.NotFound()
	}
	var pending Pending
	if err := json.Unmarshal([]byte(upload.Content), &pending); err != nil {
		return Waiting{}, models.Wrap(err, "decode an upload")
	}
	return Waiting{Upload: *upload, Book: book, Pending: pending}, nil
}

// Has tells whether the person has an upload that waits.
func (d *Desk) Has(ctx context.Context, person models.Person, planID int64) (bool, error) {
	upload, err := d.waiting(ctx, person, planID)
	return upload != nil, err
}

// Discard throws the person's upload away.
func (d *Desk) Discard(ctx context.Context, person models.Person, planID int64, planCode string) error {
	upload, err := d.waiting(ctx, person, planID)
	if err != nil || upload == nil {
		return err
	}
	return d.discard(ctx, person, planCode, *upload)
}

// Decisions are what the person has said to an upload: which upload it was,
// which version of each text was seen, and, where both have changed, which is to
// stand. Keys are «R12» and «B3».
type Decisions struct {
	Upload int64
	Seen   map[string]int
	File   map[string]map[Field]bool // true: the workbook's; no entry: not said
}

// Outcome tells what has become of a confirmed upload. Keys are as in Decisions.
type Outcome struct {
	Saved     int
	Stale     map[string]bool // changed since the person saw it; shown again
	Undecided map[string]bool // a choice lacks
	Closed    map[string]bool // submitted, cleared or closed meanwhile
}

// Done tells whether everything has been dealt with.
func (o Outcome) Done() bool { return len(o.Stale)+len(o.Undecided)+len(o.Closed) == 0 }

// Confirm saves an upload as drafts: each text that stands as it was seen. The
// others wait on, and the outcome tells why. Nothing is submitted or signed. It
// fails with KindState when another upload waits than the one that was seen.
func (d *Desk) Confirm(ctx context.Context, person models.Person, planID int64, decisions Decisions) (Outcome, error) {
	outcome := Outcome{Stale: map[string]bool{}, Undecided: map[string]bool{}, Closed: map[string]bool{}}
	w, err := d.Waiting(ctx, person, planID)
	if err != nil {
		return outcome, err
	}
	if w.Upload.ID != decisions.Upload {
		return outcome, models.NewError(models.KindState, "roundtrip.problem.other_upload")
	}
	var left Pending
	for _, changes := range w.Pending.Reports {
		done, err := d.confirmReport(ctx, person, w.Book, changes, decisions, &outcome)
		if err != nil {
			return outcome, err
		}
		if !done {
			left.Reports = append(left.Reports, changes)
		}
	}
	for _, changes := range w.Pending.Contributions {
		done, err := d.confirmContribution(ctx, person, w.Book, changes, decisions, &outcome)
		if err != nil {
			return outcome, err
		}
		if !done {
			left.Contributions = append(left.Contributions, changes)
		}
	}
	if left.None() {
		return outcome, d.discard(ctx, person, w.Book.PlanCode, w.Upload)
	}
	if outcome.Saved == 0 {
		return outcome, nil
	}
	text, err := json.Marshal(left)
	if err != nil {
		return outcome, models.Wrap(err, "encode an upload")
	}
	w.Upload.Content = string(text)
	return outcome, d.reduce(ctx, person, w.Book.PlanCode, w.Upload)
}

// confirmReport tells whether the report is dealt with.
func (d *Desk) confirmReport(ctx context.Context, person models.Person, book Book, changes Changes, decisions Decisions, outcome *Outcome) (done bool, err error) {
	key := reportID(changes.ID)
	i := slices.IndexFunc(book.Reports, func(r Report) bool { return r.ID == changes.ID })
	if i < 0 {
		outcome.Closed[key] = true
		return false, nil
	}
	r := book.Reports[i]
	differences := Compare(values(r.Content), changes.Fields)
	added := Added(r.Content.Milestones, changes.Added)
	if len(differences)+len(added) == 0 {
		return true, nil
	}
	if !ready(key, r.Revision, !r.State.Editable(), differences, decisions, outcome) {
		return false, nil
	}
	merged := Merge(r.Content, changes, func(field Field) bool { return decisions.File[key][field] })
	if !differs(values(r.Content), values(merged)) && len(added) == 0 {
		return true, nil // everything was decided to stay
	}
	_, err = d.reports.SaveDraft(ctx, person, r.ID, r.Revision, merged)
	return d.saved(key, err, outcome)
}

func (d *Desk) confirmContribution(ctx context.Context, person models.Person, book Book, changes Changes, decisions Decisions, outcome *Outcome) (done bool, err error) {
	key := contributionID(changes.ID)
	i := slices.IndexFunc(book.Contributions, func(c Contribution) bool { return c.ID == changes.ID })
	if i < 0 {
		outcome.Closed[key] = true
		return false, nil
	}
	c := book.Contributions[i]
	now := contributionValues(c.Content)
	differences := Compare(now, changes.Fields)
	if len(differences) == 0 {
		return true, nil
	}
	if !ready(key, c.Revision, c.Closed, differences, decisions, outcome) {
		return false, nil
	}
	content, same := c.Content, true
	for _, difference := range differences {
		switch {
		case difference.Conflict && !decisions.File[key][difference.Field]:
		case difference.Field == fieldText:
			content.Text, same = difference.File, false
		case difference.Field == fieldLanguage:
			content.Language, same = models.Language(difference.File), false
		}
	}
	if same {
		return true, nil
	}
	_, err = d.reports.SaveContribution(ctx, person, c.ID, c.Revision, content.Text, content.Language)
	return d.saved(key, err, outcome)
}

// ready tells whether a text may be saved now: it stands as it was seen, may be
// written, and every choice is made.
func ready(key string, revision int, closed bool, differences []Difference, decisions Decisions, outcome *Outcome) bool {
	seen, said := decisions.Seen[key]
	switch {
	case closed:
		outcome.Closed[key] = true
	case !said || seen != revision:
		outcome.Stale[key] = true
	case slices.ContainsFunc(differences, func(d Difference) bool {
		_, decided := decisions.File[key][d.Field]
		return d.Conflict && !d.Gone && !decided
	}):
		outcome.Undecided[key] = true
	default:
		return true
	}
	return false
}

// saved sorts the answer to a save: done, too late, or failed.
func (d *Desk) saved(key string, err error, outcome *Outcome) (done bool, failed error) {
	var conflict *reporting.ConflictError
	switch {
	case err == nil:
		outcome.Saved++
		return true, nil
	case errors.As(err, &conflict), models.IsKind(err, models.KindConflict):
		outcome.Stale[key] = true
		return false, nil
	case models.IsKind(err, models.KindState), models.IsKind(err, models.KindForbidden), models.IsKind(err, models.KindNotFound):
		outcome.Closed[key] = true
		return false, nil
	}
	return false, err
}

func differs(a, b map[Field]string) bool {
	if len(a) != len(b) {
		return true
	}
	for field, value := range a {
		if b[field] != value {
			return true
		}
	}
	return false
}
