package keep

import (
	"encoding/json"
	"strconv"
	"strings"

	"tiltak/app/catalogue"
	"tiltak/models"
)

// isList tells whether a field holds several values, which are kept as JSON and written with commas on screen.
func (f Field) isList() bool {
	return f.Check == catalogue.ValueArticles || f.Check == catalogue.ValueCodes
}

// shown is a value as the screen writes it.
func (f Field) shown(stored string) string {
	if !f.isList() {
		return stored
	}
	var values []any
	if json.Unmarshal([]byte(stored), &values) != nil {
		return stored
	}
	words := make([]string, len(values))
	for i, value := range values {
		switch v := value.(type) {
		case float64:
			words[i] = strconv.Itoa(int(v))
		case string:
			words[i] = v
		}
	}
	return strings.Join(words, ", ")
}

// stored is a value as the database keeps it. It must have been checked.
func (f Field) stored(shown string) any {
	switch f.Check {
	case catalogue.ValueYes:
		return shown == "true"
	case catalogue.ValueCodes:
		return models.List[string](catalogue.SplitList(shown))
	case catalogue.ValueArticles:
		var articles models.List[int]
		for _, word := range catalogue.SplitList(shown) {
			if number, err := strconv.Atoi(word); err == nil {
				articles = append(articles, number)
			}
		}
		return articles
	default:
		return shown
	}
}

// checkCodes refuses organisations that there are not.
func checkCodes(kind Kind, values []string, organisations []models.Organisation) error {
	known := map[string]bool{}
	for _, organisation := range organisations {
		known[organisation.Code] = true
	}
	var problems models.Problems
	for i, field := range kind.Fields() {
		if field.Check != catalogue.ValueCodes {
			continue
		}
		for _, code := range catalogue.SplitList(values[i]) {
			if !known[code] {
				problems.Add(field.Name, "keeping.problem.no_such_organisation", "Value", code)
				break
			}
		}
	}
	return problems.Err()
}
