// Package trail has the log of what was done.
package trail

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tiltak/app/language"
	"tiltak/models"
	"tiltak/views/layout"
)

// Trail is the input of the page: what was asked for, and the lines found.
type Trail struct {
	What, Number, Who, From, To string // as in the address
	Below                       int64  // 0: from the newest
	Users                       []models.User
	Lines                       []Line
	Older                       int64 // Below of the next page; 0: none
	Whole                       bool  // every line on the page holds
	Wrong                       *models.Error
}

// Line is a line of the log, and whether its links hold.
type Line struct {
	models.AuditEvent
	Whole bool
}

// Entities that lines are about, in the order of the choice.
func entities() []string {
	return []string{
		"report", "contribution", "milestone", "round", "edition", "issue", "issue_item", "decision",
		"plan", "area", "measure", "recommendation", "recommendation_link", "link", "lineage", "evaluation", "event", "organisation",
		"user", "token", "installation",
	}
}

// address gives the address of this log with another cursor.
func (in Trail) address(f layout.Frame, below int64) string {
	query := url.Values{}
	for name, value := range map[string]string{"hva": in.What, "nr": in.Number, "hvem": in.Who, "fra": in.From, "til": in.To} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if below != 0 {
		query.Set("under", strconv.FormatInt(below, 10))
	}
	if len(query) == 0 {
		return f.URL("/logg")
	}
	return f.URL("/logg") + "?" + query.Encode()
}

// change is one field that a line tells of.
type change struct{ field, before, after string }

// changes tells what a line changed, in words, by field.
func changes(p language.Printer, event models.AuditEvent) []change {
	before, after := fields(event.Before), fields(event.After)
	names := slices.Sorted(maps.Keys(before))
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if _, both := before[name]; !both {
			names = append(names, name)
		}
	}
	list := make([]change, 0, len(names))
	for _, name := range names {
		was, is := value(p, name, before[name]), value(p, name, after[name])
		if was != "" || is != "" {
			list = append(list, change{label(p, name), was, is})
		}
	}
	return list
}

// label is what a field is called; one without words keeps its own name.
func label(p language.Printer, name string) string {
	if base, written, there := inLanguage(name); there {
		return label(p, base) + " (" + p.T("trail.value."+string(written)) + ")"
	}
	key := "trail.field." + name
	if name == "hash" { // a word the message files keep for themselves
		key = "trail.field.own_hash"
	}
	if text, known := p.Known(key); known {
		return text
	}
	return name
}

// inLanguage takes title_nn apart.
func inLanguage(name string) (base string, written models.Language, there bool) {
	at := strings.LastIndexByte(name, '_')
	if at < 0 || !models.Language(name[at+1:]).Valid() {
		return name, "", false
	}
	return name[:at], models.Language(name[at+1:]), true
}

func fields(text string) map[string]any {
	if text == "" {
		return nil
	}
	var object map[string]any
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&object); err != nil {
		return map[string]any{"value": text}
	}
	return object
}

// value puts one value in words.
func value(p language.Printer, field string, of any) string {
	switch of := of.(type) {
	case nil:
		return ""
	case bool:
		return p.T("trail.value." + strconv.FormatBool(of))
	case string:
		return words(p, field, of)
	case []any:
		parts := make([]string, len(of))
		for i, each := range of {
			parts[i] = value(p, field, each)
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		var parts []string
		names := slices.Sorted(maps.Keys(of))
		if _, status := of["stage"]; status {
			names = []string{"stage", "health"} // as they are read
		}
		for _, name := range names {
			if text := value(p, name, of[name]); text != "" {
				parts = append(parts, text)
			}
		}
		return strings.Join(parts, " · ")
	}
	return fmt.Sprint(of)
}

const sumLength = 64 // a SHA-256 in hexadecimal

var isSum = regexp.MustCompile(`^[0-9a-f]+$`)

// Groups of words for the values of a field; the rest have none or a value's own.
func groups(field string) []string {
	switch field = strings.ToLower(field); field {
	case "state":
		return []string{"report_state.", "round_state.", "trail.value."}
	case "stage", "health", "role":
		return []string{field + "."}
	case "kind", "language", "purpose", "scope", "degree", "side", "verdict":
		return []string{"trail.value."}
	}
	return nil
}

func words(p language.Printer, field, text string) string {
	if quarter, err := models.ParseQuarter(text); err == nil {
		return p.Quarter(quarter)
	}
	if day, err := models.ParseDate(text); err == nil {
		return p.Date(day)
	}
	if len(text) == sumLength && isSum.MatchString(text) {
		return text[:12] + "…" // whole in an export
	}
	for _, group := range groups(field) {
		if known, there := p.Known(group + text); there {
			return known
		}
	}
	return text
}
