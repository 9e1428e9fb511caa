package outbox

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"tiltak/app/access"
	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Running is a round with its plan and the plan's rules.
type Running struct {
	Occasioned
	CoordinatorID int64
	Rules         models.ReminderRules
	Reopened      bool // it has left an edition before
}

// Opened is the day from which the round's reminders count.
func (r Running) Opened() models.Date {
	if r.OpenedAt == nil {
		return r.OpensOn
	}
	if day := models.DateOf(*r.OpenedAt, language.Oslo); day.After(r.OpensOn) {
		return day
	}
	return r.OpensOn
}

type runningRow struct {
	models.Round
	PlanCode      string
	IsDefault     bool
	Demo          bool
	CoordinatorID int64
	Reopened      bool
	HasRules      bool
	Rules         models.ReminderRules `gorm:"embedded;embeddedPrefix:rule_"`
}

func (r runningRow) running() Running {
	rules := r.Rules
	if !r.HasRules {
		rules = models.DefaultReminderRules(r.PlanID)
	}
	return Running{
		Occasioned:    Occasioned{Round: r.Round, PlanCode: r.PlanCode, IsDefault: r.IsDefault, Demo: r.Demo},
		CoordinatorID: r.CoordinatorID, Reopened: r.Reopened, Rules: rules,
	}
}

const runningColumns = `
SELECT rd.*, p.code AS plan_code, p.is_default, p.coordinator_id, i.demo,
       EXISTS (SELECT 1 FROM editions e WHERE e.round_id = rd.id) AS reopened,
       u.plan_id IS NOT NULL AS has_rules, COALESCE(u.plan_id, 0) AS rule_plan_id, COALESCE(u.before_days, 0) AS rule_before_days,
       COALESCE(u.every_days, 0) AS rule_every_days, COALESCE(u.escalate_days, 0) AS rule_escalate_days, COALESCE(u.hour, 0) AS rule_hour,
       COALESCE(u.opening, FALSE) AS rule_opening, COALESCE(u.before, FALSE) AS rule_before, COALESCE(u.deadline, FALSE) AS rule_deadline,
       COALESCE(u.after, FALSE) AS rule_after, COALESCE(u.escalation, FALSE) AS rule_escalation,
       COALESCE(u.returned, FALSE) AS rule_returned, COALESCE(u.cleared, FALSE) AS rule_cleared`

const runningFrom = `
FROM rounds rd
JOIN plans p ON p.id = rd.plan_id
JOIN installation i ON i.id = 1
LEFT JOIN reminder_rules u ON u.plan_id = rd.plan_id
`

func runningRounds(db *gorm.DB, condition string, args ...any) ([]Running, error) {
	var rows []runningRow
	if err := db.Raw(runningColumns+runningFrom+"WHERE "+condition+" ORDER BY rd.id", args...).Scan(&rows).Error; err != nil {
		return nil, store.TranslateError(err, "read rounds for reminders")
	}
	found := make([]Running, len(rows))
	for i, row := range rows {
		found[i] = row.running()
	}
	return found, nil
}

// RoundOf gives a plan's round of a quarter with its rules, in one query.
func (o *Outbox) RoundOf(ctx context.Context, planID int64, period models.Quarter) (Running, error) {
	found, err := runningRounds(o.store.Read(ctx), "rd.plan_id = ? AND rd.period = ?", planID, period)
	if err == nil && len(found) == 0 {
		err = models.NotFound()
	}
	if err != nil {
		return Running{}, err
	}
	return found[0], nil
}

const debtsQuery = `
SELECT r.id AS report_id, 0 AS contribution_id, r.lead_id AS organisation_id, o.code AS organisation, o.code AS lead,
       m.number, m.title_nb, m.title_nn, m.title_en, m.title_confirmed AS confirmed, r.state = 'returned' AS returned
FROM reports r
JOIN measures m ON m.id = r.measure_id
JOIN organisations o ON o.id = r.lead_id
WHERE r.round_id = @round AND r.state IN ('draft', 'returned')
UNION ALL
SELECT r.id, c.id, c.organisation_id, o.code, l.code, m.number, m.title_nb, m.title_nn, m.title_en, m.title_confirmed, FALSE
FROM contributions c
JOIN reports r ON r.id = c.report_id
JOIN measures m ON m.id = r.measure_id
JOIN organisations o ON o.id = c.organisation_id
JOIN organisations l ON l.id = r.lead_id
WHERE r.round_id = @round AND c.signed_at IS NULL AND r.state <> 'cleared'
ORDER BY number, contribution_id`

type debtRow struct {
	ReportID       int64
	ContributionID int64
	OrganisationID int64
	Organisation   string
	Lead           string
	Number         int
	Title          models.Name `gorm:"embedded;embeddedPrefix:title_"`
	Confirmed      bool
	Returned       bool
}

// Debts gives everything that is owed in a round, in one query.
func (o *Outbox) Debts(ctx context.Context, roundID int64) ([]models.Debt, error) {
	var rows []debtRow
	err := o.store.Read(ctx).Raw(debtsQuery, map[string]any{"round": roundID}).Scan(&rows).Error
	debts := make([]models.Debt, len(rows))
	for i, row := range rows {
		debts[i] = models.Debt(row)
	}
	return debts, store.TranslateError(err, "read what is owed")
}

// Receiver is a person who may be sent mails, and where.
type Receiver struct {
	models.Person
	Email string
}

type receiverRow struct {
	ID             int64
	Username       string
	DisplayName    string
	Email          string
	Role           models.Role
	OrganisationID int64
	Code           string
	Kind           models.OrganisationKind
	ParentID       *int64
}

const receiversQuery = `
SELECT u.id, u.username, u.display_name, u.email, m.role, o.id AS organisation_id, o.code, o.kind, o.parent_id
FROM users u
JOIN ` + access.HeldMemberships + ` h ON h.holder = u.id
JOIN memberships m ON m.id = h.membership_id AND m.role IN ('reporter', 'contributor', 'coordinator')
JOIN organisations o ON o.id = m.organisation_id
WHERE u.disabled_at IS NULL AND (? = 0 OR u.id = ?)
ORDER BY u.username, u.id, m.id`

// Receivers gives all who write or coordinate, or one of them, in one query.
// Deputies are among them on their days.
func (o *Outbox) Receivers(ctx context.Context, userID int64) ([]Receiver, error) {
	var rows []receiverRow
	err := o.store.Read(ctx).Raw(receiversQuery, o.today(), o.today(), userID, userID).Scan(&rows).Error
	if err != nil {
		return nil, store.TranslateError(err, "read who may be reminded")
	}
	var found []Receiver
	for _, row := range rows {
		if len(found) == 0 || found[len(found)-1].UserID != row.ID {
			found = append(found, Receiver{Person: models.Person{UserID: row.ID, Username: row.Username, DisplayName: row.DisplayName}, Email: row.Email})
		}
		last := &found[len(found)-1]
		last.Standings = append(last.Standings, models.Standing{
			Role: row.Role, OrganisationID: row.OrganisationID, OrganisationCode: row.Code, Kind: row.Kind, ParentID: row.ParentID,
		})
	}
	return found, nil
}

// Texts gives the texts of a plan's mails, those it has not written as they are
// by default, in one query.
func (o *Outbox) Texts(ctx context.Context, planID int64) (map[models.MailKind]models.MailText, error) {
	var kept []models.MailText
	err := o.store.Read(ctx).Where("plan_id = ?", planID).Find(&kept).Error
	texts := map[models.MailKind]models.MailText{}
	for _, kind := range models.MailKinds() {
		texts[kind] = o.letters.defaultText(planID, kind)
	}
	for _, text := range kept {
		texts[text.Kind] = text
	}
	return texts, store.TranslateError(err, "read the texts of mails")
}

// plannedOccasions gives the occasions of a round that have been planned.
func (o *Outbox) plannedOccasions(ctx context.Context, roundID int64) (map[models.Occasion]bool, error) {
	var rows []models.Occasion
	err := o.store.Read(ctx).Table("reminder_runs").Select("kind", "day").Where("round_id = ?", roundID).Scan(&rows).Error
	planned := make(map[models.Occasion]bool, len(rows))
	for _, row := range rows {
		planned[row] = true
	}
	return planned, store.TranslateError(err, "read planned reminders")
}

var errPlanned = errors.New("another node has planned this")

// keepPlanned writes the mails of an occasion, unless they have been written.
func (o *Outbox) keepPlanned(ctx context.Context, who store.Actor, round Running, occasion models.Occasion, mails []models.Mail) error {
	err := o.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		done := tx.Exec("INSERT INTO reminder_runs (round_id, kind, day, planned_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
			round.ID, occasion.Kind, occasion.Day, tx.Now())
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 0 {
			return errPlanned
		}
		if len(mails) > 0 {
			if err := tx.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&mails, mailsInOneInsert).Error; err != nil {
				return err
			}
		}
		return tx.Record(who, "reminder.plan", "round", round.ID, round.PlanCode, nil,
			map[string]any{"kind": occasion.Kind, "day": occasion.Day, "mails": len(mails)})
	})
	return err
}

// mailsInOneInsert keeps an insert under what the databases take: a mail has
// some twenty columns.
const mailsInOneInsert = 500

type aboutRow struct {
	Row         runningRow `gorm:"embedded"`
	Email       string
	DisplayName string
	Disabled    bool
	Superseded  bool
	TextSubject string
	TextBody    string
}

const aboutQuery = runningColumns + `, us.email, us.display_name, us.disabled_at IS NOT NULL AS disabled,
       COALESCE(t.subject, '') AS text_subject, COALESCE(t.body, '') AS text_body,
       EXISTS (SELECT 1 FROM mails x WHERE x.round_id = rd.id AND x.user_id = us.id AND x.kind IN ('opening', 'before', 'deadline', 'after', 'extra')
           AND x.id > @mail AND x.state <> 'cancelled') AS superseded` + runningFrom + `JOIN users us ON us.id = @user
LEFT JOIN mail_texts t ON t.plan_id = rd.plan_id AND t.kind = @kind
WHERE rd.id = @round`

// about reads what a mail is about, in one query.
func (o *Outbox) about(ctx context.Context, mail models.Mail) (about, error) {
	var rows []aboutRow
	err := o.store.Read(ctx).Raw(aboutQuery, map[string]any{"mail": mail.ID, "user": mail.UserID, "kind": mail.Kind, "round": mail.RoundID}).Scan(&rows).Error
	if err == nil && len(rows) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return about{}, store.TranslateError(err, "read what a mail is about")
	}
	row := rows[0]
	return about{
		Running: row.Row.running(), Email: row.Email, DisplayName: row.DisplayName, Disabled: row.Disabled, Superseded: row.Superseded,
		Subject: row.TextSubject, Body: row.TextBody,
	}, nil
}

// standing gives the decisions of a notice that still stand.
func (o *Outbox) standing(ctx context.Context, mail models.Mail) ([]decided, error) {
	ids := make([]int64, len(mail.Items))
	for i, item := range mail.Items {
		ids[i] = item.ReportID
	}
	var rows []struct {
		ID         int64
		Number     int
		Title      models.Name `gorm:"embedded;embeddedPrefix:title_"`
		Confirmed  bool
		State      models.ReportState
		ReturnedAt *time.Time
	}
	err := o.store.Read(ctx).Raw(`
SELECT r.id, m.number, m.title_nb, m.title_nn, m.title_en, m.title_confirmed AS confirmed, r.state, r.returned_at
FROM reports r JOIN measures m ON m.id = r.measure_id WHERE r.id IN ? ORDER BY m.number`, ids).Scan(&rows).Error
	if err != nil {
		return nil, store.TranslateError(err, "read what was decided")
	}
	var found []decided
	for _, row := range rows {
		for _, item := range mail.Items {
			stands := mail.Kind == models.MailCleared && row.State == models.ReportCleared ||
				mail.Kind == models.MailReturned && row.State == models.ReportReturned && row.ReturnedAt != nil && row.ReturnedAt.Equal(item.At)
			if item.ReportID == row.ID && stands {
				found = append(found, decided{MailItem: item, Number: row.Number, Title: row.Title, Confirmed: row.Confirmed})
			}
		}
	}
	return found, nil
}

func (o *Outbox) user(ctx context.Context, id int64) (models.User, error) {
	var user models.User
	err := o.store.Read(ctx).Where("id = ?", id).Take(&user).Error
	return user, store.TranslateError(err, "read who a mail is for")
}

type decidedRow struct {
	RoundID       int64
	PlanID        int64
	LeadID        int64
	SubmittedBy   *int64
	ReturnComment string
	ReturnedAt    *time.Time
	HasRules      bool
	Returned      bool
	Cleared       bool
}

func (r decidedRow) rules() models.ReminderRules {
	if !r.HasRules {
		return models.DefaultReminderRules(r.PlanID)
	}
	return models.ReminderRules{Returned: r.Returned, Cleared: r.Cleared}
}

// decidedReport reads what a notice about a report needs, as the decision has
// left it.
func decidedReport(tx *store.Tx, reportID int64) (decidedRow, error) {
	var row decidedRow
	err := tx.Raw(`
SELECT r.round_id, rd.plan_id, r.lead_id, r.submitted_by, r.return_comment, r.returned_at, u.plan_id IS NOT NULL AS has_rules,
       COALESCE(u.returned, FALSE) AS returned, COALESCE(u.cleared, FALSE) AS cleared
FROM reports r
JOIN rounds rd ON rd.id = r.round_id
LEFT JOIN reminder_rules u ON u.plan_id = rd.plan_id
WHERE r.id = ?`, reportID).Scan(&row).Error
	return row, store.TranslateError(err, "read what was decided")
}

// noticeReceivers gives who submitted a report, or the reporters of its
// ministry when that user is shut out.
func noticeReceivers(tx *store.Tx, report decidedRow) ([]models.User, error) {
	var users []models.User
	err := tx.Where("id = ? AND disabled_at IS NULL", report.SubmittedBy).Find(&users).Error
	if err == nil && len(users) == 0 {
		err = tx.Where("disabled_at IS NULL AND id IN (SELECT user_id FROM memberships WHERE role = 'reporter' AND organisation_id = ?)", report.LeadID).Order("id").Find(&users).Error
	}
	return users, store.TranslateError(err, "read who is to be told")
}

// keepNotice adds to the notice of the day that waits for the same person, or
// writes one more. Others may be doing the same, and a sender may be taking it.
func (o *Outbox) keepNotice(tx *store.Tx, notice models.Mail) error {
	for range mostRaces {
		var last []models.Mail
		err := tx.Where("round_id = ? AND user_id = ? AND kind = ? AND day = ?", notice.RoundID, notice.UserID, notice.Kind, notice.Day).
			Order("part DESC").Limit(1).Find(&last).Error
		if err != nil {
			return store.TranslateError(err, "find a notice")
		}
		if len(last) == 1 && last[0].State == notice.State && last[0].Attempts == 0 {
			before := last[0].Items
			done := tx.Model(&models.Mail{}).Where("id = ? AND state = ? AND attempts = 0 AND items = ?", last[0].ID, notice.State, before).
				Updates(map[string]any{"items": joined(before, notice.Items), "next_attempt_at": notice.NextAttemptAt})
			if done.Error != nil || done.RowsAffected == 1 {
				return store.TranslateError(done.Error, "add to a notice")
			}
			continue
		}
		notice.ID, notice.Part, notice.MessageID = 0, 0, o.newMessageID()
		if len(last) == 1 {
			notice.Part = last[0].Part + 1
		}
		done := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&notice)
		if done.Error != nil || done.RowsAffected == 1 {
			return store.TranslateError(done.Error, "write a notice")
		}
	}
	return models.Wrap(errors.New("too many write to the same notice"), "write a notice")
}
