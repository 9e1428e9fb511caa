package access

import (
	"time"

	"tiltak/models"
)

// How often a name, or an address, may fail to log in.
const (
	AttemptWindow = 15 * time.Minute
	MostAttempts  = 10
)

// attempt is a login under way. It is counted before the password is checked,
// so that many guesses at once count as many; a right one is taken back.
type attempt struct {
	subjects []string
}

func newAttempt(username, address string) attempt {
	return attempt{subjects: []string{"user:" + models.HashText(username), "address:" + models.HashText(address)}}
}

// counted is how one subject of an attempt stands.
type counted struct {
	WindowStart time.Time
	Failures    int
}

// refusal gives the error for whoever has failed too often, or nil. first tells
// whether it is the first refusal of the window.
func refusal(standing []counted, now time.Time) (err *models.Error, first bool) {
	var wait time.Duration
	for _, c := range standing {
		if c.Failures <= MostAttempts {
			continue
		}
		first = first || c.Failures == MostAttempts+1
		wait = max(wait, c.WindowStart.Add(AttemptWindow).Sub(now))
	}
	if wait <= 0 {
		return nil, false
	}
	minutes := int((wait + time.Minute - 1) / time.Minute)
	return models.NewError(models.KindTooMany, "access.problem.too_many", "Count", minutes), first
}
