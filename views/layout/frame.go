// Package layout is what stands round every page: head, header, navigation,
// footer, and the small parts that many pages share.
package layout

import (
	"strings"

	"tiltak/app/language"
	"tiltak/models"
)

// Frame is what every page is given besides its own input: whom it is for, in
// which language, and where things are.
type Frame struct {
	language.Printer
	Title      string // of the page, in the printer's language
	Active     string // address of the entry in the navigation that is current
	Person     models.Person
	PlanCode   string // empty for the default plan
	PlanTitle  models.Name
	Demo       bool // eksempeldata
	Flash      string
	RequestID  string
	Navigation []Entry
	AssetURL   func(name string) string
	Today      models.Date
	Path       string // address of this page, for coming back after login
	Script     string // name of a script that this page has besides the common one; empty: none
}

// Entry is one entry of the navigation.
type Entry struct {
	Address string
	Key     string // message key
}

// URL gives the address of a page of this plan: the default plan has the short
// addresses, another stands under /plan/{kode}.
func (f Frame) URL(path string) string {
	if f.PlanCode == "" {
		return path
	}
	if path == "/" {
		return "/plan/" + f.PlanCode
	}
	return "/plan/" + f.PlanCode + path
}

// RoleLine names what the person is: Rapportør, AID.
func (f Frame) RoleLine() string {
	parts := make([]string, 0, len(f.Person.Standings))
	for _, s := range f.Person.Standings {
		part := f.Role(s.Role) + ", " + s.OrganisationCode
		if s.For != "" {
			part = f.T("layout.deputy_line", "Role", part, "Name", s.For)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " · ")
}

// Current tells whether an entry of the navigation is the page's own.
func (f Frame) Current(entry Entry) bool { return entry.Address == f.Active }
