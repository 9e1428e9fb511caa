package rounds

import (
	"net/url"
	"slices"
	"strconv"

	"tiltak/models"
)

// Choice narrows the board by how reports stand, or by what the visitor must do.
type Choice string

// The choices, as they stand in addresses; "" is everything.
const (
	ChosenAll   Choice = ""
	ChosenMine  Choice = "trenger-meg"
	ChosenDraft Choice = "kladd" // among those that are missing
)

// Choices in the order they are shown.
func Choices() []Choice {
	return []Choice{ChosenAll, ChosenMine, choiceOf(models.DeliverySubmitted), choiceOf(models.DeliveryReturned), choiceOf(models.DeliveryMissing), ChosenDraft, choiceOf(models.DeliveryCleared)}
}

func choiceOf(d models.Delivery) Choice { return Choice(DeliveryWord(d)) }

// DeliveryWord is a delivery in addresses.
func DeliveryWord(d models.Delivery) string {
	switch d {
	case models.DeliverySubmitted:
		return "innsendt"
	case models.DeliveryReturned:
		return "returnert"
	case models.DeliveryCleared:
		return "klarert"
	}
	return "mangler"
}

// Filter is what of the board is shown.
type Filter struct {
	Choice   Choice
	Ministry string      // code; "" is all
	Area     int         // number; 0 is all
	Day      models.Date // the board as it was at the end of a day; zero is now
}

// ReadFilter reads the filter of an address. What it does not know is left out.
func ReadFilter(query func(name string) string) Filter {
	filter := Filter{Ministry: query("departement")}
	if choice := Choice(query("vis")); slices.Contains(Choices(), choice) {
		filter.Choice = choice
	}
	filter.Area, _ = strconv.Atoi(query("omrade"))
	return filter
}

// Query is the filter as it stands in an address, empty or beginning with a
// question mark.
func (f Filter) Query() string {
	values := url.Values{}
	set := func(name, value string) {
		if value != "" {
			values.Set(name, value)
		}
	}
	set("vis", string(f.Choice))
	set("departement", f.Ministry)
	if f.Area != 0 {
		set("omrade", strconv.Itoa(f.Area))
	}
	set("dato", f.Day.String())
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}

// Narrowed tells whether something is left out.
func (f Filter) Narrowed() bool { return f.Choice != ChosenAll || f.Ministry != "" || f.Area != 0 }

func (f Filter) leaves(c Cell) bool {
	if (f.Ministry != "" && !c.Owed(f.Ministry)) || (f.Area != 0 && c.Area != f.Area) {
		return false
	}
	switch f.Choice {
	case ChosenAll:
		return true
	case ChosenMine:
		return c.NeedsCoordinator()
	case ChosenDraft:
		return c.drafted()
	}
	return choiceOf(c.Delivery) == f.Choice
}
