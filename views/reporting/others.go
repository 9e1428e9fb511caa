package reporting

import "tiltak/views/layout"

// lacking are the ministries whose contribution is not signed.
func (in FormInput) lacking() []string {
	var codes []string
	for _, c := range in.Contributions {
		if c.SignedAt == nil {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

// newSince tells whether a paragraph was signed after the report was submitted.
func (in FormInput) newSince(c ContributionShown) bool {
	return !in.State.Editable() && c.SignedAt != nil && in.SubmittedAt != nil && c.SignedAt.After(*in.SubmittedAt)
}

// askedLine says that a paragraph lacks, and since when it has been asked for.
func askedLine(f layout.Frame, in FormInput) string {
	if in.Round.OpenedAt == nil {
		return f.T("reporting.contribution_lacking")
	}
	return f.T("reporting.contribution_asked", "When", f.Moment(*in.Round.OpenedAt))
}

func signedLine(f layout.Frame, c ContributionShown) string {
	if c.Agency != "" {
		return f.T("reporting.signed_for", "Agency", c.Agency, "Ministry", c.Code, "Role", c.SignedRole, "When", f.Moment(*c.SignedAt))
	}
	return f.T("reporting.signed_by", "Role", c.SignedRole, "When", f.Moment(*c.SignedAt))
}
