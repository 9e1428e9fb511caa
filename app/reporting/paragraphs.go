package reporting

import (
	"context"

	"tiltak/app/store"
	"tiltak/models"
)

// SaveContribution keeps a contributing ministry's paragraph. basedOn is the
// revision the writer had seen; *ConflictError when there is a newer one. A
// paragraph that is changed after it was signed is no longer signed.
func (d *Desk) SaveContribution(ctx context.Context, person models.Person, contributionID int64, basedOn int, text string, language models.Language) (Saved, error) {
	var saved Saved
	var conflict *ConflictError
	var refused error
	err := d.store.Write(ctx, func(tx *store.Tx) error {
		desk, err := openContribution(tx, person, contributionID)
		if err != nil {
			return err
		}
		if !desk.contribution.Signed() {
			tx.Quiet() // nobody else sees a paragraph before it is signed
		}
		content := models.ContributionContent{Text: text, Language: language}
		if closed := desk.mayEdit(); closed != nil {
			tx.Quiet()
			refused, err = desk.tooLate(basedOn, content, closed)
			return err
		}
		saved, conflict, err = desk.keep(basedOn, content, false)
		return err
	})
	return outcome(saved, conflict, refused, err)
}

// SignContribution puts the ministry behind the paragraph as it stands. role is
// the role inside the ministry that approved it, not a name.
func (d *Desk) SignContribution(ctx context.Context, person models.Person, contributionID int64, role string) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		desk, err := openContribution(tx, person, contributionID)
		if err != nil {
			return err
		}
		if err := desk.mayEdit(); err != nil {
			return err
		}
		return desk.sign(role)
	})
}

// SaveAndSign keeps the paragraph and signs it in one step, so that nobody
// signs a text they have not seen. The text is kept also when it cannot be
// signed as it is.
func (d *Desk) SaveAndSign(ctx context.Context, person models.Person, contributionID int64, basedOn int, content models.ContributionContent, role string) (Saved, error) {
	var saved Saved
	var conflict *ConflictError
	var refused error
	err := d.store.Write(ctx, func(tx *store.Tx) error {
		desk, err := openContribution(tx, person, contributionID)
		if err != nil {
			return err
		}
		if closed := desk.mayEdit(); closed != nil {
			tx.Quiet()
			refused, err = desk.tooLate(basedOn, content, closed)
			return err
		}
		settled, err := models.SettleContribution(content)
		if err != nil {
			return err
		}
		saved, conflict, err = desk.keep(basedOn, settled, models.CheckSigning(settled, models.CleanText(role)) == nil)
		if err != nil || conflict != nil {
			return err
		}
		err = desk.sign(role)
		if models.IsKind(err, models.KindInvalid) {
			refused = err
			return nil
		}
		return err
	})
	return outcome(saved, conflict, refused, err)
}
