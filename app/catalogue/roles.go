package catalogue

import (
	"slices"

	"tiltak/models"
)

func (a *applying) wantedRoles(measureID int64, row Measure) []models.MeasureRole {
	from := a.today
	if launched := dateOf(a.target.Plan.Launched.From); a.held.plan.ID == 0 && !launched.IsZero() {
		from = launched
	}
	var wanted []models.MeasureRole
	for _, part := range []struct {
		involvement models.Involvement
		codes       []string
	}{
		{models.Lead, []string{row.Lead}},
		{models.Contributing, row.Contributors},
		{models.TakingPart, row.Agencies},
		{models.Independent, row.Independent},
	} {
		for _, code := range part.codes {
			wanted = append(wanted, models.MeasureRole{
				MeasureID: measureID, OrganisationID: a.organisations[code], Involvement: part.involvement, FromDate: from,
			})
		}
	}
	return wanted
}

func hasRole(list []models.MeasureRole, one models.MeasureRole) bool {
	return slices.ContainsFunc(list, func(r models.MeasureRole) bool {
		return r.OrganisationID == one.OrganisationID && r.Involvement == one.Involvement
	})
}

func rolesOf(roles []models.MeasureRole, measureID int64) []models.MeasureRole {
	var out []models.MeasureRole
	for _, r := range roles {
		if r.MeasureID == measureID {
			out = append(out, r)
		}
	}
	return out
}

func byIdentity[R any](rows []R, identity func(R) string) map[string]R {
	out := make(map[string]R, len(rows))
	for _, row := range rows {
		out[identity(row)] = row
	}
	return out
}
