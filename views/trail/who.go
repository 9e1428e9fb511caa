package trail

import (
	"strings"

	"tiltak/models"
	"tiltak/views/layout"
)

// ByWhom writes who did something, with the roles they had then in words: the line
// keeps «Koordinator i JD (coordinator JD)».
func (l Line) ByWhom(f layout.Frame) string { return ByWhom(f, l.Who) }

// ByWhom writes somebody as the trail names them, with their roles in words.
func ByWhom(f layout.Frame, who string) string {
	name, roles, found := strings.Cut(strings.TrimSuffix(who, ")"), " (")
	if !found {
		return who
	}
	parts := strings.Split(roles, ", ")
	for i, part := range parts {
		role, organisation, two := strings.Cut(part, " ")
		organisation, covered, deputy := strings.Cut(organisation, " as deputy of ")
		if !two || !models.Role(role).Valid() {
			return who // not written by store.ActorOf
		}
		parts[i] = f.Role(models.Role(role)) + " " + organisation
		if deputy {
			parts[i] = f.T("trail.deputy", "Role", parts[i], "Name", covered)
		}
	}
	return name + " (" + strings.Join(parts, ", ") + ")"
}
