package models

import (
	"strconv"
	"strings"
	"time"
)

// LinkAction is what happened to a link between a recommendation and a measure.
type LinkAction string

// What can happen to a link. LinkStood is how a link stood when its history
// began to be kept.
const (
	LinkWasProposed  LinkAction = "proposed"
	LinkWasConfirmed LinkAction = "confirmed"
	LinkWasChanged   LinkAction = "changed"
	LinkWasRemoved   LinkAction = "removed"
	LinkStood        LinkAction = "standing"
)

// LinkHistory is one change of a link, as the link was after it; of one that
// was removed, as it was before. It is never changed.
type LinkHistory struct {
	ID               int64
	RecommendationID int64
	MeasureID        int64
	Action           LinkAction
	Degree           Degree
	Note             string
	Confirmed        bool
	Reason           string // why, where a reason was given
	UserID           *int64 // nil: done on the command line, or when the history began
	Who              string // as the trail names them
	At               time.Time
}

// LinkChange tells what made a link of before into after: nil before, it was
// added; nil after, it was removed. It is empty where nothing changed.
func LinkChange(before, after *RecommendationLink) LinkAction {
	switch {
	case before == nil && after == nil:
		return ""
	case after == nil:
		return LinkWasRemoved
	case after.Confirmed && (before == nil || !before.Confirmed):
		return LinkWasConfirmed
	case !after.Confirmed && (before == nil || before.Confirmed):
		return LinkWasProposed
	case before.Degree != after.Degree || before.Note != after.Note:
		return LinkWasChanged
	}
	return ""
}

// plainNote takes from a note the signs that part fields and rows when links are
// read; none is taken in any longer.
var plainNote = strings.NewReplacer("\x1e", "", "\x1f", "")

// LinkMark is a mark of a link as it stands. Who changes it sends the mark of what
// was on screen, so that nobody overwrites what somebody else has just said.
func LinkMark(degree Degree, note string, confirmed bool) string {
	return HashText(string(degree) + "\n" + strconv.FormatBool(confirmed) + "\n" + plainNote.Replace(note))[:16]
}

// NoLinkMark is the mark where there is no link.
const NoLinkMark = "ingen"

// Mark is that of the link; nil, there is none.
func (l *RecommendationLink) Mark() string {
	if l == nil {
		return NoLinkMark
	}
	return LinkMark(l.Degree, l.Note, l.Confirmed)
}
