package access

import (
	"net/url"
	"sort"
	"strings"

	"tiltak/app/pages"
	"tiltak/views/entry"
)

// Names of the fields in which the login page carries a form that was sent
// after the session had lapsed.
const (
	keptPathField = "ivaretatt_til"
	keptFormField = "ivaretatt"
)

// Longest form that is carried, in bytes as the browser sent it. Carried in a
// field it grows by up to two thirds, and must stay within what one request may
// hold. A report with all its texts at their longest is some 60 KB.
const longestKept = 512 << 10

// keep gives what the login page must carry of a form: where it was going and
// what it held, but no passwords. tooLarge tells that it cannot be carried.
func keep(path string, body string) (kept entry.Kept, tooLarge bool) {
	path = pages.LocalPath(path)
	if body == "" || path == "/" {
		return entry.Kept{}, false
	}
	if len(body) > longestKept {
		return entry.Kept{}, true
	}
	fields, err := url.ParseQuery(body)
	if err != nil {
		return entry.Kept{}, false
	}
	for name := range fields {
		if strings.HasPrefix(name, "passord") {
			delete(fields, name)
		}
	}
	return keptOf(path, fields), false
}

// keptAgain reads what the login page carried.
func keptAgain(path, form string) entry.Kept {
	kept, _ := keep(path, form)
	return kept
}

func keptOf(path string, fields url.Values) entry.Kept {
	kept := entry.Kept{Path: path, Form: fields.Encode()}
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		for _, value := range fields[name] {
			kept.Fields = append(kept.Fields, entry.Field{Name: name, Value: value})
		}
	}
	return kept
}
