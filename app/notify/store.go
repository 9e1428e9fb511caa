package notify

import (
	"context"

	"gorm.io/gorm/clause"

	"tiltak/app/notify/outbox"
	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/notify"
)

// counts gives how many mails of a round stand in each state.
func (d *Desk) counts(ctx context.Context, roundID int64) (map[models.MailState]int, error) {
	var rows []struct {
		State models.MailState
		Count int
	}
	err := d.store.Read(ctx).Model(&models.Mail{}).Select("state, COUNT(*) AS count").Where("round_id = ?", roundID).Group("state").Scan(&rows).Error
	counts := make(map[models.MailState]int, len(rows))
	for _, row := range rows {
		counts[row.State] = row.Count
	}
	return counts, store.TranslateError(err, "count mails")
}

const loggedColumns = "mails.*, u.display_name AS name"

// log lists mails of a round, newest first.
func (d *Desk) log(ctx context.Context, roundID int64, only models.MailState, skip, limit int) ([]view.Logged, error) {
	var mails []view.Logged
	query := d.store.Read(ctx).Model(&models.Mail{}).Select(loggedColumns).Joins("JOIN users u ON u.id = mails.user_id").Where("mails.round_id = ?", roundID)
	if only != "" {
		query = query.Where("mails.state = ?", only)
	}
	err := query.Order("mails.id DESC").Offset(skip).Limit(limit).Scan(&mails).Error
	return mails, store.TranslateError(err, "list mails")
}

func (d *Desk) mail(ctx context.Context, roundID, id int64) (view.Logged, error) {
	var found []view.Logged
	err := d.store.Read(ctx).Model(&models.Mail{}).Select(loggedColumns).Joins("JOIN users u ON u.id = mails.user_id").
		Where("mails.round_id = ? AND mails.id = ?", roundID, id).Scan(&found).Error
	if err == nil && len(found) == 0 {
		return view.Logged{}, models.NotFound()
	}
	if err != nil {
		return view.Logged{}, store.TranslateError(err, "read a mail")
	}
	return found[0], nil
}

func (d *Desk) keepRules(ctx context.Context, actor store.Actor, round outbox.Running, rules models.ReminderRules) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		rules.UpdatedAt = tx.Now()
		if err := tx.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "plan_id"}}, UpdateAll: true}).Create(&rules).Error; err != nil {
			return err
		}
		return tx.Record(actor, "reminder.rules", "round", round.ID, round.PlanCode, told(round.Rules), told(rules))
	})
}

// told is what the trail says of rules.
func told(r models.ReminderRules) map[string]any {
	var kinds []models.MailKind
	for _, kind := range models.MailKinds() {
		if kind.Ruled() && r.On(kind) {
			kinds = append(kinds, kind)
		}
	}
	return map[string]any{"before_days": r.BeforeDays, "every_days": r.EveryDays, "escalate_days": r.EscalateDays, "hour": r.Hour, "kinds": kinds}
}

func (d *Desk) keepText(ctx context.Context, actor store.Actor, round outbox.Running, text models.MailText) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		text.UpdatedAt = tx.Now()
		columns := []clause.Column{{Name: "plan_id"}, {Name: "kind"}}
		if err := tx.Clauses(clause.OnConflict{Columns: columns, UpdateAll: true}).Create(&text).Error; err != nil {
			return err
		}
		return tx.Record(actor, "reminder.text", "round", round.ID, round.PlanCode, nil, map[string]any{"kind": text.Kind, "mail_subject": text.Subject, "mail_body": text.Body})
	})
}

func (d *Desk) dropText(ctx context.Context, actor store.Actor, round outbox.Running, kind models.MailKind) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		if err := tx.Where("plan_id = ? AND kind = ?", round.PlanID, kind).Delete(&models.MailText{}).Error; err != nil {
			return err
		}
		return tx.Record(actor, "reminder.text_reset", "round", round.ID, round.PlanCode, nil, map[string]any{"kind": kind})
	})
}

// changeMail changes a mail that stands in one of some states; else somebody,
// or a sender, was first.
func (d *Desk) changeMail(ctx context.Context, actor store.Actor, round outbox.Running, id int64, action string, from []models.MailState, changes map[string]any) error {
	before, err := d.mail(ctx, round.ID, id)
	if err != nil {
		return err
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		done := tx.Model(&models.Mail{}).Where("id = ? AND round_id = ? AND state IN ?", id, round.ID, from).Updates(changes)
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 0 {
			return models.NewError(models.KindState, "reminders.problem.moved_on")
		}
		return tx.Record(actor, action, "mail", id, round.PlanCode, map[string]any{"state": before.State}, map[string]any{"state": changes["state"], "kind": before.Kind})
	})
}

// keepTest writes a test of mail for a person.
func (d *Desk) keepTest(ctx context.Context, person models.Person, mail *models.Mail) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		if err := tx.Create(mail).Error; err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "mail.test", "mail", mail.ID, "", nil, nil)
	})
}

func (d *Desk) test(ctx context.Context, id int64) (models.Mail, error) {
	var mail models.Mail
	err := d.store.Read(ctx).Where("id = ? AND kind = ?", id, models.MailTest).Take(&mail).Error
	return mail, store.TranslateError(err, "read a test of mail")
}
