package reporting

import (
	"gorm.io/gorm/clause"

	"tiltak/app/clearings"
	"tiltak/app/reporting/texts"
	"tiltak/app/store"
	"tiltak/models"
)

// openedReport is a report locked for the rest of a transaction.
type openedReport struct {
	tx       *store.Tx
	person   models.Person
	report   models.Report
	round    models.Round
	planCode string
}

// openReport takes the report for a writer of its ministry. The round is held
// too, shared, so that it is not closed meanwhile.
func openReport(tx *store.Tx, person models.Person, reportID int64) (*openedReport, error) {
	o := &openedReport{tx: tx, person: person}
	if err := o.lock(reportID); err != nil {
		return nil, err
	}
	if !person.MayWriteReport(o.report.LeadID) {
		return nil, models.Forbidden()
	}
	return o, nil
}

func (o *openedReport) lock(reportID int64) error {
	err := o.tx.Clauses(clause.Locking{Strength: "SHARE"}).
		Where("id = (SELECT round_id FROM reports WHERE id = ?)", reportID).Take(&o.round).Error
	if err != nil {
		return err
	}
	if err := o.tx.Table("plans").Where("id = ?", o.round.PlanID).Pluck("code", &o.planCode).Error; err != nil {
		return err
	}
	err = o.tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", reportID).Take(&o.report).Error
	o.round.ForCorrection = o.report.CorrectionReason != ""
	return err
}

// mayEdit tells why the report cannot be changed now, if so.
func (o *openedReport) mayEdit() error {
	if !o.round.Running() {
		return models.NewError(models.KindState, "reporting.problem.round_not_running")
	}
	if !o.report.State.Editable() {
		_, err := o.report.State.After(models.SubmitReport)
		return err
	}
	return nil
}

// tooLate sets aside what was typed while somebody else submitted the report or
// closed the round. The answer says why it could not be saved, and that it is
// kept.
func (o *openedReport) tooLate(basedOn int, typed models.ReportContent, why error) (refused, err error) {
	basis, err := o.basis(nil)
	if err != nil {
		return nil, err
	}
	typed.Milestones = models.AdoptMilestones(typed.Milestones, basis.Current)
	content, err := models.SettleDraft(typed, basis)
	if err != nil {
		return nil, err
	}
	text, err := content.Encode()
	if err != nil {
		return nil, err
	}
	if standing, err := o.report.Content.Encode(); err != nil || standing == text {
		return nil, why
	}
	_, err = texts.SetAside(o.tx, o.subject(), basedOn, text)
	return o.keptError(), err
}

func (o *openedReport) keptError() error {
	if !o.round.Running() {
		return models.NewError(models.KindState, "reporting.problem.kept_round")
	}
	return models.NewError(models.KindState, "reporting.problem.kept_"+string(o.report.State))
}

// keep saves the content as the next revision, or sets it aside when the report
// has a newer one than the writer had seen.
func (o *openedReport) keep(basedOn int, sent typedReport) (Saved, *ConflictError, error) {
	typed := sent.content
	basis, err := o.basis(sent.removed)
	if err != nil {
		return Saved{}, nil, err
	}
	stale := basedOn != o.report.Revision
	if stale {
		typed.Milestones = models.AdoptMilestones(typed.Milestones, basis.Current)
	}
	content, err := models.SettleDraft(typed, basis)
	if err != nil {
		return Saved{}, nil, err
	}
	if sent.tidy != nil {
		content = sent.tidy(content)
	}
	text, err := content.Encode()
	if err != nil {
		return Saved{}, nil, err
	}
	if stale {
		theirs, err := texts.Newest(o.tx.DB, models.RevisionOfReport, o.report.ID, o.report.Revision)
		if err != nil {
			return Saved{}, nil, err
		}
		if theirs.RevisionID == 0 { // nothing was saved yet: the carried-over text stands
			theirs.Report = o.report.Content
		}
		if same, err := theirs.Report.Encode(); err == nil && same == text {
			return o.again(theirs, sent.approval)
		}
		mine, err := texts.SetAside(o.tx, o.subject(), basedOn, text)
		if err != nil {
			return Saved{}, nil, err
		}
		mine.Report = content
		return Saved{}, newConflict(theirs, mine), nil
	}
	if err := o.addMilestones(content.Milestones); err != nil {
		return Saved{}, nil, err
	}
	approved := o.report.DraftApproval
	if sent.approval != nil {
		if approved, err = models.SettleApproval(*sent.approval); err != nil {
			return Saved{}, nil, err
		}
	}
	saved, err := o.write(content, approved)
	return saved, nil, err
}

// again answers a save that has already been made: its answer was lost. An
// approval typed since is kept too, unless a colleague made that save.
func (o *openedReport) again(theirs Version, typed *models.ApprovalTyped) (Saved, *ConflictError, error) {
	saved := Saved{Revision: theirs.Number, At: theirs.SavedAt, Content: theirs.Report}
	if typed != nil && o.report.WrittenBy != nil && *o.report.WrittenBy == o.person.UserID {
		approved, err := models.SettleApproval(*typed)
		if err != nil {
			return Saved{}, nil, err
		}
		changes := map[string]any{"draft_approved_role": approved.Role, "draft_approved_on": approved.On}
		if err := o.tx.Model(&models.Report{}).Where("id = ?", o.report.ID).Updates(changes).Error; err != nil {
			return Saved{}, nil, err
		}
	}
	return saved, nil, o.tx.Record(store.ActorOf(o.person), "report.save_again", "report", o.report.ID, o.planCode, nil,
		map[string]any{"revision": theirs.Number})
}

func (o *openedReport) basis(removed map[int64]bool) (models.DraftBasis, error) {
	basis := models.DraftBasis{Current: o.report.Content.Milestones, Baselines: map[int64]models.Date{}, Removed: removed}
	last, err := clearings.LastOf(o.tx.DB, o.report.MeasureID, o.report.Period)
	if err != nil {
		return basis, err
	}
	if last != nil {
		if last.LeadID != o.report.LeadID { // the measure was handed over
			last.Content.ReportContent = last.Content.WithoutUnpublishable()
		}
		basis.Last = &last.Content.ReportContent
	}
	var milestones []models.Milestone
	if err := o.tx.Where("measure_id = ?", o.report.MeasureID).Find(&milestones).Error; err != nil {
		return basis, err
	}
	for _, m := range milestones {
		basis.Baselines[m.ID] = m.Baseline
	}
	return basis, nil
}

// addMilestones gives every new milestone its row, and so its id.
func (o *openedReport) addMilestones(milestones []models.MilestoneState) error {
	for i := range milestones {
		if milestones[i].MilestoneID != 0 {
			continue
		}
		row := models.Milestone{MeasureID: o.report.MeasureID, CreatedBy: &o.person.UserID, CreatedAt: o.tx.Now()}
		if err := o.tx.Create(&row).Error; err != nil {
			return err
		}
		milestones[i].MilestoneID = row.ID
	}
	return nil
}

func (o *openedReport) write(content models.ReportContent, approved models.ApprovalTyped) (Saved, error) {
	text, err := content.Encode()
	if err != nil {
		return Saved{}, err
	}
	revision, err := texts.Keep(o.tx, o.subject(), o.report.Revision, text)
	if err != nil {
		return Saved{}, err
	}
	result := o.tx.Model(&models.Report{}).Where("id = ? AND revision = ?", o.report.ID, o.report.Revision).Updates(map[string]any{
		"stage": content.Status.Stage, "health": content.Status.Health, "done": content.Done, "next": content.Next,
		"obstacles": content.Obstacles, "help_needed": content.HelpNeeded, "newsletter_text": content.NewsletterText, "status_note": content.StatusNote,
		"links": content.Links, "language": content.Language, "no_change": content.NoChange, "milestones": content.Milestones,
		"draft_approved_role": approved.Role, "draft_approved_on": approved.On,
		"revision": revision.Number, "written_by": o.person.UserID, "updated_at": o.tx.Now(),
	})
	if result.Error != nil {
		return Saved{}, result.Error
	}
	if result.RowsAffected != 1 {
		return Saved{}, models.NewError(models.KindConflict, "reporting.problem.conflict", "Who", "")
	}
	o.report.Revision = revision.Number
	return Saved{Revision: revision.Number, At: revision.SavedAt, Content: content}, nil
}

func (o *openedReport) submit(saved Saved, approval models.Approval, without []string) error {
	before := o.report.State
	after, err := before.After(models.SubmitReport)
	if err != nil {
		return err
	}
	first, now := o.report.FirstSubmittedAt, o.tx.Now()
	if first == nil {
		first = &now
	}
	err = o.tx.Model(&models.Report{}).Where("id = ?", o.report.ID).Updates(map[string]any{
		"state": after, "submitted_revision": saved.Revision, "submitted_at": now, "submitted_by": o.person.UserID, "first_submitted_at": first,
		"submitted_without": models.List[string](without),
		"approved_role":     models.CleanText(approval.Role), "approved_on": approval.On, "updated_at": now,
	}).Error
	if err != nil {
		return err
	}
	told := map[string]any{"state": after, "revision": saved.Revision, "approved_role": approval.Role, "approved_on": approval.On}
	if len(without) > 0 {
		told["submitted_without"] = without
	}
	return o.tx.Record(store.ActorOf(o.person), "report.submit", "report", o.report.ID, o.planCode, map[string]any{"state": before}, told)
}

func (o *openedReport) withdraw() error {
	if !o.round.Running() {
		return models.NewError(models.KindState, "reporting.problem.round_not_running")
	}
	before := o.report.State
	after, err := before.After(models.WithdrawReport)
	if err != nil {
		return err
	}
	err = o.tx.Model(&models.Report{}).Where("id = ?", o.report.ID).Updates(map[string]any{
		"state": after, "first_submitted_at": models.StillDelivered(o.report.FirstSubmittedAt, o.report.ReturnedAt), "updated_at": o.tx.Now(),
	}).Error
	if err != nil {
		return err
	}
	return o.tx.Record(store.ActorOf(o.person), "report.withdraw", "report", o.report.ID, o.planCode,
		map[string]any{"state": before}, map[string]any{"state": after})
}

func (o *openedReport) subject() texts.Subject {
	return texts.Subject{Kind: models.RevisionOfReport, ID: o.report.ID, Person: o.person, PlanCode: o.planCode}
}
