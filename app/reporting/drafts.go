package reporting

import (
	"context"

	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// SaveDraft keeps a draft of a report. basedOn is the revision the writer had
// seen. It fails with *ConflictError when the report has a newer one; never
// because of what the text says, unless it is far too long.
func (d *Desk) SaveDraft(ctx context.Context, person models.Person, reportID int64, basedOn int, content models.ReportContent) (Saved, error) {
	return d.save(ctx, person, reportID, basedOn, typedReport{content: content})
}

// SaveForm is SaveDraft with the approval as it stands in the form.
func (d *Desk) SaveForm(ctx context.Context, person models.Person, reportID int64, form ParsedForm) (Saved, error) {
	return d.save(ctx, person, reportID, form.Revision, typedReport{content: form.Content, approval: &form.Approval})
}

// RemoveMilestone saves a draft and takes a milestone out of it. Only one that
// no cleared report has had can be taken out; any other is dropped with a
// reason instead.
func (d *Desk) RemoveMilestone(ctx context.Context, person models.Person, reportID int64, form ParsedForm, milestoneID int64) (Saved, error) {
	return d.save(ctx, person, reportID, form.Revision, typedReport{content: form.Content, approval: &form.Approval, removed: map[int64]bool{milestoneID: true}})
}

func (d *Desk) save(ctx context.Context, person models.Person, reportID int64, basedOn int, typed typedReport) (Saved, error) {
	var saved Saved
	var conflict *ConflictError
	var refused error
	err := d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet() // a draft is seen by nobody else
		desk, err := openReport(tx, person, reportID)
		if err != nil {
			return err
		}
		if closed := desk.mayEdit(); closed != nil {
			refused, err = desk.tooLate(basedOn, typed.content, closed)
			return err
		}
		saved, conflict, err = desk.keep(basedOn, typed)
		return err
	})
	return outcome(saved, conflict, refused, err)
}

// Submit sends a report to the coordinator. It keeps the text whatever happens
// after: when the text or the approval breaks a rule, the draft is saved and
// the error names every field at fault. Contributions that are not signed are
// done without.
func (d *Desk) Submit(ctx context.Context, person models.Person, reportID int64, basedOn int, content models.ReportContent, approval models.Approval) error {
	form := ParsedForm{Revision: basedOn, Content: content, Approval: models.ApprovalTyped{Role: approval.Role, On: approval.On.String()}, Without: true}
	_, err := d.SaveAndSubmit(ctx, person, reportID, form)
	return err
}

// SaveAndSubmit is Submit; it gives what was kept also when the report could
// not be submitted.
func (d *Desk) SaveAndSubmit(ctx context.Context, person models.Person, reportID int64, form ParsedForm) (Saved, error) {
	approved := approval(form.Approval)
	var saved Saved
	var conflict *ConflictError
	var refused error
	err := d.store.Write(ctx, func(tx *store.Tx) error {
		desk, err := openReport(tx, person, reportID)
		if err != nil {
			return err
		}
		if closed := desk.mayEdit(); closed != nil {
			tx.Quiet()
			refused, err = desk.tooLate(form.Revision, form.Content, closed)
			return err
		}
		lacking, err := desk.unsigned()
		if err != nil {
			return err
		}
		saved, conflict, err = desk.keep(form.Revision, typedReport{content: form.Content, approval: &form.Approval, tidy: func(settled models.ReportContent) models.ReportContent {
			ready := settled.ForSubmission()
			refused = models.CheckSubmission(ready, approved, language.Today(tx.Now()))
			if refused = models.CheckLacking(refused, lacking, form.Without); refused != nil {
				return settled // all that was typed stands
			}
			return ready
		}})
		if err != nil || conflict != nil {
			tx.Quiet()
			return err
		}
		if refused != nil {
			tx.Quiet()
			return nil
		}
		return desk.submit(saved, approved, lacking)
	})
	return outcome(saved, conflict, refused, err)
}

// outcome puts together how a transaction ended: failed, or made, but with a
// text that was set aside or not submitted.
func outcome(saved Saved, conflict *ConflictError, refused, err error) (Saved, error) {
	switch {
	case err != nil:
		return Saved{}, err
	case conflict != nil:
		return Saved{}, conflict
	}
	return saved, refused
}

// Withdraw takes back a report that is submitted and not yet cleared.
func (d *Desk) Withdraw(ctx context.Context, person models.Person, reportID int64) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		desk, err := openReport(tx, person, reportID)
		if err != nil {
			return err
		}
		return desk.withdraw()
	})
}

// Restore saves an earlier revision of a report, kept or set aside, as its
// newest draft.
func (d *Desk) Restore(ctx context.Context, person models.Person, reportID, revisionID int64, basedOn int) (Saved, error) {
	version, err := d.Version(ctx, person, reportID, revisionID)
	if err != nil {
		return Saved{}, err
	}
	return d.SaveDraft(ctx, person, reportID, basedOn, version.Report)
}
