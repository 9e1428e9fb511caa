package intake

import (
	"regexp"
	"strconv"
	"strings"

	"tiltak/app/catalogue"
)

// rowPath takes the path of a problem apart: section, number and the rest.
var rowPath = regexp.MustCompile(`^([a-z]+)\[(\d+)\]\.?(.*)$`)

// told puts the problems of a catalogue where their values stand in the file.
func (l *laid) told(in Incoming, problems []catalogue.Problem) {
	named := in.Stated[BodyCode] && in.Stated[Round]
	for _, p := range problems {
		if !named && (strings.HasPrefix(p.Path, "bodies[") || strings.HasPrefix(p.Path, "evaluations[") || strings.Contains(p.Path, ".evaluation")) {
			continue // told already: which evaluation it is, is not said
		}
		key := strings.TrimPrefix(p.Key, "catalogue.problem.")
		at, field, ours := l.placeOf(in, p.Path)
		if !ours {
			l.faults.put(Fault{Key: "intake.fault.catalogue", Args: map[string]any{"Path": p.Path}})
			continue
		}
		args := map[string]any{"Field": field}
		for name, value := range p.Args {
			args[name] = value
		}
		if key == "empty_text" && field == OfficialText {
			key = "official_text_missing"
		}
		if key == "bad_choice" && field == OfficialLanguage {
			key = "official_language"
		}
		l.faults.put(Fault{at, "intake.fault." + key, args})
	}
}

// placeOf tells where a value of the catalogue stands in the file, if it is from
// there.
func (l *laid) placeOf(in Incoming, path string) (Place, Field, bool) {
	m := rowPath.FindStringSubmatch(path)
	if m == nil {
		return Place{}, "", false
	}
	n, err := strconv.Atoi(m[2])
	if err != nil {
		return Place{}, "", false
	}
	rest, _, _ := strings.Cut(m[3], "[")
	field := Field(rest)
	switch m[1] {
	case "bodies":
		if n != l.body {
			return Place{}, "", false
		}
		field = map[string]Field{"code": BodyCode, "name.nb": BodyNB, "name.en": BodyEN}[rest]
		return in.placeOf(field), field, true
	case "evaluations":
		return in.placeOf(field), field, n == l.evaluation
	case "recommendations":
		i, ours := l.recommendations[n]
		if !ours {
			return Place{}, "", false
		}
		if strings.HasPrefix(rest, "evaluation") {
			return in.placeOf(BodyCode), BodyCode, true
		}
		return in.Rows[i].place(field), field, true
	case "links":
		i, ours := l.links[n]
		if !ours {
			return Place{}, "", false
		}
		return in.Rows[i].place(Measures), Measures, true
	case "lineage":
		return Place{}, "", true
	}
	return Place{}, "", false
}

// placeOf tells where a value of the evaluation stands, or where it should.
func (in Incoming) placeOf(field Field) Place {
	if at, there := in.places[field]; there {
		return at
	}
	at := in.places[BodyCode]
	at.Field = field
	return at
}
