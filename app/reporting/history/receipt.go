package history

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"tiltak/app/language"
	"tiltak/app/reporting/texts"
	"tiltak/models"
	view "tiltak/views/reporting"
)

// receiptName names the file: kvittering-2026-k4-tiltak-09-versjon-3.txt.
func receiptName(in view.FormInput) string {
	return fmt.Sprintf("kvittering-%s-tiltak-%02d-versjon-%d.txt", in.Round.Period, in.Measure.Number, in.Submitted)
}

// receipt writes what was submitted, who approved it, and the hash that ties
// the file to the saved revision.
func receipt(p language.Printer, plan models.Name, example bool, in view.FormInput, version texts.Version) string {
	var b strings.Builder
	title := p.T("reporting.receipt_file.title")
	fmt.Fprintf(&b, "%s\n%s\n\n", title, strings.Repeat("=", utf8.RuneCountInString(title)))
	if example {
		fmt.Fprintf(&b, "%s\n\n", p.T("reporting.receipt_file.example"))
	}
	measure := fmt.Sprintf("%d %s", in.Measure.Number, p.Name(in.Measure.Title))
	if !in.Measure.TitleConfirmed {
		measure += " (" + p.T("mark.working_title") + ")"
	}
	submitted := ""
	if in.SubmittedAt != nil {
		submitted = p.Moment(*in.SubmittedAt)
	}
	for _, fact := range [][2]string{
		{"plan", p.Name(plan)},
		{"measure", measure},
		{"round", p.Quarter(in.Round.Period)},
		{"ministry", in.Lead},
		{"state", p.ReportState(in.State)},
		{"approved", p.T("reporting.receipt_file.approved_value", "Role", in.Approved.Role, "Date", p.Date(in.Approved.On))},
		{"submitted", submitted},
		{"submitted_by", in.SubmittedBy},
		{"revision", fmt.Sprint(version.Number)},
		{"checksum", version.Hash},
	} {
		fmt.Fprintf(&b, "%s: %s\n", p.T("reporting.receipt_file."+fact[0]), fact[1])
	}
	for _, line := range view.ContentLines(p, version.Report) {
		written := line.Text
		if written == "" {
			written = p.T("reporting.nothing_written")
		}
		fmt.Fprintf(&b, "\n%s\n%s\n%s\n", line.Label, strings.Repeat("-", utf8.RuneCountInString(line.Label)), written)
	}
	for _, c := range in.Contributions {
		if c.SignedAt != nil {
			fmt.Fprintf(&b, "\n%s: %s\n%s\n%s\n", p.T("reporting.receipt_file.contributions"), c.Code, c.Text, p.T("reporting.signed_by", "Role", c.SignedRole, "When", p.Moment(*c.SignedAt)))
		}
	}
	return b.String()
}
