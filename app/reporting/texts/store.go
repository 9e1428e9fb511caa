package texts

import (
	"errors"
	"time"

	"gorm.io/gorm"

	"tiltak/app/store"
	"tiltak/models"
)

type versionRow struct {
	models.Revision
	Who string
}

func (r versionRow) version() (Version, error) {
	v := Version{RevisionID: r.ID, Number: r.Number, SetAside: r.SetAside, SavedAt: r.SavedAt, SavedBy: r.Who, Hash: r.Hash}
	var err error
	if r.Subject == models.RevisionOfContribution {
		v.Contribution, err = models.DecodeContributionContent(r.Content)
	} else {
		v.Report, err = models.DecodeReportContent(r.Content)
	}
	return v, err
}

func of(db *gorm.DB, kind models.RevisionSubject, id int64) *gorm.DB {
	return db.Table("revisions v").Joins("LEFT JOIN users u ON u.id = v.saved_by").
		Where("v.subject = ? AND v.subject_id = ?", kind, id)
}

const columns = "v.*, COALESCE(u.display_name, '') AS who"

// Newest gives the kept revision of a number; the zero version when there is
// none, as before the first save.
func Newest(db *gorm.DB, kind models.RevisionSubject, id int64, number int) (Version, error) {
	var row versionRow
	err := of(db, kind, id).Select(columns).Where("v.number = ? AND NOT v.set_aside", number).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Version{Number: number}, nil
	}
	if err != nil {
		return Version{}, store.TranslateError(err, "read revision")
	}
	return row.version()
}

// Find gives a revision of the subject by its id, or a not-found error.
func Find(db *gorm.DB, kind models.RevisionSubject, id, revisionID int64) (Version, error) {
	var row versionRow
	if err := of(db, kind, id).Select(columns).Where("v.id = ?", revisionID).Take(&row).Error; err != nil {
		return Version{}, store.TranslateError(err, "read revision")
	}
	return row.version()
}

// List gives the revisions of a subject without their texts, newest first, and
// how many there are in all.
func List(db *gorm.DB, kind models.RevisionSubject, id int64, offset, most int) ([]Version, int, error) {
	var rows []struct {
		ID       int64
		Number   int
		SetAside bool
		SavedAt  time.Time
		Who      string
		Total    int
	}
	err := of(db, kind, id).
		Select("v.id, v.number, v.set_aside, v.saved_at, COALESCE(u.display_name, '') AS who, COUNT(*) OVER () AS total").
		Order("v.id DESC").Offset(offset).Limit(most).Find(&rows).Error
	if err != nil {
		return nil, 0, store.TranslateError(err, "list revisions")
	}
	list, total := make([]Version, len(rows)), 0
	for i, r := range rows {
		list[i] = Version{RevisionID: r.ID, Number: r.Number, SetAside: r.SetAside, SavedAt: r.SavedAt, SavedBy: r.Who}
		total = r.Total
	}
	return list, total, nil
}

// Keep writes the next revision of a subject after the one of number basedOn.
// The audit log names its number and hash, not its text.
func Keep(tx *store.Tx, subject Subject, basedOn int, text string) (models.Revision, error) {
	revision := models.Revision{
		Subject: subject.Kind, SubjectID: subject.ID, Number: basedOn + 1, BasedOn: basedOn,
		Content: text, Hash: models.HashText(text), SavedBy: &subject.Person.UserID, SavedAt: tx.Now(),
	}
	if err := tx.Create(&revision).Error; err != nil {
		return revision, store.TranslateError(err, "keep revision")
	}
	err := tx.Record(store.ActorOf(subject.Person), string(subject.Kind)+".save", string(subject.Kind), subject.ID, subject.PlanCode, nil,
		map[string]any{"revision": revision.Number, "hash": revision.Hash})
	return revision, err
}

// SetAside keeps a text that came too late. Those set aside are numbered among
// themselves; the caller holds the subject, so no number is given twice.
func SetAside(tx *store.Tx, subject Subject, basedOn int, text string) (Version, error) {
	var earlier int64
	err := tx.Model(&models.Revision{}).Where("subject = ? AND subject_id = ? AND set_aside", subject.Kind, subject.ID).Count(&earlier).Error
	if err != nil {
		return Version{}, store.TranslateError(err, "count revisions set aside")
	}
	revision := models.Revision{
		Subject: subject.Kind, SubjectID: subject.ID, Number: int(earlier) + 1, BasedOn: max(basedOn, 0), SetAside: true,
		Content: text, Hash: models.HashText(text), SavedBy: &subject.Person.UserID, SavedAt: tx.Now(),
	}
	if err := tx.Create(&revision).Error; err != nil {
		return Version{}, store.TranslateError(err, "set revision aside")
	}
	err = tx.Record(store.ActorOf(subject.Person), string(subject.Kind)+".set_aside", string(subject.Kind), subject.ID, subject.PlanCode, nil,
		map[string]any{"set_aside": revision.Number, "hash": revision.Hash, "based_on": revision.BasedOn})
	return Version{RevisionID: revision.ID, Number: revision.Number, SetAside: true, SavedAt: revision.SavedAt, SavedBy: subject.Person.DisplayName, Hash: revision.Hash}, err
}
