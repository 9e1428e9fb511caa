package workbook

import (
	"math"
	"strconv"
	"strings"
	"time"

	"tiltak/models"
)

// Day reads a day: the number that a spreadsheet keeps it as, or as people
// write it. Days before 1 March 1900 are none: spreadsheets count them wrongly.
func Day(text string, from1904 bool) (models.Date, bool) {
	if serial, err := strconv.ParseFloat(text, 64); err == nil {
		if math.IsNaN(serial) || serial < 61 || serial > 110000 {
			return models.Date{}, false
		}
		zero := models.NewDate(1899, time.December, 30)
		if from1904 {
			zero = models.NewDate(1904, time.January, 1)
		}
		return plausible(zero.AddDays(int(serial)))
	}
	text = strings.TrimSuffix(strings.ReplaceAll(text, " ", ""), "T00:00:00Z")
	if day, err := models.ParseDate(text); err == nil {
		return plausible(day)
	}
	for _, form := range []string{"2.1.2006", "2/1/2006", "2.1.06", "2-1-2006"} {
		if at, err := time.Parse(form, text); err == nil {
			return plausible(models.NewDate(at.Year(), at.Month(), at.Day()))
		}
	}
	return models.Date{}, false
}

// plausible lets through days that the work may have something to do with; any
// other year is a slip of the hand.
func plausible(day models.Date) (models.Date, bool) {
	return day, day.Year() >= 2000 && day.Year() <= 2100
}
