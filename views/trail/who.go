package trail

import (
	"strings"

	"tiltak/models"
	"tiltak/views/layout"
)

// ByWhom writes who did something, with the roles they had then in words: the line
// keeps «Koordinator i JD (coordinator JD)».
func (l Line) ByWhom(f layout.Frame) string {
	name, roles, found := strings.Cut(strings.TrimSuffix(l.Who, ")"), " (")
	if !found {
		return l.Who
	}
	parts := strings.Split(roles, ", ")
	for i, part := range parts {
		role, organisation, two := strings.Cut(part, " ")
		organisation, covered, deputy := strings.Cut(organisation, " as deputy of ")
		if !two || !models.Role(role).Valid() {
			return l.Who // not written by store.ActorOf
		}
		parts[i] = f.Role(models.Role(role)) + " " + organisation
		if deputy {
			parts[i] = f.T("trail.deputy", "Role", parts[i], "Name", covered)
		}
	}
	return name + " (" + strings.Join(parts, ", ") + ")"
}
