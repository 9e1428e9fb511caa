package reporting

import (
	"context"

	"tiltak/app/reporting/texts"
	"tiltak/app/store"
	"tiltak/models"
)

// Version gives one saved text of a report to its own ministry.
func (d *Desk) Version(ctx context.Context, person models.Person, reportID, revisionID int64) (Version, error) {
	db := d.store.Read(ctx)
	var lead int64
	if err := db.Table("reports").Where("id = ?", reportID).Pluck("lead_id", &lead).Error; err != nil {
		return Version{}, store.TranslateError(err, "read report")
	}
	if !person.MayWriteReport(lead) {
		return Version{}, models.NotFound()
	}
	return texts.Find(d.store.Read(ctx), models.RevisionOfReport, reportID, revisionID)
}
