package recommendations

import (
	"strconv"

	"tiltak/models"
)

// What the forms say a link is.
const (
	stateConfirmed = "bekreftet"
	stateProposed  = "foreslatt"
)

// IsProposed tells whether a form says that a link is a proposal.
func IsProposed(state string) bool { return state == stateProposed }

// typed is what the form of a link begins with: the link, or what was typed.
func (in Page) typed(link Link) Typed {
	if in.Typed.Link == link.Measure.Number {
		return in.Typed
	}
	return Typed{Degree: string(link.Degree), Note: link.Note}
}

// problemOf is what was wrong with the form of a link.
func (in Page) problemOf(link Link) *models.Error {
	if in.Typed.Link == link.Measure.Number {
		return in.Problem
	}
	return nil
}

// Field is the id of a field in the form that was sent: those of a link that is
// there end with its measure's number.
func (t Typed) Field(name string) string {
	if t.Link == 0 {
		return name
	}
	return name + "-" + itoa(t.Link)
}

// On is what was typed as a page shows it: where the link has gone meanwhile, in
// the form that adds one; where one has come, in the form of that.
func (t Typed) On(in Page) Typed {
	number, err := strconv.Atoi(t.Measure)
	if t.Link != 0 {
		number, err = t.Link, nil
	}
	if err != nil {
		return t
	}
	t.Link, t.Measure = 0, strconv.Itoa(number)
	for _, link := range in.Recommendation.Links {
		if link.Measure.Number == number {
			t.Link = number
		}
	}
	return t
}

// mark is that of a link as the page shows it.
func (l Link) mark() string { return models.LinkMark(l.Degree, l.Note, l.Confirmed) }
