package rounds

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"tiltak/models"
	view "tiltak/views/rounds"
)

// clearEach clears reports one by one, each in a transaction of its own, so that
// one that cannot be cleared stops none of the others. chosen are reports by id
// with the mark of the texts that were seen; each must be among the items and
// free to be cleared together with others.
func (r *Rounds) clearEach(ctx context.Context, person models.Person, items []view.SeveralItem, chosen []chosenReport) ([]view.SeveralResult, error) {
	var results []view.SeveralResult
	for _, choice := range chosen {
		i := slices.IndexFunc(items, func(item view.SeveralItem) bool { return item.ReportID == choice.id })
		if i < 0 {
			results = append(results, view.SeveralResult{Number: choice.number, Problem: models.NewError(models.KindConflict, "rounds.problem.somebody_first")})
			continue
		}
		result := view.SeveralResult{Number: items[i].Number, Title: items[i].Title}
		err := error(nil)
		if why := items[i].Blocked(); why != "" {
			err = models.NewError(models.KindState, why)
		} else {
			err = r.ClearSeen(ctx, person, choice.id, choice.seen, "")
		}
		if err != nil && !errors.As(err, &result.Problem) {
			return results, err
		}
		results = append(results, result)
	}
	return results, nil
}

// chosenReport is a report with the mark of the texts that were seen.
type chosenReport struct {
	id     int64
	number int // of the measure, for telling of it
	seen   string
}

// chosenReports reads the choices as the page sends them.
func chosenReports(values [][]byte) ([]chosenReport, error) {
	var chosen []chosenReport
	for _, value := range values {
		parts := strings.Fields(string(value))
		if len(parts) != 3 {
			return nil, models.NewError(models.KindMalformed, "error.malformed")
		}
		id, errID := strconv.ParseInt(parts[0], 10, 64)
		number, errNumber := strconv.Atoi(parts[1])
		if errID != nil || errNumber != nil {
			return nil, models.NewError(models.KindMalformed, "error.malformed")
		}
		if !slices.ContainsFunc(chosen, func(c chosenReport) bool { return c.id == id }) {
			chosen = append(chosen, chosenReport{id: id, number: number, seen: parts[2]})
		}
	}
	return chosen, nil
}
