package models_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiltak/models"
)

// occasions writes what is planned as lines: day kind.
func occasions(list []models.Occasion) []string {
	var lines []string
	for _, o := range list {
		lines = append(lines, o.Day.String()+" "+string(o.Kind))
	}
	return lines
}

func TestRemindersAreSentOnWorkingDays(t *testing.T) {
	all := models.DefaultReminderRules(1)
	without := func(change func(*models.ReminderRules)) models.ReminderRules {
		rules := all
		change(&rules)
		return rules
	}
	for _, row := range []struct {
		name                    string
		rules                   models.ReminderRules
		opened, deadline, until string
		want                    []string
	}{
		{"an ordinary fortnight in autumn", all, "2026-10-05", "2026-10-16", "2026-10-23", []string{
			"2026-10-05 opening", "2026-10-13 before", "2026-10-16 deadline", "2026-10-20 after", "2026-10-20 escalation", "2026-10-22 after", "2026-10-22 escalation",
		}},
		{"Christmas and New Year lie between", all, "2026-12-10", "2027-01-05", "2027-01-11", []string{
			"2026-12-10 opening", "2026-12-29 before", "2027-01-05 deadline", "2027-01-07 after", "2027-01-07 escalation", "2027-01-11 after", "2027-01-11 escalation",
		}},
		{"the deadline is the last working day before Easter", all, "2027-03-10", "2027-03-24", "2027-04-02", []string{
			"2027-03-10 opening", "2027-03-19 before", "2027-03-24 deadline", "2027-03-31 after", "2027-03-31 escalation", "2027-04-02 after", "2027-04-02 escalation",
		}},
		{"the deadline is on Good Friday", without(func(r *models.ReminderRules) { r.After, r.Escalation = false, false }), "2027-03-10", "2027-03-26", "2027-04-02", []string{
			"2027-03-10 opening", "2027-03-22 before", "2027-03-24 deadline",
		}},
		{"17 May is a Monday, and Whit Monday the same day", all, "2027-05-03", "2027-05-14", "2027-05-20", []string{
			"2027-05-03 opening", "2027-05-11 before", "2027-05-14 deadline", "2027-05-19 after", "2027-05-19 escalation",
		}},
		{"July has no working days", all, "2027-06-09", "2027-06-29", "2027-08-04", []string{
			"2027-06-09 opening", "2027-06-24 before", "2027-06-29 deadline", "2027-08-02 after", "2027-08-02 escalation", "2027-08-04 after", "2027-08-04 escalation",
		}},
		{"opened on a Saturday", without(func(r *models.ReminderRules) { r.After, r.Escalation = false, false }), "2026-10-03", "2026-10-16", "2026-10-23", []string{
			"2026-10-05 opening", "2026-10-13 before", "2026-10-16 deadline",
		}},
		{"opened two days before the deadline", without(func(r *models.ReminderRules) { r.After, r.Escalation = false, false }), "2026-10-14", "2026-10-16", "2026-10-23", []string{
			"2026-10-14 opening", "2026-10-16 deadline",
		}},
		{"opened on the day of the deadline", without(func(r *models.ReminderRules) { r.After, r.Escalation = false, false }), "2026-10-16", "2026-10-16", "2026-10-23", []string{
			"2026-10-16 opening",
		}},
		{"everything is turned off", models.ReminderRules{BeforeDays: 3, EveryDays: 2, EscalateDays: 2}, "2026-10-05", "2026-10-16", "2026-12-01", nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := row.rules.Occasions(dayOf(row.opened), dayOf(row.deadline), dayOf(row.until), models.IsNorwegianHoliday)
			if diff := cmp.Diff(row.want, occasions(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatIsDueIsTheLatestAndNoMoreThanAWorkingDayOld(t *testing.T) {
	rules := models.DefaultReminderRules(1)
	for _, row := range []struct {
		name, today string
		want        []string
	}{
		{"the day before the round opens", "2026-10-02", nil},
		{"the day it opens", "2026-10-05", []string{"2026-10-05 opening"}},
		{"the day after, for a node that was down", "2026-10-06", []string{"2026-10-05 opening"}},
		{"two days after nothing is made up for", "2026-10-07", nil},
		{"on the weekend after the deadline it may still be sent", "2026-10-18", []string{"2026-10-16 deadline"}},
		{"after the deadline the coordinator is told too", "2026-10-20", []string{"2026-10-20 after", "2026-10-20 escalation"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := rules.Due(dayOf("2026-10-05"), dayOf("2026-10-16"), dayOf(row.today), models.IsNorwegianHoliday)
			if diff := cmp.Diff(row.want, occasions(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnyRoundHasAtMostOneDigestADayAndOnlyOnWorkingDays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		opened := dayOf("2026-01-01").AddDays(rapid.IntRange(0, 1500).Draw(rt, "opened"))
		deadline := opened.AddDays(rapid.IntRange(0, 60).Draw(rt, "deadline"))
		days := rapid.IntRange(1, models.MostReminderDays)
		rules := models.DefaultReminderRules(1)
		rules.BeforeDays, rules.EveryDays, rules.EscalateDays = days.Draw(rt, "before"), days.Draw(rt, "every"), days.Draw(rt, "escalate")
		until := deadline.AddDays(rapid.IntRange(0, 200).Draw(rt, "until"))
		digests := map[models.Date]bool{}
		for _, o := range rules.Occasions(opened, deadline, until, models.IsNorwegianHoliday) {
			if !models.IsWorkingDay(o.Day, models.IsNorwegianHoliday) || o.Day.Before(opened) || o.Day.After(until) {
				rt.Fatalf("%s on %s, %s, for a round opened %s", o.Kind, o.Day, o.Day.Weekday(), opened)
			}
			if o.Kind.Digest() && digests[o.Day] {
				rt.Fatalf("two digests on %s", o.Day)
			}
			digests[o.Day] = digests[o.Day] || o.Kind.Digest()
			if (o.Kind == models.MailAfter || o.Kind == models.MailEscalation) && !o.Day.After(deadline) {
				rt.Fatalf("%s on %s, and the deadline is %s", o.Kind, o.Day, deadline)
			}
		}
		n := rapid.IntRange(1, 40).Draw(rt, "n")
		if got := models.WorkingDaysBetween(deadline, models.AddWorkingDays(deadline, n, models.IsNorwegianHoliday), models.IsNorwegianHoliday); got != n {
			rt.Fatalf("%d working days later is %d working days away", n, got)
		}
	})
}

func TestATextMayOnlyHaveWhatCanBeFilledIn(t *testing.T) {
	good := models.MailText{Kind: models.MailBefore, Subject: "Frist {frist}", Body: "Hei {navn}\n\n{liste}\n\n{lenke} {når} {kvartal}"}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*models.MailText){
		"no subject":                        func(m *models.MailText) { m.Subject = " " },
		"a subject of two lines":            func(m *models.MailText) { m.Subject = "Frist\r\nBcc: a@example.org" },
		"a placeholder nobody knows":        func(m *models.MailText) { m.Body += " {passord}" },
		"no list":                           func(m *models.MailText) { m.Body = "Hei" },
		"two lists":                         func(m *models.MailText) { m.Body += "\n{liste}" },
		"the list within a sentence":        func(m *models.MailText) { m.Body += "\nSe {liste}" },
		"the list in the subject":           func(m *models.MailText) { m.Subject = "{liste}" },
		"instructions in a later reminder":  func(m *models.MailText) { m.Body += "\n{instruks}" },
		"a bracket that nothing belongs to": func(m *models.MailText) { m.Body += "\n{" },
	} {
		t.Run(name, func(t *testing.T) {
			text := good
			spoil(&text)
			if err := text.Check(); !models.IsKind(err, models.KindInvalid) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"navn@virksomhet.no": true, "a.b+c@sub.virksomhet.no": true, "NAVN@virksomhet.no": true,
		"": false, "navn": false, "navn@virksomhet": false, "navn@.no": false, "Navn <navn@virksomhet.no>": false, "a@b.no, c@d.no": false,
		"a@b.no\r\nBcc: c@d.no": false, "a b@c.no": false, "bjørn@virksomhet.no": false, "@virksomhet.no": false, `"a"@b.no`: false,
	} {
		if got := models.ValidEmail(address); got != want {
			t.Errorf("%q: %v", address, got)
		}
	}
	if got := models.NormalEmail(" Navn@Virksomhet.NO "); got != "Navn@virksomhet.no" {
		t.Errorf("stored as %q", got)
	}
}
