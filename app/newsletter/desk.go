package newsletter

import (
	"context"
	"errors"
	"sync"
	"time"

	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Desk is where KOM makes the status section of each newsletter.
type Desk struct {
	store    *store.Store
	editions *editions.Reader
	messages func() (*language.Catalogue, error)
	teller   Teller // nil: nobody is told of questions
}

// NewDesk makes the desk of a store.
func NewDesk(s *store.Store, reader *editions.Reader) *Desk {
	return &Desk{store: s, editions: reader, messages: sync.OnceValues(language.Load)}
}

func (d *Desk) printer(written models.Language) (language.Printer, error) {
	catalogue, err := d.messages()
	if err != nil {
		return language.Printer{}, models.Wrap(err, "read the messages")
	}
	return catalogue.Printer(written), nil
}

// Saved tells what a save has become.
type Saved struct {
	Revision int
	At       time.Time
	// NewItem is the id of a paragraph that an action made, else 0.
	NewItem int64
}

// ConflictError says that somebody else saved first. Both contents are kept:
// Theirs stands, Mine is set aside as a revision of its own.
type ConflictError struct {
	Theirs   Content
	Revision int // the number of Theirs
	Who      string
	At       time.Time
	Mine     Content
	told     *models.Error
}

// Error gives the technical text.
func (e *ConflictError) Error() string { return e.told.Error() }

// Unwrap gives the domain error, of the kind conflict.
func (e *ConflictError) Unwrap() error { return e.told }

// Loaded is an issue with its items and the edition it is made from.
type Loaded struct {
	Issue    models.Issue
	Items    []models.IssueItem
	Snapshot models.Snapshot // the public one
	Source   models.EditionRef
	Newest   models.EditionRef // of the same edition
	Before   models.EditionRef // the edition compared with, where the editor has chosen one
	Earlier  []models.EditionRef
	SavedBy  string
	FrozenBy string
	Stored   []string // the formats that a frozen issue is kept in
	// FrozenNumber is the newest frozen number of the quarter; 0: none.
	FrozenNumber int
	Published    string // the address it was published at; empty: not yet
	PublishedOn  models.Date
	// Questions are those about the quarter's newsletter; of a draft only.
	Questions []Asked
}

// SourceChanged tells whether the edition has a newer revision than the issue
// is made from.
func (l Loaded) SourceChanged() bool { return l.Newest.Revision > l.Source.Revision }

// Begin makes the issue of a closed quarter, from the newest revision of its
// edition. A quarter that has an issue, gives that one.
func (d *Desk) Begin(ctx context.Context, person models.Person, planID int64, period models.Quarter) (models.Issue, error) {
	if !person.May(models.EditNewsletter) {
		return models.Issue{}, models.Forbidden()
	}
	edition, err := d.edition(ctx, planID, models.EditionRef{Period: period})
	if err != nil {
		return models.Issue{}, err
	}
	items, _, err := d.propose(ctx, planID, edition, Basis{Language: models.Bokmaal})
	if err != nil {
		return models.Issue{}, err
	}
	issue := models.Issue{
		PlanID: planID, Period: period, Number: 1, EditionRevisionID: edition.Revision.ID, State: models.IssueDraft,
		Language: models.Bokmaal, WrittenBy: &person.UserID,
	}
	err = d.store.Write(ctx, func(tx *store.Tx) error {
		return create(tx, person, edition, &issue, items)
	})
	if models.IsKind(err, models.KindConflict) { // two began at once
		return d.find(ctx, planID, period)
	}
	return issue, err
}

// edition reads the edition of a closed round; before the round is closed there
// is none.
func (d *Desk) edition(ctx context.Context, planID int64, ref models.EditionRef) (editions.Edition, error) {
	edition, err := d.editions.Load(ctx, planID, ref, false)
	if models.IsKind(err, models.KindNotFound) {
		return edition, errors.Join(models.NewError(models.KindNotFound, "newsletter.problem.no_edition", "Quarter", ref.Period.String()), err)
	}
	return edition, err
}

func previous(e editions.Edition) models.Snapshot {
	if e.Previous == nil {
		return models.Snapshot{}
	}
	return *e.Previous
}

// Load gives the newest issue of a quarter to somebody who may read it: the draft
// to the editor, what is frozen to others, and a first draft only to those who
// may read unfrozen newsletters; to others it does not exist.
func (d *Desk) Load(ctx context.Context, person models.Person, planID int64, period models.Quarter) (Loaded, error) {
	return d.LoadNumber(ctx, person, planID, models.IssueRef{Period: period})
}

// LoadNumber is Load of the number that the reference names.
func (d *Desk) LoadNumber(ctx context.Context, person models.Person, planID int64, ref models.IssueRef) (Loaded, error) {
	loaded, err := d.load(ctx, planID, ref, person.May(models.EditNewsletter))
	if err != nil {
		return Loaded{}, err
	}
	if !MayRead(person, loaded.Issue) {
		return Loaded{}, models.NotFound()
	}
	edition, err := d.edition(ctx, planID, loaded.Source)
	loaded.Snapshot = edition.Snapshot
	return loaded, err
}

// MayRead tells whether a person may read an issue.
func MayRead(person models.Person, issue models.Issue) bool {
	if issue.State == models.IssueFrozen {
		return person.May(models.ReadIssued)
	}
	return person.May(models.ReadNewsletter)
}

// Save keeps what the editor has typed as the next revision, and then does what
// the buttons say. basedOn is the revision the editor had seen; when there is a
// newer one, it fails with *ConflictError and what was typed is set aside.
func (d *Desk) Save(ctx context.Context, person models.Person, issueID int64, basedOn int, typed Content, actions ...Action) (Saved, error) {
	if !person.May(models.EditNewsletter) {
		return Saved{}, models.Forbidden()
	}
	var saved Saved
	var conflict *ConflictError
	err := d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet() // an unfrozen issue stands on no kept page
		o, err := open(tx, person, issueID)
		if err != nil {
			return err
		}
		saved, conflict, err = o.save(basedOn, typed, actions)
		return err
	})
	if err == nil && conflict != nil {
		return Saved{}, conflict
	}
	return saved, err
}

// Refresh makes the issue follow the newest revision of its edition.
func (d *Desk) Refresh(ctx context.Context, person models.Person, planID int64, period models.Quarter) error {
	if !person.May(models.EditNewsletter) {
		return models.Forbidden()
	}
	issue, err := d.find(ctx, planID, period)
	if err != nil {
		return err
	}
	edition, err := d.edition(ctx, planID, models.EditionRef{Period: period})
	if err != nil {
		return err
	}
	basis, err := d.basisOf(ctx, issue)
	if err != nil {
		return err
	}
	proposed, _, err := d.propose(ctx, planID, edition, basis)
	if err != nil {
		return err
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		o, err := open(tx, person, issue.ID)
		if err != nil {
			return err
		}
		return o.refresh(edition, proposed)
	})
}
