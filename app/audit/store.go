package audit

import (
	"context"

	"tiltak/app/store"
	"tiltak/models"
)

type lineRow struct {
	models.AuditEvent
	BeforeHash *string // hash of the line before, if that line is there
}

// Page reads a page of the log. It costs one query.
func (l *Log) Page(ctx context.Context, f Filter) (Page, error) {
	query := l.store.Read(ctx).Table("audit_events e").Joins("LEFT JOIN audit_events b ON b.sequence = e.sequence - 1").
		Select("e.*, b.hash AS before_hash")
	if f.Entity != "" {
		query = query.Where("e.entity = ?", f.Entity)
	}
	if f.PlanCode != "" {
		query = query.Where("e.plan_code IN ?", []string{"", f.PlanCode})
	}
	if f.EntityID != "" {
		query = query.Where("e.entity_id = ?", f.EntityID)
	}
	if f.UserID != 0 {
		query = query.Where("e.user_id = ?", f.UserID)
	}
	if f.Commands {
		query = query.Where("e.user_id IS NULL")
	}
	from, before := f.bounds()
	if !from.IsZero() {
		query = query.Where("e.at >= ?", from)
	}
	if !before.IsZero() {
		query = query.Where("e.at < ?", before)
	}
	if f.Below != 0 {
		query = query.Where("e.sequence < ?", f.Below)
	}
	var rows []lineRow
	if err := query.Order("e.sequence DESC").Limit(PageLength + 1).Scan(&rows).Error; err != nil {
		return Page{}, store.TranslateError(err, "read the log")
	}
	page := Page{Whole: true}
	if len(rows) > PageLength {
		rows = rows[:PageLength]
		page.Older = rows[PageLength-1].Sequence
	}
	for _, row := range rows {
		line := Line{AuditEvent: row.AuditEvent, Whole: row.Hash == row.ChainHash()}
		if row.Sequence > 1 {
			line.Whole = line.Whole && row.BeforeHash != nil && *row.BeforeHash == row.PreviousHash
		}
		page.Whole = page.Whole && line.Whole
		page.Lines = append(page.Lines, line)
	}
	return page, nil
}

// Users lists everybody who has an account, for choosing whose lines to see.
func (l *Log) Users(ctx context.Context) ([]models.User, error) {
	var users []models.User
	err := l.store.Read(ctx).Select("id", "username", "display_name").Order("username").Find(&users).Error
	return users, store.TranslateError(err, "list users")
}

func (l *Log) head(ctx context.Context) (store.AuditHead, error) {
	var head store.AuditHead
	err := l.store.Read(ctx).Table("installation").Select("audit_head_sequence", "audit_head_hash").Where("id = 1").Take(&head).Error
	return head, store.TranslateError(err, "read the head of the log")
}

// The most rows held at a time while checking. Editions carry whole payloads.
const (
	manyRows = 500
	fewRows  = 10
)

func (l *Log) eventsAfter(ctx context.Context, sequence int64) ([]models.AuditEvent, error) {
	var rows []models.AuditEvent
	err := l.store.Read(ctx).Where("sequence > ?", sequence).Order("sequence").Limit(manyRows).Find(&rows).Error
	return rows, store.TranslateError(err, "read the log")
}

type editionRow struct {
	models.EditionRevision
	Period     models.Quarter
	AnchorHash *string // hash of the line of the log it hangs in, if that is there
}

func (r editionRow) ref() models.EditionRef {
	return models.EditionRef{Period: r.Period, Revision: r.Number}
}

func (l *Log) editionsAfter(ctx context.Context, id int64) ([]editionRow, error) {
	var rows []editionRow
	err := l.store.Read(ctx).Table("edition_revisions er").Joins("LEFT JOIN editions e ON e.id = er.edition_id").
		Joins("LEFT JOIN audit_events a ON a.sequence = er.audit_sequence").Select("er.*, COALESCE(e.period, 0) AS period, a.hash AS anchor_hash").
		Where("er.id > ?", id).Order("er.id").Limit(fewRows).Scan(&rows).Error
	return rows, store.TranslateError(err, "read editions")
}

func (l *Log) textsAfter(ctx context.Context, id int64) ([]models.Revision, error) {
	var rows []models.Revision
	err := l.store.Read(ctx).Where("id > ?", id).Order("id").Limit(manyRows).Find(&rows).Error
	return rows, store.TranslateError(err, "read saved texts")
}

type fileRow struct {
	models.IssueFile
	Period models.Quarter
}

func (l *Log) filesAfter(ctx context.Context, id int64) ([]fileRow, error) {
	var rows []fileRow
	err := l.store.Read(ctx).Table("issue_files f").Joins("LEFT JOIN issues i ON i.id = f.issue_id").Select("f.*, COALESCE(i.period, 0) AS period").
		Where("f.id > ?", id).Order("f.id").Limit(fewRows).Scan(&rows).Error
	return rows, store.TranslateError(err, "read files")
}

// editionHashes gives which of the hashes belong to an edition that is there.
func (l *Log) editionHashes(ctx context.Context, hashes []string) (map[string]bool, error) {
	var there []string
	err := l.store.Read(ctx).Model(&models.EditionRevision{}).Where("hash IN ?", hashes).Pluck("hash", &there).Error
	return setOf(there), store.TranslateError(err, "look for editions")
}

// textHashes gives the hashes of the saved texts of reports, contributions, the
// newsletter's parts or replies.
func (l *Log) textHashes(ctx context.Context, subject string, ids []int64) (map[string]bool, error) {
	if subject == "reply" {
		return l.wordingHashes(ctx, ids)
	}
	var there []string
	err := l.store.Read(ctx).Model(&models.Revision{}).Where("subject = ? AND subject_id IN ?", subject, ids).Pluck("hash", &there).Error
	return setOf(there), store.TranslateError(err, "look for saved texts")
}

// fileHashes gives the hashes of a newsletter's files by format.
func (l *Log) fileHashes(ctx context.Context, issueID int64) (map[string]string, error) {
	var files []models.IssueFile
	err := l.store.Read(ctx).Select("format", "hash").Where("issue_id = ?", issueID).Find(&files).Error
	hashes := make(map[string]string, len(files))
	for _, file := range files {
		hashes[file.Format] = file.Hash
	}
	return hashes, store.TranslateError(err, "look for files")
}

// wordingHashes gives the hashes of the saved wordings of replies.
func (l *Log) wordingHashes(ctx context.Context, replies []int64) (map[string]bool, error) {
	var texts []string
	err := l.store.Read(ctx).Model(&models.ReplyText{}).Where("reply_id IN ?", replies).Pluck("text", &texts).Error
	there := make(map[string]bool, len(texts))
	for _, text := range texts {
		there[models.HashText(text)] = true
	}
	return there, store.TranslateError(err, "look for the wordings of replies")
}

// replyHashes gives the hashes of a reply's files by language and format.
func (l *Log) replyHashes(ctx context.Context, replyID int64) (map[string]string, error) {
	var files []models.ReplyFile
	err := l.store.Read(ctx).Select("language", "format", "hash").Where("reply_id = ?", replyID).Find(&files).Error
	hashes := make(map[string]string, len(files))
	for _, file := range files {
		hashes[string(file.Language)+"."+file.Format] = file.Hash
	}
	return hashes, store.TranslateError(err, "look for the files of a reply")
}

func (l *Log) replyFilesAfter(ctx context.Context, id int64) ([]models.ReplyFile, error) {
	var rows []models.ReplyFile
	err := l.store.Read(ctx).Where("id > ?", id).Order("id").Limit(fewRows).Find(&rows).Error
	return rows, store.TranslateError(err, "read the files of replies")
}

func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, text := range list {
		set[text] = true
	}
	return set
}
