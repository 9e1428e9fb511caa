package answers

import (
	"context"
	"sync"

	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/models"
)

// Basis is what a paper is made from: the state of a plan in an edition, or as
// it was cleared by the end of a day.
type Basis struct {
	AsOf     models.AsOf
	Snapshot models.Snapshot // without what is not for publication
	// Revision is the edition's, or for a day that of the edition which was the
	// newest then; its Ref is zero before the first.
	Ref        models.EditionRef
	Revision   models.EditionRevision
	Newest     bool                 // of an edition: no later revision of it exists
	Unfinished bool                 // of a day: it was not over, so that more may be cleared on it
	Checksum   string               // SHA-256 of the snapshot; only for a day, as an edition has its own
	Evaluation models.EvaluationRef // that a reply is to; zero for other papers
	// Wordings are what the coordinator has written in the reply's language, by
	// recommendation: what was done, in place of the ministries' own texts.
	Wordings map[string]string
	Draft    bool // a reply that is not frozen
}

// ByDate tells whether the basis is a day rather than an edition.
func (b Basis) ByDate() bool { return !b.AsOf.Date.IsZero() }

// Name names the basis in file names: 2026-k3.1, or 2026-09-30.
func (b Basis) Name() string {
	if b.ByDate() {
		return b.AsOf.Date.String()
	}
	return b.Ref.String()
}

// Corrected tells whether the edition is an erratum or comes of a reopening.
func (b Basis) Corrected() bool {
	return !b.ByDate() && b.Revision.Number > 0 && b.Revision.Kind != models.EditionAtClose
}

// Desk reads what papers are made from.
type Desk struct {
	reader   *editions.Reader
	messages func() (*language.Catalogue, error)
}

// NewDesk makes the desk over a reader of editions.
func NewDesk(reader *editions.Reader) *Desk {
	return &Desk{reader: reader, messages: sync.OnceValues(language.Load)}
}

// Read gives the basis of papers. What is asked for must be an edition or a
// day; an edition that does not exist is a not-found error, a day that has not
// come or is before the plan an invalid-input error. Whoever may make papers may
// see what is cleared in the running round, so that a paper of a day is the same
// before and after that round has closed.
func (d *Desk) Read(ctx context.Context, planID int64, asOf models.AsOf, today models.Date) (Basis, error) {
	return d.read(ctx, planID, asOf, today, false)
}

func (d *Desk) read(ctx context.Context, planID int64, asOf models.AsOf, today models.Date, answering bool) (Basis, error) {
	if asOf.Now() {
		return Basis{}, models.NewError(models.KindInvalid, "answers.problem.basis")
	}
	if !asOf.Date.IsZero() {
		return d.readDay(ctx, planID, asOf, today, answering)
	}
	edition, err := d.reader.AsOf(ctx, planID, asOf, today, editions.Seen{})
	return Basis{AsOf: asOf, Snapshot: edition.Snapshot.Public(), Ref: edition.Ref, Revision: edition.Revision, Newest: edition.Newest}, err
}

// readDay reads what was cleared when a day ended, and which edition was the
// newest then. It costs five queries at most.
func (d *Desk) readDay(ctx context.Context, planID int64, asOf models.AsOf, today models.Date, answering bool) (Basis, error) {
	snapshot, newest, err := d.reader.Day(ctx, planID, asOf.Date, today, answering)
	if err != nil {
		return Basis{}, err
	}
	basis := Basis{AsOf: asOf, Snapshot: snapshot.Public()}
	encoded, err := basis.Snapshot.Encode()
	if err != nil {
		return Basis{}, err
	}
	basis.Checksum = models.HashText(encoded)
	if newest == nil {
		return basis, nil
	}
	basis.Ref, basis.Revision = newest.Ref, newest.Revision
	return basis, nil
}

// Printer gives the printer of a paper's language.
func (d *Desk) Printer(written models.Language) (language.Printer, error) {
	catalogue, err := d.messages()
	if err != nil {
		return language.Printer{}, models.Wrap(err, "read the messages")
	}
	return catalogue.Printer(written), nil
}

// File is a paper as it is downloaded.
type File struct {
	Name        string
	ContentType string
	Body        []byte
	Missing     int // English texts, of a reply in English
}

// Asked is what a paper is asked for as.
type Asked struct {
	Kind       Kind
	AsOf       models.AsOf
	Evaluation string // that a reply is to, as GRETA-3; empty: the usual one
	Language   models.Language
}

// For reads the basis of one paper. A reply to an evaluation without
// recommendations is a not-found error that names those there are.
func (d *Desk) For(ctx context.Context, planID int64, asked Asked, today models.Date) (Basis, error) {
	basis, err := d.read(ctx, planID, asked.AsOf, today, asked.Kind == Reply)
	if err != nil || asked.Kind != Reply {
		return basis, err
	}
	return basis.ReplyTo(asked.Evaluation)
}

// File makes a paper of an edition or a day in one of its formats, and counts
// the English texts that it lacks.
func (d *Desk) File(ctx context.Context, planID int64, asked Asked, today models.Date, format Format) (File, error) {
	basis, err := d.For(ctx, planID, asked, today)
	if err != nil {
		return File{}, err
	}
	printer, err := d.Printer(asked.Language)
	if err != nil {
		return File{}, err
	}
	made, err := Make(asked.Kind, basis, printer)
	if err != nil {
		return File{}, err
	}
	body, err := format.Write(made)
	return File{Name: FileName(asked.Kind, basis, asked.Language, format), ContentType: format.ContentType, Body: body, Missing: len(made.Missing)}, err
}
