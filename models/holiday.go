package models

import "time"

// IsNorwegianHoliday tells whether a day is a public holiday in Norway by the
// laws of 24 February 1995 (helligdagsfred) and 26 April 1947 (1 and 17 May).
// Christmas Eve and New Year's Eve are counted too: offices are closed.
func IsNorwegianHoliday(day Date) bool {
	switch {
	case day.Month() == time.January && day.Day() == 1,
		day.Month() == time.May && (day.Day() == 1 || day.Day() == 17),
		day.Month() == time.December && (day.Day() >= 24 && day.Day() <= 26 || day.Day() == 31):
		return true
	}
	// Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension Day,
	// Whit Sunday and Monday, as days from Easter Sunday.
	switch day.DaysSince(easterSunday(day.Year())) {
	case -3, -2, 0, 1, 39, 49, 50:
		return true
	}
	return false
}

// easterSunday follows the anonymous Gregorian computus (Meeus, Jones, Butcher).
func easterSunday(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	month := (h + l - 7*m + 114) / 31
	day := (h+l-7*m+114)%31 + 1
	return NewDate(year, time.Month(month), day)
}
