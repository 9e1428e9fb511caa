package models

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"
)

// The longest texts that are taken, in characters. Advice about shorter texts
// is given on the form; these only keep a slip of the clipboard out.
const (
	MaxNewsletterText = 2000
	MaxReportText     = 10000
	MaxTitle          = 300
	MaxReason         = 1000
	MaxLinks          = 10
	MaxMilestones     = 40
	MaxComment        = 4000
	MaxRole           = 120
)

// Approval is the ministry's own clearing: which role approved the report, and
// when.
type Approval struct {
	Role string
	On   Date
}

// ApprovalTyped is the approval as it stands in a draft, be it half typed or no
// date. It is the ministry's own and counts for nothing before submission.
type ApprovalTyped struct {
	Role string
	On   string
}

// CheckSubmission gives every reason why a report cannot be submitted as it is.
// today is the day in Oslo. Field names are those of the report form.
func CheckSubmission(content ReportContent, approval Approval, today Date) error {
	problems := TextProblems(content, today)
	if strings.TrimSpace(approval.Role) == "" {
		problems.Add("approved_role", "report.problem.approved_role_missing")
	}
	checkText(&problems, "approved_role", approval.Role, MaxRole)
	switch {
	case approval.On.IsZero():
		problems.Add("approved_on", "report.problem.approved_on_missing")
	case approval.On.After(today):
		problems.Add("approved_on", "report.problem.approved_on_future")
	}
	return problems.Err()
}

// TextProblems gives every reason why a report cannot be submitted that lies in
// the report itself, not in its approval.
func TextProblems(content ReportContent, today Date) Problems {
	var problems Problems
	switch {
	case content.Status.Stage == "":
		problems.Add("stage", "report.problem.stage_missing")
	case content.Status.Stage == InProgress && content.Status.Health == "":
		problems.Add("health", "report.problem.health_missing")
	case !content.Status.Valid():
		problems.Add("stage", "report.problem.status_invalid")
	}
	if !content.NoChange && strings.TrimSpace(content.Done) == "" {
		problems.Add("done", "report.problem.done_missing")
	}
	checkText(&problems, "status_note", content.StatusNote, MaxReason)
	checkText(&problems, "done", content.Done, MaxReportText)
	checkText(&problems, "next", content.Next, MaxReportText)
	checkText(&problems, "obstacles", content.Obstacles, MaxReportText)
	checkText(&problems, "help_needed", content.HelpNeeded, MaxReportText)
	if strings.TrimSpace(content.NewsletterText) == "" {
		problems.Add("newsletter_text", "report.problem.newsletter_text_missing")
	}
	checkText(&problems, "newsletter_text", content.NewsletterText, MaxNewsletterText)
	if content.Language != Bokmaal && content.Language != Nynorsk {
		problems.Add("language", "report.problem.language_missing")
	}
	checkLinks(&problems, content.Links)
	checkMilestones(&problems, content, today)
	return problems
}

func checkText(problems *Problems, field, text string, most int) {
	checkLength(problems, field, text, most)
	if HasJoinMark(text) {
		problems.Add(field, "report.problem.join_mark", "Mark", strings.TrimSpace(JoinMark))
	}
}

func checkLength(problems *Problems, field, text string, most int) {
	if length := utf8.RuneCountInString(text); length > most {
		problems.Add(field, "report.problem.text_too_long", "Length", length, "Most", most)
	}
}

func checkLinks(problems *Problems, links []Link) {
	if len(links) > MaxLinks {
		problems.Add("link_url_0", "report.problem.too_many_links", "Most", MaxLinks)
	}
	for i, link := range links {
		if !ValidWebAddress(link.URL) {
			problems.Add(fmt.Sprintf("link_url_%d", i), "report.problem.link_address", "Number", i+1)
		}
		if strings.TrimSpace(link.Label) == "" {
			problems.Add(fmt.Sprintf("link_label_%d", i), "report.problem.link_label", "Number", i+1)
		}
		checkText(problems, fmt.Sprintf("link_label_%d", i), link.Label, MaxTitle)
	}
}

// ValidWebAddress tells whether text is a complete http or https address, without
// a user before the host, which disguises where it leads. Nothing is fetched.
func ValidWebAddress(text string) bool {
	if strings.ContainsAny(text, " \t\r\n\"<>") {
		return false
	}
	parsed, err := url.Parse(text)
	return err == nil && (parsed.Scheme == "https" || parsed.Scheme == "http") && parsed.Hostname() != "" && parsed.User == nil && len(text) <= 2000
}

func checkMilestones(problems *Problems, content ReportContent, today Date) {
	if len(content.Milestones) > MaxMilestones {
		problems.Add("milestone_title_0", "report.problem.too_many_milestones", "Most", MaxMilestones)
	}
	for i, m := range content.Milestones {
		field := func(name string) string { return fmt.Sprintf("milestone_%s_%d", name, i) }
		if strings.TrimSpace(m.Title) == "" {
			problems.Add(field("title"), "report.problem.milestone_title", "Number", i+1)
		}
		checkText(problems, field("title"), m.Title, MaxTitle)
		checkText(problems, field("reason"), m.Reason, MaxReason)
		if m.Due.IsZero() {
			problems.Add(field("due"), "report.problem.milestone_due", "Number", i+1)
		}
		if !m.Phase.Valid() {
			problems.Add(field("phase"), "report.problem.milestone_phase", "Number", i+1)
		}
		if (m.Moved() || m.Phase == MilestoneDropped) && strings.TrimSpace(m.Reason) == "" {
			problems.Add(field("reason"), "report.problem.milestone_reason", "Title", m.Title)
		}
		if m.Phase == MilestoneReached && m.ReachedOn.IsZero() {
			problems.Add(field("reached_on"), "report.problem.milestone_reached_on", "Title", m.Title)
		}
		if m.Phase == MilestoneReached && m.ReachedOn.After(today) {
			problems.Add(field("reached_on"), "report.problem.milestone_reached_later", "Title", m.Title)
		}
		if content.NoChange && m.Overdue(today) {
			problems.Add(field("phase"), "report.problem.no_change_overdue", "Title", m.Title)
		}
	}
}

// CarryOver gives the content a new report starts from: status, links and open
// milestones of the last cleared report, but none of its texts.
func CarryOver(last *ReportContent) ReportContent {
	if last == nil {
		return ReportContent{Status: Status{Stage: NotStarted}, Language: Bokmaal}
	}
	next := ReportContent{Status: last.Status, Links: last.Links, Language: last.Language}
	for _, m := range last.Milestones {
		if m.Phase == MilestonePlanned {
			m.Was, m.Reason, m.DueTyped, m.DueKept, m.ReachedTyped = m.Due, "", "", "", ""
			next.Milestones = append(next.Milestones, m)
		}
	}
	return next
}

// MayReportNoChange tells whether *ingen endring* is open: there is a last
// report to repeat, and no milestone has passed.
func MayReportNoChange(current ReportContent, last *ReportContent, today Date) bool {
	if last == nil {
		return false
	}
	for _, m := range current.Milestones {
		if m.Overdue(today) {
			return false
		}
	}
	return true
}

// RepeatLast gives the content of a report without change: the status and the
// texts of the last one, marked as repeated.
func RepeatLast(current ReportContent, last ReportContent) ReportContent {
	current.Status = last.Status
	current.Done, current.Next = last.Done, last.Next
	current.Obstacles, current.HelpNeeded = last.Obstacles, last.HelpNeeded
	current.NewsletterText, current.Language, current.Links = last.NewsletterText, last.Language, last.Links
	current.NoChange = true
	return current
}

// AllMilestones joins what a report says of the open milestones with those that
// were closed in earlier ones, so that the last cleared report of a measure
// holds them all. closed are the milestones of the last cleared report.
func AllMilestones(current []MilestoneState, closed []MilestoneState) []MilestoneState {
	known := make(map[int64]bool, len(current))
	for _, m := range current {
		known[m.MilestoneID] = true
	}
	all := make([]MilestoneState, 0, len(current)+len(closed))
	for _, m := range closed {
		if m.Phase != MilestonePlanned && !known[m.MilestoneID] {
			m.Was = Date{}
			all = append(all, m)
		}
	}
	return append(all, current...)
}

// CheckLacking adds to what CheckSubmission found that contributions are not
// signed, unless the lead has chosen to do without. lacking are the codes of the
// ministries that owe them.
func CheckLacking(found error, lacking []string, without bool) error {
	if len(lacking) == 0 || without {
		return found
	}
	var problems Problems
	var known *Error
	if errors.As(found, &known) {
		problems = append(problems, known.Fields...)
	}
	problems.Add("without_contributions", "report.problem.contributions_lack", "Ministries", strings.Join(lacking, ", "))
	return problems.Err()
}

// CheckSigning gives every reason why a contribution cannot be signed as it is.
// Field names are those of the contribution's form.
func CheckSigning(content ContributionContent, role string) error {
	var problems Problems
	if strings.TrimSpace(content.Text) == "" {
		problems.Add("text", "report.problem.contribution_missing")
	}
	checkText(&problems, "text", content.Text, MaxReportText)
	if strings.TrimSpace(role) == "" {
		problems.Add("signed_role", "report.problem.signed_role_missing")
	}
	checkText(&problems, "signed_role", role, MaxRole)
	return problems.Err()
}

// SettleContribution makes what was typed fit to keep. Only what is far too
// long to be a paragraph is refused.
func SettleContribution(typed ContributionContent) (ContributionContent, error) {
	typed.Text = CleanText(typed.Text)
	if typed.Language != Nynorsk {
		typed.Language = Bokmaal
	}
	var problems Problems
	checkLength(&problems, "text", typed.Text, MaxReportText*draftAllowance)
	return typed, problems.Err()
}
