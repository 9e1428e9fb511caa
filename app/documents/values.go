package documents

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// aNumber is a number as a Norwegian or English paper writes it: thousands apart
// by spaces, decimals after a comma, perhaps a share of a hundred.
var aNumber = regexp.MustCompile(`^([-−+]?)(\d{1,3}(?: \d{3})+|\d{1,15})(?:[.,](\d{1,9}))?( ?%)?$`)

// numberOf reads a number and tells how a spreadsheet is to show it.
func numberOf(text string) (value any, format string, ok bool) {
	text = strings.Map(func(r rune) rune {
		if r == '\u00a0' || r == '\u202f' || r == '\u2009' {
			return ' '
		}
		return r
	}, strings.TrimSpace(text))
	m := aNumber.FindStringSubmatch(text)
	if m == nil {
		return nil, "", false
	}
	whole, decimals, share := strings.ReplaceAll(m[2], " ", ""), m[3], m[4] != ""
	// 007 is a code, not a number
	if len(whole) > 1 && whole[0] == '0' {
		return nil, "", false
	}
	sign := ""
	if m[1] == "-" || m[1] == "−" {
		sign = "-"
	}
	format = "#,##0"
	if decimals != "" {
		format += "." + strings.Repeat("0", len(decimals))
	}
	if decimals == "" && !share {
		n, err := strconv.ParseInt(sign+whole, 10, 64)
		return n, format, err == nil
	}
	n, err := strconv.ParseFloat(sign+whole+"."+decimals+"0", 64)
	if share {
		n, format = n/100, strings.Replace(format, "#,##0", "0", 1)+" %"
	}
	return n, format, err == nil
}

// dateOf reads a day as the papers write it: 2026-09-30, 30.09.2026 or
// 30. september 2026, in bokmål and nynorsk alike, or 30 September 2026. Days
// before 1 March 1900 are left alone: spreadsheets count them wrongly.
func dateOf(text string) (time.Time, bool) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\u00a0", " "))
	for _, layout := range []string{"2006-01-02", "2.1.2006", "02.01.2006"} {
		if day, err := time.Parse(layout, text); err == nil {
			return day, countable(day)
		}
	}
	day, rest, ok := strings.Cut(text, " ")
	if !ok {
		return time.Time{}, false
	}
	name, year, ok := strings.Cut(rest, " ")
	if !ok {
		return time.Time{}, false
	}
	months := []string{"januar january", "februar february", "mars march", "april", "mai may", "juni june", "juli july", "august", "september", "oktober october", "november", "desember december"}
	for i, month := range months {
		for known := range strings.FieldsSeq(month) {
			if !strings.EqualFold(known, name) {
				continue
			}
			at, err := time.Parse("2.1.2006", strings.TrimSuffix(day, ".")+"."+strconv.Itoa(i+1)+"."+year)
			return at, err == nil && countable(at)
		}
	}
	return time.Time{}, false
}

func countable(day time.Time) bool { return !day.Before(time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)) }
