package models

import "time"

// IsWorkingDay tells whether offices work on a day: not on Saturdays, Sundays
// and holidays, and never in July. isHoliday says which days are holidays.
func IsWorkingDay(day Date, isHoliday func(Date) bool) bool {
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday && day.Month() != time.July && !isHoliday(day)
}

// AddWorkingDays gives the working day that is a number of working days after a
// day, or before it when the number is negative. Zero gives the day itself,
// whatever day it is.
func AddWorkingDays(day Date, days int, isHoliday func(Date) bool) Date {
	step := 1
	if days < 0 {
		step, days = -1, -days
	}
	for days > 0 {
		day = day.AddDays(step)
		if IsWorkingDay(day, isHoliday) {
			days--
		}
	}
	return day
}

// WorkingDaysBetween counts the working days after from until to, to included;
// it is negative when to comes first.
func WorkingDaysBetween(from, to Date, isHoliday func(Date) bool) int {
	if to.Before(from) {
		return -WorkingDaysBetween(to, from, isHoliday)
	}
	count := 0
	for day := from; day.Before(to); {
		day = day.AddDays(1)
		if IsWorkingDay(day, isHoliday) {
			count++
		}
	}
	return count
}
