package rounds

import (
	"tiltak/models"
	"tiltak/views/layout"
)

// contributionSigned says who signed a paragraph and when, and whether that was
// after the report was submitted.
func contributionSigned(f layout.Frame, in Review, c Contribution) string {
	line := f.T("rounds.contribution_signed", "Role", c.SignedRole, "Moment", f.Moment(*c.SignedAt))
	if c.Agency != "" {
		line = f.T("rounds.contribution_signed_for", "Agency", c.Agency, "Ministry", c.Ministry, "Role", c.SignedRole, "Moment", f.Moment(*c.SignedAt))
	}
	if in.Delivery == models.DeliverySubmitted && in.SubmittedAt != nil && c.SignedAt.After(*in.SubmittedAt) {
		line += " " + f.T("rounds.contribution_after")
	}
	return line
}
