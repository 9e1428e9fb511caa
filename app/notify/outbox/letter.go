package outbox

import (
	"net/url"
	"strconv"
	"strings"

	"tiltak/app/language"
	"tiltak/models"
	view "tiltak/views/notify"
)

// letters writes mails.
type letters struct {
	printer   language.Printer
	publicURL string
}

// Occasioned is a round with what its mails say of it.
type Occasioned struct {
	models.Round
	PlanCode  string
	IsDefault bool
	Demo      bool
}

// address gives the full address of a page of the round's plan.
func (l letters) address(o Occasioned, path string) string {
	if !o.IsDefault {
		path = "/plan/" + url.PathEscape(o.PlanCode) + path
	}
	return l.publicURL + path
}

// defaultText is the text of a kind of mail where the plan has none of its own.
func (l letters) defaultText(planID int64, kind models.MailKind) models.MailText {
	return models.MailText{
		PlanID: planID, Kind: kind,
		Subject: l.printer.T("reminders.default." + string(kind) + ".subject"), Body: l.printer.T("reminders.default." + string(kind) + ".body"),
	}
}

// digest writes what one person owes.
func (l letters) digest(o Occasioned, text models.MailText, name string, debts []models.Debt, today models.Date) view.Letter {
	items := make([]view.Item, len(debts))
	for i, debt := range debts {
		items[i] = view.Item{Text: l.debtLine(debt), URL: l.address(o, debtPath(debt))}
		if debt.Returned {
			items[i].Note = l.printer.T("reminders.letter.returned")
		}
	}
	return l.fill(o, text, name, l.address(o, "/rapporter"), items, today)
}

func debtPath(debt models.Debt) string {
	if debt.ContributionID != 0 {
		return "/bidrag/" + strconv.FormatInt(debt.ContributionID, 10)
	}
	return "/rapporter/" + strconv.FormatInt(debt.ReportID, 10)
}

func (l letters) debtLine(debt models.Debt) string {
	title := l.title(debt.Title, debt.Confirmed)
	if debt.ContributionID != 0 {
		return l.printer.T("reminders.letter.contribution", "Number", debt.Number, "Title", title, "Lead", debt.Lead, "Ministry", debt.Organisation)
	}
	return l.printer.T("reminders.letter.report", "Number", debt.Number, "Title", title)
}

func (l letters) title(title models.Name, confirmed bool) string {
	text := l.printer.Name(title)
	if !confirmed {
		text += " (" + l.printer.T("mark.working_title") + ")"
	}
	return text
}

// escalation writes to the coordinator which ministries lack what.
func (l letters) escalation(o Occasioned, text models.MailText, name string, debts []models.Debt, today models.Date) view.Letter {
	late := models.WorkingDaysBetween(o.Deadline, today, models.IsNorwegianHoliday)
	var items []view.Item
	for _, lack := range models.LacksOf(debts) {
		var notes []string
		if len(lack.Reports) > 0 {
			notes = append(notes, l.printer.T("reminders.letter.lacks_reports", "Count", len(lack.Reports), "Measures", l.numbers(lack.Reports)))
		}
		if len(lack.Contributions) > 0 {
			notes = append(notes, l.printer.T("reminders.letter.lacks_contributions", "Count", len(lack.Contributions), "Measures", l.numbers(lack.Contributions)))
		}
		items = append(items, view.Item{Text: l.printer.T("reminders.letter.late", "Ministry", lack.Organisation, "Count", late), Note: strings.Join(notes, "\n")})
	}
	return l.fill(o, text, name, l.address(o, "/runder/"+o.Period.String()+"?vis=mangler"), items, today)
}

func (l letters) numbers(numbers []int) string {
	words := make([]string, len(numbers))
	for i, number := range numbers {
		words[i] = strconv.Itoa(number)
	}
	return l.printer.And(words)
}

// decided is a decision that a notice tells of, as it stands.
type decided struct {
	models.MailItem
	Number    int
	Title     models.Name
	Confirmed bool
}

// notice writes what was decided about a person's reports.
func (l letters) notice(o Occasioned, text models.MailText, name string, decisions []decided, today models.Date) view.Letter {
	items := make([]view.Item, len(decisions))
	for i, d := range decisions {
		items[i] = view.Item{
			Text: l.printer.T("reminders.letter.report", "Number", d.Number, "Title", l.title(d.Title, d.Confirmed)),
			URL:  l.address(o, "/rapporter/"+strconv.FormatInt(d.ReportID, 10)),
		}
		if d.Comment != "" {
			items[i].Note = l.printer.T("reminders.letter.comment", "Comment", d.Comment)
		}
	}
	return l.fill(o, text, name, l.address(o, "/rapporter"), items, today)
}

// when says how far off the deadline is, in words: i dag, om 3 arbeidsdager.
func (l letters) when(deadline, today models.Date) string {
	days := deadline.DaysSince(today)
	working := models.WorkingDaysBetween(today, deadline, models.IsNorwegianHoliday)
	switch {
	case days == 0:
		return l.printer.T("reminders.when.today")
	case days > 0 && working > 0:
		return l.printer.T("reminders.when.in_working_days", "Count", working)
	case days > 0:
		return l.printer.T("reminders.when.in_days", "Count", days)
	case working < 0:
		return l.printer.T("reminders.when.working_days_ago", "Count", -working)
	}
	return l.printer.T("reminders.when.days_ago", "Count", -days)
}

// fill puts what a mail is about into its text. Blank lines part paragraphs.
func (l letters) fill(o Occasioned, text models.MailText, name, link string, items []view.Item, today models.Date) view.Letter {
	values := map[string]string{
		models.PlaceName: name, models.PlaceQuarter: l.printer.Quarter(o.Period), models.PlaceDeadline: l.printer.Date(o.Deadline),
		models.PlaceWhen: l.when(o.Deadline, today), models.PlaceLink: link,
	}
	value := func(place string) string {
		if known, there := values[place]; there {
			return known
		}
		return "{" + place + "}"
	}
	written := view.Letter{Subject: models.FillPlaces(strings.TrimSpace(text.Subject), value), Language: l.printer.Language}
	if o.Demo {
		written.Subject = l.printer.T("reminders.letter.demo_subject", "Subject", written.Subject)
		written.Parts = append(written.Parts, view.Part{Lines: []view.Line{{{Text: l.printer.T("reminders.letter.demo")}}}})
	}
	var lines []view.Line
	end := func() {
		if len(lines) > 0 {
			written.Parts = append(written.Parts, view.Part{Lines: lines})
			lines = nil
		}
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(text.Body, "\r\n", "\n"), "\n") {
		switch line = strings.TrimSpace(line); line {
		case "":
			end()
		case "{" + models.PlaceList + "}":
			end()
			written.Parts = append(written.Parts, view.Part{Items: items})
		case "{" + models.PlaceInstructions + "}":
			end()
			written.Parts = append(written.Parts, paragraphs(o.Instructions)...)
		default:
			lines = append(lines, spans(line, link, value))
		}
	}
	end()
	return written
}

// paragraphs parts a text at blank lines.
func paragraphs(text string) []view.Part {
	var parts []view.Part
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		var lines []view.Line
		for line := range strings.SplitSeq(strings.TrimSpace(paragraph), "\n") {
			if line != "" {
				lines = append(lines, view.Line{{Text: line}})
			}
		}
		if len(lines) > 0 {
			parts = append(parts, view.Part{Lines: lines})
		}
	}
	return parts
}

// spans fills a line, with the address in it as a link.
func spans(line, link string, value func(string) string) view.Line {
	var found view.Line
	for i, piece := range strings.Split(line, "{"+models.PlaceLink+"}") {
		if i > 0 {
			found = append(found, view.Span{Text: link, URL: link})
		}
		if piece != "" {
			found = append(found, view.Span{Text: models.FillPlaces(piece, value)})
		}
	}
	return found
}

// reminder writes the reminder that is due for a person, from what is owed now.
func (l letters) reminder(o Occasioned, text models.MailText, name string, debts []models.Debt, today models.Date) view.Letter {
	if text.Kind == models.MailEscalation {
		return l.escalation(o, text, name, debts, today)
	}
	return l.digest(o, text, name, debts, today)
}
