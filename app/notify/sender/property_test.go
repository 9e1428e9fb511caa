package sender_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tiltak/app/language"
	"tiltak/app/notify/smtptest"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

// play is a round in which anything may happen in any order.
type play struct {
	*bench
	seen int // mails that have been looked at
}

func TestWhateverHappensNobodyIsRemindedOfNothingOrTwice(t *testing.T) {
	template := servertest.NewTemplate(t, func(*servertest.World) {})
	rapid.Check(t, func(rt *rapid.T) {
		w := template.Start(t)
		b := benchOver(t, w, template.Situation)
		p := &play{bench: b}
		day := b.Open.OpensOn
		b.exec("UPDATE rounds SET opened_at = ? WHERE id = ?", b.moment(day, 7).UTC(), b.Open.ID)
		b.Clock.Set(b.moment(day, 8))
		b.mailbox.FailAlways(smtptest.Later)
		p.work(rt) // so that mails wait in the queue from the beginning
		rt.Repeat(map[string]func(*rapid.T){
			"time passes": func(rt *rapid.T) {
				b.Clock.Add(time.Duration(rapid.IntRange(1, 60).Draw(rt, "hours")) * time.Hour)
			},
			"a node works": func(rt *rapid.T) { p.work(rt) },
			"a ministry delivers everything": func(rt *rapid.T) {
				code := rapid.SampledFrom([]string{"JD", "AID", "BFD", "HOD", "UD"}).Draw(rt, "ministry")
				b.exec(`UPDATE reports SET state = 'submitted', stage = 'completed', health = '', revision = 1, submitted_revision = 1, submitted_at = created_at,
					approved_role = 'x', approved_on = '2026-12-01' WHERE round_id = ? AND lead_id = (SELECT id FROM organisations WHERE code = ?) AND state IN ('draft', 'returned')`, b.Open.ID, code)
				b.exec("UPDATE contributions SET signed_at = updated_at, signed_role = 'x', text = 'x' WHERE organisation_id = (SELECT id FROM organisations WHERE code = ?)", code)
			},
			"a report is submitted": func(rt *rapid.T) {
				b.exec(`UPDATE reports SET state = 'submitted', stage = 'completed', health = '', revision = 1, submitted_revision = 1, submitted_at = created_at,
					approved_role = 'x', approved_on = '2026-12-01' WHERE round_id = ? AND id % 5 = ? AND state IN ('draft', 'returned')`, b.Open.ID, rapid.IntRange(0, 4).Draw(rt, "which"))
			},
			"a report is returned": func(rt *rapid.T) {
				b.exec(`UPDATE reports SET state = 'returned', return_comment = 'x' WHERE round_id = ? AND id % 5 = ? AND state = 'submitted'`, b.Open.ID, rapid.IntRange(0, 4).Draw(rt, "which"))
			},
			"a paragraph is signed": func(rt *rapid.T) {
				b.exec("UPDATE contributions SET signed_at = updated_at, signed_role = 'x', text = 'x' WHERE id % 2 = ?", rapid.IntRange(0, 1).Draw(rt, "which"))
			},
			"the round closes": func(rt *rapid.T) {
				if rapid.IntRange(0, 9).Draw(rt, "really") == 0 {
					b.exec("UPDATE rounds SET state = 'closed', closed_at = opened_at WHERE id = ?", b.Open.ID)
				}
			},
			"the mail server fails": func(rt *rapid.T) { b.mailbox.FailAlways(rapid.SampledFrom(faults()).Draw(rt, "how")) },
		})
		p.once(rt)
		b.mailbox.Stop()
	})
}

// faults are those after which the server has not taken the mail, or has said
// so.
func faults() []smtptest.Fault {
	return []smtptest.Fault{smtptest.None, smtptest.None, smtptest.None, smtptest.Later, smtptest.LaterAtEnd, smtptest.Never, smtptest.DropLate}
}

func (b *bench) moment(day models.Date, hour int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), hour, 0, 0, 0, language.Oslo)
}

// work lets a node work, and compares each mail that came with who owes
// something at that moment.
func (p *play) work(rt *rapid.T) {
	if err := p.office.Tick(p.t.Context()); err != nil {
		rt.Fatal(err)
	}
	var owing []string
	err := p.Store.Read(p.t.Context()).Raw(`
SELECT DISTINCT u.email FROM users u JOIN memberships m ON m.user_id = u.id JOIN organisations o ON o.id = m.organisation_id
WHERE EXISTS (SELECT 1 FROM rounds rd WHERE rd.id = @round AND rd.state <> 'closed') AND (
	m.role = 'reporter' AND EXISTS (SELECT 1 FROM reports r WHERE r.round_id = @round AND r.lead_id = o.id AND r.state IN ('draft', 'returned'))
	OR m.role IN ('reporter', 'contributor') AND EXISTS (SELECT 1 FROM contributions c JOIN reports r ON r.id = c.report_id
		WHERE r.round_id = @round AND c.signed_at IS NULL AND r.state <> 'cleared' AND (c.organisation_id = o.id OR m.role = 'contributor' AND c.organisation_id = o.parent_id))
	OR m.role = 'coordinator' AND (EXISTS (SELECT 1 FROM reports r WHERE r.round_id = @round AND r.state IN ('draft', 'returned'))
		OR EXISTS (SELECT 1 FROM contributions c JOIN reports r ON r.id = c.report_id WHERE r.round_id = @round AND c.signed_at IS NULL AND r.state <> 'cleared')))`,
		map[string]any{"round": p.Open.ID}).Scan(&owing).Error
	if err != nil {
		rt.Fatal(err)
	}
	owes := map[string]bool{}
	for _, address := range owing {
		owes[address] = true
	}
	mails := p.mailbox.Mails()
	for _, mail := range mails[p.seen:] {
		if !owes[mail.To] {
			rt.Fatalf("%s got %q and owes nothing", mail.To, mail.Subject)
		}
	}
	p.seen = len(mails)
	p.once(rt)
}

// once looks for two mails that are one, in the mailbox and in the log.
func (p *play) once(rt *rapid.T) {
	ids := map[string]bool{}
	for _, mail := range p.mailbox.Mails() {
		if ids[mail.ID()] {
			rt.Fatalf("%s got %q twice", mail.To, mail.Subject)
		}
		ids[mail.ID()] = true
	}
	var rows []models.Mail
	if err := p.Store.Read(p.t.Context()).Find(&rows).Error; err != nil {
		rt.Fatal(err)
	}
	days := map[string]bool{}
	for _, row := range rows {
		key := fmt.Sprint(row.UserID, row.Kind, row.Day)
		if days[key] {
			rt.Fatalf("two mails of one kind and day for a person: %s", key)
		}
		days[key] = true
	}
}
