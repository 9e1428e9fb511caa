package reporting

import (
	"tiltak/app/reporting/texts"
	"tiltak/app/store"
	"tiltak/models"
)

// openedContribution is a contribution locked for the rest of a transaction.
type openedContribution struct {
	*openedReport
	contribution models.Contribution
}

// openContribution takes the contribution for a writer on behalf of its
// ministry.
func openContribution(tx *store.Tx, person models.Person, id int64) (*openedContribution, error) {
	var reportID int64
	found := tx.Table("contributions").Where("id = ?", id).Pluck("report_id", &reportID)
	if found.Error != nil {
		return nil, found.Error
	}
	if reportID == 0 {
		return nil, models.NotFound()
	}
	o := &openedContribution{openedReport: &openedReport{tx: tx, person: person}}
	if err := o.lock(reportID); err != nil {
		return nil, err
	}
	if err := tx.Where("id = ?", id).Take(&o.contribution).Error; err != nil {
		return nil, err
	}
	if !person.MayWriteContribution(o.contribution.OrganisationID) {
		return nil, models.Forbidden()
	}
	return o, nil
}

// mayEdit tells why the paragraph cannot be changed now, if so.
func (o *openedContribution) mayEdit() error {
	switch {
	case !o.round.Running():
		return models.NewError(models.KindState, "reporting.problem.round_not_running")
	case o.report.State == models.ReportCleared:
		return models.NewError(models.KindState, "reporting.problem.contribution_cleared")
	}
	return nil
}

// tooLate sets aside what was typed while the report was cleared or the round
// closed.
func (o *openedContribution) tooLate(basedOn int, typed models.ContributionContent, why error) (refused, err error) {
	content, err := models.SettleContribution(typed)
	if err != nil {
		return nil, err
	}
	if (content == models.ContributionContent{Text: o.contribution.Text, Language: o.contribution.Language}) {
		return nil, why
	}
	text, err := content.Encode()
	if err != nil {
		return nil, err
	}
	_, err = texts.SetAside(o.tx, o.subject(), basedOn, text)
	if !o.round.Running() {
		return models.NewError(models.KindState, "reporting.problem.kept_round"), err
	}
	return models.NewError(models.KindState, "reporting.problem.kept_contribution"), err
}

func (o *openedContribution) subject() texts.Subject {
	return texts.Subject{Kind: models.RevisionOfContribution, ID: o.contribution.ID, Person: o.person, PlanCode: o.planCode}
}

// keep saves the paragraph as its next revision. It is no longer signed then,
// unless it is about to be signed anew.
func (o *openedContribution) keep(basedOn int, typed models.ContributionContent, signing bool) (Saved, *ConflictError, error) {
	content, err := models.SettleContribution(typed)
	if err != nil {
		return Saved{}, nil, err
	}
	text, err := content.Encode()
	if err != nil {
		return Saved{}, nil, err
	}
	if basedOn != o.contribution.Revision {
		theirs, err := texts.Newest(o.tx.DB, models.RevisionOfContribution, o.contribution.ID, o.contribution.Revision)
		if err != nil {
			return Saved{}, nil, err
		}
		if theirs.RevisionID != 0 && theirs.Contribution == content {
			return Saved{Revision: theirs.Number, At: theirs.SavedAt}, nil, o.record("contribution.save_again", map[string]any{"revision": theirs.Number})
		}
		mine, err := texts.SetAside(o.tx, o.subject(), basedOn, text)
		mine.Contribution = content
		return Saved{}, newConflict(theirs, mine), err
	}
	revision, err := texts.Keep(o.tx, o.subject(), basedOn, text)
	if err != nil {
		return Saved{}, nil, err
	}
	changes := map[string]any{
		"text": content.Text, "language": content.Language, "revision": revision.Number, "written_by": o.person.UserID, "updated_at": o.tx.Now(),
	}
	if !signing && o.contribution.Signed() {
		changes["signed_at"], changes["signed_by"], changes["signed_role"], changes["signed_for_by"] = nil, nil, "", nil
		changes["first_signed_at"] = models.StillDelivered(o.contribution.FirstSignedAt, o.report.ReturnedAt)
	}
	result := o.tx.Model(&models.Contribution{}).Where("id = ? AND revision = ?", o.contribution.ID, basedOn).Updates(changes)
	if result.Error != nil {
		return Saved{}, nil, result.Error
	}
	if result.RowsAffected != 1 {
		return Saved{}, nil, models.NewError(models.KindConflict, "reporting.problem.conflict", "Who", "")
	}
	o.contribution.Revision, o.contribution.Text, o.contribution.Language = revision.Number, content.Text, content.Language
	return Saved{Revision: revision.Number, At: revision.SavedAt}, nil, nil
}

func (o *openedContribution) sign(role string) error {
	role = models.CleanText(role)
	content := models.ContributionContent{Text: o.contribution.Text, Language: o.contribution.Language}
	if err := models.CheckSigning(content, role); err != nil {
		return err
	}
	now := o.tx.Now()
	first := o.contribution.FirstSignedAt
	if first == nil {
		first = &now
	}
	err := o.tx.Model(&models.Contribution{}).Where("id = ?", o.contribution.ID).Updates(map[string]any{
		"signed_at": now, "signed_by": o.person.UserID, "signed_role": role, "signed_for_by": o.person.SignsFor(o.contribution.OrganisationID),
		"first_signed_at": first, "updated_at": now,
	}).Error
	if err != nil {
		return err
	}
	return o.record("contribution.sign", map[string]any{"revision": o.contribution.Revision, "role": role})
}

func (o *openedContribution) record(action string, after any) error {
	return o.tx.Record(store.ActorOf(o.person), action, "contribution", o.contribution.ID, o.planCode, nil, after)
}

// unsigned gives the ministries whose contribution to the report is not signed.
func (o *openedReport) unsigned() ([]string, error) {
	var codes []string
	err := o.tx.Table("contributions c").Joins("JOIN organisations g ON g.id = c.organisation_id").
		Where("c.report_id = ? AND c.signed_at IS NULL", o.report.ID).Order("g.id").Pluck("g.code", &codes).Error
	return codes, store.TranslateError(err, "read which contributions lack")
}
