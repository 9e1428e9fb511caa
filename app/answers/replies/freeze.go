package replies

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"tiltak/app/answers"
	"tiltak/app/store"
	"tiltak/models"
)

// Seen is what somebody has seen of a draft that they freeze: the edition with
// its revision, and the newest saved text.
type Seen struct {
	Edition string
	Last    int64
}

// Freeze closes a reply for good: its files are made and kept whole, so that the
// same bytes come out years later. It fails with a conflict when anything has
// changed since it was seen.
func (d *Desk) Freeze(ctx context.Context, person models.Person, planID int64, evaluation models.EvaluationRef, seen Seen) error {
	work, err := d.Work(ctx, person, planID, evaluation)
	if err != nil {
		return err
	}
	changed := models.NewError(models.KindConflict, "reply.problem.changed")
	if work.Ref.String() != seen.Edition || work.Last() != seen.Last {
		return changed
	}
	files, err := d.Files(work)
	if err != nil {
		return err
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		place, err := takeDraft(tx, work.Reply, evaluation)
		if err != nil {
			return err
		}
		switch same, err := unchanged(tx, work); {
		case err != nil:
			return err
		case !same:
			return changed
		}
		hashes := map[string]any{}
		for i := range files {
			files[i].ReplyID, files[i].MadeAt = work.Reply.ID, tx.Now()
			hashes[string(files[i].Language)+"."+files[i].Format] = files[i].Hash
		}
		if err := tx.Create(&files).Error; err != nil {
			return err
		}
		now := tx.Now()
		reply := work.Reply
		reply.State, reply.Revision, reply.FrozenAt, reply.FrozenBy = models.ReplyFrozen, work.Ref.Revision, &now, &person.UserID
		if err := tx.Save(&reply).Error; err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "reply.freeze", "reply", reply.ID, place.PlanCode, map[string]any{"state": models.ReplyDraft},
			map[string]any{"state": models.ReplyFrozen, "evaluation": evaluation.String(), "number": reply.Number, "edition": work.Ref.String(), "files": hashes})
	})
}

// Files writes a reply in every language and format, as it is when it is frozen.
func (d *Desk) Files(work Work) ([]models.ReplyFile, error) {
	var files []models.ReplyFile
	for _, written := range Languages() {
		for _, name := range Formats() {
			file, err := d.file(work, written, name, false)
			if err != nil {
				return nil, err
			}
			files = append(files, models.ReplyFile{Language: written, Format: name, Name: file.Name, Body: file.Body, Hash: hashOf(file.Body)})
		}
	}
	return files, nil
}

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// file writes a reply as one file.
func (d *Desk) file(work Work, written models.Language, name string, draft bool) (answers.File, error) {
	format, err := answers.Reply.FormatOf(name)
	if err != nil {
		return answers.File{}, err
	}
	made, err := d.made(work, written, draft)
	if err != nil {
		return answers.File{}, err
	}
	body, err := format.Write(made)
	file := answers.File{Name: answers.FileName(answers.Reply, work.Basis, written, format), ContentType: format.ContentType, Body: body, Missing: len(made.Missing)}
	if draft {
		file.Name = "utkast-" + file.Name
	}
	return file, err
}

// made is the reply with the wordings of its language.
func (d *Desk) made(work Work, written models.Language, draft bool) (answers.Made, error) {
	printer, err := d.papers.Printer(written)
	if err != nil {
		return answers.Made{}, err
	}
	basis := work.Basis
	basis.Wordings, basis.Draft = work.Wordings(written), draft
	return answers.Make(answers.Reply, basis, printer)
}

// DraftFile is a draft as a file, marked as one.
func (d *Desk) DraftFile(ctx context.Context, person models.Person, planID int64, evaluation models.EvaluationRef, written models.Language, format string) (answers.File, error) {
	work, err := d.Work(ctx, person, planID, evaluation)
	if err != nil {
		return answers.File{}, err
	}
	return d.file(work, written, format, true)
}

// Again makes the files of a frozen reply once more, of its edition and texts,
// so that one can see that they are the same.
func (d *Desk) Again(ctx context.Context, planID int64, evaluation models.EvaluationRef, number int) ([]models.ReplyFile, error) {
	listed, err := d.List(ctx, planID, evaluation)
	if err != nil {
		return nil, err
	}
	for _, reply := range listed {
		if reply.Number == number && reply.State == models.ReplyFrozen {
			work, err := d.work(ctx, reply.ReplyDesk, evaluation)
			if err != nil {
				return nil, err
			}
			return d.Files(work)
		}
	}
	return nil, models.NotFound()
}
