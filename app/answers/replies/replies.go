// Package replies is the desk where the coordinator words the reply on the
// recommendations of an evaluation: the last text of a chain that begins with
// what the ministries wrote and goes on with what was cleared. Every save is
// kept; a frozen reply is kept as files.
package replies

import (
	"context"
	"slices"
	"strings"

	"tiltak/app/answers"
	"tiltak/app/editions"
	"tiltak/app/store"
	"tiltak/models"
)

// Desk keeps replies.
type Desk struct {
	store  *store.Store
	papers *answers.Desk
	reader *editions.Reader
}

// NewDesk makes the desk of a store.
func NewDesk(s *store.Store) *Desk {
	reader := editions.NewReader(s)
	return &Desk{store: s, papers: answers.NewDesk(reader), reader: reader}
}

// Formats are those that a reply can be downloaded in, and is frozen as.
func Formats() []string { return []string{"docx", "xlsx", "html", "md", "txt"} }

// Languages are those that a reply is worded in, and is frozen in.
func Languages() []models.Language { return []models.Language{models.English, models.Bokmaal} }

// mostEditions is how many editions are looked through for the newest.
const mostEditions = 60

// Work is a draft with what it is made from.
type Work struct {
	Reply  models.ReplyDesk
	Ref    models.EditionRef // with its revision
	Newest models.EditionRef // of all editions
	Basis  answers.Basis
	Texts  []Saved // the newest of each recommendation and language
}

// Last is the number of the newest saved text, so that one freezes what one has
// seen.
func (w Work) Last() int64 {
	var last int64
	for _, t := range w.Texts {
		last = max(last, t.ID)
	}
	return last
}

// Wordings are the texts of a language that say something, by recommendation.
func (w Work) Wordings(written models.Language) map[string]string {
	wordings := map[string]string{}
	for _, t := range w.Texts {
		if t.Language == written && t.Text != "" {
			wordings[t.Ref] = t.Text
		}
	}
	return wordings
}

// Find gives the newest text of a recommendation in a language.
func (w Work) Find(ref string, written models.Language) (Saved, bool) {
	for _, t := range w.Texts {
		if t.Ref == ref && t.Language == written {
			return t, true
		}
	}
	return Saved{}, false
}

// Newest is the newest edition of a plan; zero before the first. It costs one
// query.
func (d *Desk) newest(ctx context.Context, planID int64) ([]editions.Listed, error) {
	return d.reader.List(ctx, planID, 0, mostEditions)
}

// work reads the draft of an evaluation with its basis and its texts. It costs
// three queries.
func (d *Desk) work(ctx context.Context, reply models.ReplyDesk, evaluation models.EvaluationRef) (Work, error) {
	work := Work{Reply: reply}
	listed, err := d.newest(ctx, reply.PlanID)
	if err != nil {
		return work, err
	}
	if len(listed) == 0 {
		return work, models.NotFound()
	}
	work.Newest = listed[0].Ref()
	asked := answers.Asked{Kind: answers.Reply, AsOf: models.AsOf{Edition: reply.Edition()}, Evaluation: evaluation.String(), Language: models.English}
	if work.Basis, err = d.papers.For(ctx, reply.PlanID, asked, models.Date{}); err != nil {
		return work, err
	}
	work.Ref = work.Basis.Ref
	work.Texts, err = d.texts(ctx, reply.ID)
	return work, err
}

// Begin starts a reply on the newest edition. Where a draft is under way, it is
// left as it is. A later reply begins with the texts of the one before.
func (d *Desk) Begin(ctx context.Context, person models.Person, planID int64, evaluation models.EvaluationRef) error {
	if !person.May(models.KeepCatalogue) {
		return models.Forbidden()
	}
	listed, err := d.newest(ctx, planID)
	if err != nil {
		return err
	}
	if len(listed) == 0 {
		return models.NewError(models.KindState, "reply.problem.no_edition")
	}
	asked := answers.Asked{Kind: answers.Reply, AsOf: models.AsOf{Edition: models.EditionRef{Period: listed[0].Period}}, Evaluation: evaluation.String()}
	if _, err := d.papers.For(ctx, planID, asked, models.Date{}); err != nil { // nothing to reply to
		return err
	}
	err = d.store.Write(ctx, func(tx *store.Tx) error {
		place, err := placeOf(tx, planID, evaluation)
		if err != nil {
			return err
		}
		before, err := newestReply(tx, planID, place.EvaluationID)
		if err != nil {
			return err
		}
		if before != nil && before.State == models.ReplyDraft {
			return models.NewError(models.KindConflict, "reply.problem.begun")
		}
		reply := models.ReplyDesk{
			PlanID: planID, EvaluationID: place.EvaluationID, Number: 1, Period: listed[0].Period, State: models.ReplyDraft, BegunBy: person.UserID, BegunAt: tx.Now(),
		}
		if before != nil {
			reply.Number = before.Number + 1
		}
		if err := tx.Create(&reply).Error; err != nil {
			return err
		}
		if before != nil {
			if err := carry(tx, *before, reply); err != nil {
				return err
			}
		}
		return tx.Record(store.ActorOf(person), "reply.begin", "reply", reply.ID, place.PlanCode, nil,
			map[string]any{"evaluation": evaluation.String(), "number": reply.Number, "edition": reply.Period.String()})
	})
	if models.IsKind(err, models.KindConflict) { // somebody has begun already
		return nil
	}
	return err
}

// ConflictError says that somebody else has saved since the text was read. What
// was typed is kept, set aside.
type ConflictError struct {
	Typed string
	Other Saved
}

// Error is for logs.
func (e *ConflictError) Error() string { return "conflict: a wording was saved by somebody else first" }

// Wording is what is saved: the text of a recommendation in a language, and the
// number of the one that it was made from; 0: there was none.
type Wording struct {
	Ref      string
	Language models.Language
	Based    int
	Text     string
}

// Save keeps a wording. When there is a newer one than the one it is based on,
// it is set aside and the error is a *ConflictError.
func (d *Desk) Save(ctx context.Context, person models.Person, planID int64, evaluation models.EvaluationRef, wording Wording) error {
	if !person.May(models.KeepCatalogue) {
		return models.Forbidden()
	}
	wording.Text = strings.TrimSpace(models.CleanText(wording.Text))
	if err := models.CheckReplyText(wording.Text); err != nil {
		return err
	}
	work, err := d.Work(ctx, person, planID, evaluation)
	if err != nil {
		return err
	}
	source, err := d.sourceOf(work, wording.Ref)
	if err != nil {
		return err
	}
	var conflict *ConflictError
	err = d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet() // a draft stands on no page that others see
		place, err := takeDraft(tx, work.Reply, evaluation)
		if err != nil {
			return err
		}
		newest, number, err := newestText(tx, work.Reply.ID, wording.Ref, wording.Language)
		if err != nil {
			return err
		}
		text := models.ReplyText{
			ReplyID: work.Reply.ID, Ref: wording.Ref, Language: wording.Language, Number: number + 1, Text: wording.Text, Source: source, SavedBy: person.UserID, SavedAt: tx.Now(),
		}
		action := "reply.save"
		if newest.Number != wording.Based && newest.Text != wording.Text {
			text.SetAside, action = true, "reply.set_aside"
			conflict = &ConflictError{Typed: wording.Text, Other: newest}
		}
		if err := tx.Create(&text).Error; err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), action, "reply", work.Reply.ID, place.PlanCode, nil,
			map[string]any{"recommendation": wording.Ref, "language": wording.Language, "number": text.Number, "hash": models.HashText(wording.Text)})
	})
	if err == nil && conflict != nil {
		return conflict
	}
	return err
}

// sourceOf is what a wording of a recommendation is made from now.
func (d *Desk) sourceOf(work Work, ref string) (string, error) {
	sources := work.Basis.Sources()
	at := slices.IndexFunc(sources, func(s answers.Source) bool { return s.Recommendation.Ref == ref })
	if at < 0 {
		return "", models.NotFound()
	}
	printer, err := d.papers.Printer(models.Bokmaal)
	return sources[at].Text(printer), err
}

// Follow makes the draft follow the newest edition.
func (d *Desk) Follow(ctx context.Context, person models.Person, planID int64, evaluation models.EvaluationRef) error {
	work, err := d.Work(ctx, person, planID, evaluation)
	if err != nil {
		return err
	}
	if work.Newest.Period == work.Reply.Period {
		return nil
	}
	asked := answers.Asked{Kind: answers.Reply, AsOf: models.AsOf{Edition: models.EditionRef{Period: work.Newest.Period}}, Evaluation: evaluation.String()}
	if _, err := d.papers.For(ctx, planID, asked, models.Date{}); err != nil {
		return err
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		place, err := takeDraft(tx, work.Reply, evaluation)
		if err != nil {
			return err
		}
		if err := tx.Model(&models.ReplyDesk{}).Where("id = ?", work.Reply.ID).Update("period", work.Newest.Period).Error; err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "reply.follow", "reply", work.Reply.ID, place.PlanCode,
			map[string]any{"edition": work.Reply.Period.String()}, map[string]any{"edition": work.Newest.Period.String()})
	})
}
