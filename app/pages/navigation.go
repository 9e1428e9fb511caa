package pages

import (
	"tiltak/models"
	"tiltak/views/layout"
)

// navigation lists the entries a person may open.
func navigation(person models.Person) []layout.Entry {
	var entries []layout.Entry
	add := func(may bool, address, key string) {
		if may {
			entries = append(entries, layout.Entry{Address: address, Key: key})
		}
	}
	add(person.LoggedIn(), "/", "nav.start")
	add(person.May(models.WriteReports), "/rapporter", "nav.reports")
	add(person.May(models.SeeState), "/tavle", "nav.dashboard")
	add(person.May(models.SeeState), "/tiltak", "nav.measures")
	add(person.May(models.SeeState), "/milepaeler", "nav.milestones")
	add(person.May(models.SeeState), "/anbefalinger", "nav.recommendations")
	add(person.May(models.RunRounds), "/runder", "nav.rounds")
	add(person.May(models.ReadIssued), "/nyhetsbrev", "nav.newsletter")
	add(person.May(models.SeeState), "/utgaver", "nav.editions")
	add(person.May(models.ExportPapers), "/eksport", "nav.export")
	add(person.May(models.KeepCatalogue), "/katalog", "nav.catalogue")
	add(person.May(models.ReadTrail), "/logg", "nav.trail")
	add(person.May(models.ManageUsers), "/admin", "nav.admin")
	return entries
}
