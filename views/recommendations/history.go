package recommendations

import (
	"strconv"

	"tiltak/app/language"
	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// LinkHistory is how the links of a recommendation came to be as they are.
type LinkHistory struct {
	Changes []LinkChange // newest first
	Older   int64        // the change that older ones come after; 0: there are none
	Paged   bool         // these are not the newest
}

// LinkChange is one change of a link, with the number of its measure.
type LinkChange struct {
	models.LinkHistory
	Number int
}

func (c LinkChange) icon() string {
	switch c.Action {
	case models.LinkWasConfirmed:
		return "CheckmarkCircleFill"
	case models.LinkWasRemoved:
		return "Trash"
	case models.LinkWasChanged:
		return "Pencil"
	case models.LinkWasProposed, models.LinkStood:
	}
	return "Link"
}

// degreeLine tells how far the measure answered, and of what only stood as it
// was, whether it was confirmed.
func (c LinkChange) degreeLine(f layout.Frame) string {
	if c.Action == models.LinkStood || c.Action == models.LinkWasChanged {
		return parts.LinkLine(f, models.LinkFacts{Degree: c.Degree, Confirmed: c.Confirmed})
	}
	return degreeName(f, c.Degree)
}

// day is the day in Oslo, for a machine.
func (c LinkChange) day() string { return models.DateOf(c.At, language.Oslo).String() }

// olderAddress is the page with what came before the last change shown.
func (in Page) olderAddress(f layout.Frame) string {
	return in.Source.Address(f, Path(in.Recommendation.Ref), "for", strconv.FormatInt(in.History.Older, 10)) + "#koblingshistorikk"
}
