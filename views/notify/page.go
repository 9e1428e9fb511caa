package notify

import (
	"slices"
	"strconv"

	"tiltak/models"
	"tiltak/views/layout"
)

// Page is the input of the page about a round's mails.
type Page struct {
	Round    models.Round
	On       bool // mail is set up
	Sender   string
	Reopened bool // the round has been closed before: nothing is sent by rule
	Rules    models.ReminderRules
	Coming   []models.Occasion
	People   []Owing // who owes something now
	Counts   map[models.MailState]int
	Log      []Logged
	Only     models.MailState
	Number   int // of the page of the log
	More     bool
	Problem  *models.Error
}

// Owing is a person who owes something, as numbers of measures.
type Owing struct {
	UserID        int64
	Name          string
	Email         string
	Reports       []int
	Contributions []int
}

// Logged is a mail with whom it is for.
type Logged struct {
	models.Mail
	Name string
}

// TextPage is the input of the page about the text of a kind of mail.
type TextPage struct {
	Round   models.Round
	Kind    models.MailKind
	Text    models.MailText
	On      bool // by the rules
	MailOn  bool // mail is set up
	Own     bool // the plan has written it
	Typed   bool // shown, not saved
	People  []Owing
	Chosen  int64 // whose mail is shown
	Letter  *Letter
	Problem *models.Error
}

// MailPage is the input of the page about one mail.
type MailPage struct {
	Round       models.Round
	On          bool
	Mail        Logged
	WouldCancel models.MailOutcome // why a mail that waits will not be sent
}

// Path is the address of the page about a round's mails.
func Path(period models.Quarter) string { return "/runder/" + period.String() + "/paminnelser" }

// TextPath is the address of the text of a kind of mail.
func TextPath(period models.Quarter, kind models.MailKind) string {
	return Path(period) + "/tekster/" + KindWord(kind)
}

// MailPath is the address of a mail.
func MailPath(period models.Quarter, id int64) string {
	return Path(period) + "/epost/" + strconv.FormatInt(id, 10)
}

// kindWords are the kinds in addresses.
func kindWords() map[models.MailKind]string {
	return map[models.MailKind]string{
		models.MailOpening: "apning", models.MailBefore: "for-fristen", models.MailDeadline: "fristen", models.MailAfter: "etter-fristen",
		models.MailExtra: "ekstra", models.MailEscalation: "koordinator", models.MailReturned: "returnert", models.MailCleared: "klarert",
		models.MailQuestion: "sporsmal", models.MailAnswered: "svar",
	}
}

// KindWord is a kind in addresses.
func KindWord(kind models.MailKind) string { return kindWords()[kind] }

// KindOf reads a kind in an address; an unknown one gives none.
func KindOf(word string) models.MailKind {
	for kind, known := range kindWords() {
		if known == word {
			return kind
		}
	}
	return ""
}

// stateWords are the states in addresses.
func stateWords() map[models.MailState]string {
	return map[models.MailState]string{
		models.MailQueued: "venter", models.MailSending: "sendes", models.MailSent: "sendt", models.MailFailed: "feilet",
		models.MailCancelled: "avlyst", models.MailUncertain: "usikker",
	}
}

// StateOf reads a state in an address; an unknown one gives none.
func StateOf(word string) models.MailState {
	for state, known := range stateWords() {
		if known == word {
			return state
		}
	}
	return ""
}

// ruledKinds are those that the rules turn on and off.
func ruledKinds() []models.MailKind {
	return slices.DeleteFunc(models.MailKinds(), func(k models.MailKind) bool { return !k.Ruled() })
}

func logPath(period models.Quarter, state models.MailState, page int) string {
	path := Path(period)
	if state != "" {
		path += "?vis=" + stateWords()[state]
	}
	if page > 1 {
		separator := "?"
		if state != "" {
			separator = "&"
		}
		path += separator + "side=" + strconv.Itoa(page)
	}
	return path + "#logg"
}

func (p Page) total() int {
	total := 0
	for _, count := range p.Counts {
		total += count
	}
	return total
}

// trouble counts the mails that a person must look at.
func (p Page) trouble() int { return p.Counts[models.MailFailed] + p.Counts[models.MailUncertain] }

// withoutAddress counts those who owe something and have no address.
func (p Page) withoutAddress() int {
	count := 0
	for _, person := range p.People {
		if person.Email == "" {
			count++
		}
	}
	return count
}

// owes says what a person owes: rapport for tiltak 4 og 9, bidrag til tiltak 3.
func owes(f layout.Frame, o Owing) string {
	text := ""
	if len(o.Reports) > 0 {
		text = f.T("reminders.owes_reports", "Count", len(o.Reports), "Measures", numbers(f, o.Reports))
	}
	if len(o.Contributions) > 0 {
		if text != "" {
			text += ". "
		}
		text += f.T("reminders.owes_contributions", "Count", len(o.Contributions), "Measures", numbers(f, o.Contributions))
	}
	return text
}

func numbers(f layout.Frame, list []int) string {
	words := make([]string, len(list))
	for i, number := range list {
		words[i] = strconv.Itoa(number)
	}
	return f.And(words)
}

func stateIcon(state models.MailState) string {
	switch state {
	case models.MailSent:
		return "CheckmarkCircleFill"
	case models.MailFailed:
		return "XMarkOctagonFill"
	case models.MailUncertain:
		return "ExclamationmarkTriangleFill"
	case models.MailCancelled:
		return "CircleSlash"
	}
	return "ClockFill"
}

func stateColour(state models.MailState) string {
	switch state {
	case models.MailSent:
		return "success"
	case models.MailFailed:
		return "danger"
	case models.MailUncertain:
		return "warning"
	case models.MailCancelled:
		return "neutral"
	}
	return "info"
}

// reason says why a mail stands as it does.
func reason(f layout.Frame, m models.Mail) string {
	switch {
	case m.State == models.MailSent:
		return ""
	case m.Outcome == models.OutcomeNone:
		return ""
	case m.State == models.MailQueued:
		return f.T("reminders.outcome."+string(m.Outcome)) + " " + f.T("reminders.next_attempt", "Moment", f.Moment(m.NextAttemptAt))
	}
	return f.T("reminders.outcome." + string(m.Outcome))
}
