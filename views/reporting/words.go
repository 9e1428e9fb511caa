package reporting

import (
	"strconv"
	"time"

	"tiltak/models"
	"tiltak/views/layout"
)

// Moment is a point in time.
type Moment = time.Time

func number(n int) string { return strconv.Itoa(n) }

func id64(n int64) string { return strconv.FormatInt(n, 10) }

func reportPath(id int64) string { return "/rapporter/" + id64(id) }

func questionPath(id int64) string { return "/sporsmal/" + id64(id) }

func contributionPath(id int64) string { return "/bidrag/" + id64(id) }

// DaysLeft says how far off a deadline is: 3 dager igjen, 2 dager over fristen.
func DaysLeft(f layout.Frame, deadline models.Date) string {
	switch days := deadline.DaysSince(f.Today); {
	case days > 0:
		return f.T("reporting.days_left", "Count", days)
	case days < 0:
		return f.T("reporting.days_late", "Count", -days)
	}
	return f.T("reporting.due_today")
}

func variant(primary bool) string {
	if primary {
		return "primary"
	}
	return "secondary"
}

func reportAction(r OwedReport) string {
	switch {
	case r.State == models.ReportReturned:
		return "reporting.improve"
	case r.State != models.ReportDraft:
		return "reporting.open"
	case r.SavedAt != nil:
		return "reporting.go_on"
	}
	return "reporting.write"
}

func contributionAction(c OwedContribution) string {
	switch {
	case c.Closed, c.Signed:
		return "reporting.open_contribution"
	case c.SavedAt != nil:
		return "reporting.go_on"
	}
	return "reporting.write_contribution"
}

func reportsLeft(in OwedInput) int { return OwedInput{Reports: in.Reports}.Left() }

func contributionsLeft(in OwedInput) int { return OwedInput{Contributions: in.Contributions}.Left() }

func versionPath(base string, revisionID int64) string {
	return base + "/versjoner/" + id64(revisionID)
}

func versionIcon(v VersionLine) string {
	if v.SetAside {
		return "Archive"
	}
	return "FileText"
}

func versionName(f layout.Frame, v VersionLine) string {
	if v.SetAside {
		return f.T("reporting.version_set_aside", "Number", v.Number)
	}
	return f.T("reporting.version", "Number", v.Number)
}

// written is a text, or that there is none.
func written(f layout.Frame, text string) string {
	if text == "" {
		return f.T("reporting.nothing_written")
	}
	return text
}
