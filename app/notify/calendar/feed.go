package calendar

import (
	"fmt"
	"strconv"
	"time"

	ics "github.com/arran4/golang-ical"

	"tiltak/app/language"
	"tiltak/models"
)

// refresh is how often programs are asked to read the calendar again.
const refresh = "PT6H"

// feed writes a calendar (RFC 5545). base is the address of the site, without a
// slash at the end; at is when it was read.
func feed(content Content, printer language.Printer, base string, at time.Time) string {
	calendar := ics.NewCalendarFor("Tiltaksoversikten")
	calendar.SetMethod(ics.MethodPublish)
	name := printer.T("calendar.name", "Plan", printer.Name(content.Plan))
	if content.Example {
		name = printer.T("calendar.example", "Text", name)
	}
	calendar.SetXWRCalName(name)
	calendar.SetXWRTimezone(language.Oslo.String())
	calendar.SetRefreshInterval(refresh, ics.WithValue("DURATION"))
	calendar.SetXPublishedTTL(refresh)
	site := base
	if content.PlanCode != "" {
		site += "/plan/" + content.PlanCode
	}
	for _, entry := range content.Entries {
		title, text, path, uid := describe(entry, printer)
		if content.Example {
			title = printer.T("calendar.example", "Text", title)
		}
		event := calendar.AddEvent(uid + "@" + planName(content))
		event.SetDtStampTime(at.UTC())
		event.SetAllDayStartAt(entry.Day.Time())
		event.SetAllDayEndAt(entry.Day.AddDays(1).Time())
		event.SetSummary(title)
		event.SetDescription(text)
		event.SetURL(site + path)
		event.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return calendar.Serialize(ics.WithNewLineWindows)
}

// planName parts the entries of one plan from those of another.
func planName(content Content) string {
	if content.PlanCode == "" {
		return "tiltaksoversikten"
	}
	return content.PlanCode + ".tiltaksoversikten"
}

func describe(entry models.CalendarEntry, printer language.Printer) (title, text, path, uid string) {
	if entry.Kind == models.CalendarDeadline {
		title = printer.T("calendar.deadline", "Quarter", printer.Quarter(entry.Period))
		text = printer.T("calendar.deadline_text")
		if entry.Owed > 0 {
			text = printer.T("calendar.owed", "Count", entry.Owed)
		}
		return title, text, "/", "frist-" + entry.Period.String()
	}
	measure := printer.Name(entry.Measure.Title)
	if !entry.Measure.TitleConfirmed {
		measure = fmt.Sprintf("%s (%s)", measure, printer.T("mark.working_title"))
	}
	title = printer.T("calendar.milestone", "Title", entry.Milestone.Title, "Number", entry.Measure.Number)
	text = printer.T("calendar.milestone_text", "Number", entry.Measure.Number, "Measure", measure)
	if slip := entry.Milestone.Slip(); slip != 0 {
		text += "\n" + printer.T("calendar.milestone_moved", "Baseline", printer.Date(entry.Milestone.Baseline))
	}
	return title, text, "/tiltak/" + strconv.Itoa(entry.Measure.Number), "milepael-" + strconv.FormatInt(entry.Milestone.MilestoneID, 10)
}
