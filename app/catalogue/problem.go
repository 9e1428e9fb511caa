package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"tiltak/models"
)

// maxProblems is how many problems are collected before the reader stops: nobody mends more in one go.
const maxProblems = 100

// Problem is one fault in a catalogue file.
type Problem struct {
	Line int    // first line is 1; 0 where the fault belongs to no line
	Path string // such as measures[3].area; empty for the file as a whole
	Key  string // of the text in the language catalogue, catalogue.problem.…
	Args map[string]any
}

// Render turns a key and its arguments into a text in the reader's language.
type Render func(key string, args map[string]any) string

// Text gives the problem as a sentence. The arguments Line and Path are added to those of the problem.
func (p Problem) Text(render Render) string {
	args := map[string]any{"Line": p.Line, "Path": p.Path}
	for name, value := range p.Args {
		args[name] = value
	}
	return render(p.Key, args)
}

// Fault is the error of a catalogue file that cannot be used. It holds every problem found, by line, at most 100.
type Fault struct {
	Name     string // of the file
	Problems []Problem
}

// Error gives the keys and places, for logs; people are shown [Problem.Text].
func (f *Fault) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "catalogue %s: %d problems", f.Name, len(f.Problems))
	for _, p := range f.Problems {
		fmt.Fprintf(&b, "\n%s:%d: %s %s", f.Name, p.Line, strings.TrimPrefix(p.Key, keyPrefix), p.Path)
	}
	return b.String()
}

// Has says whether one of the problems has the key, given without the prefix catalogue.problem.
func (f *Fault) Has(key string) bool {
	return slices.ContainsFunc(f.Problems, func(p Problem) bool { return p.Key == keyPrefix+key })
}

// Unwrap gives the domain's error of the whole, for the one place that maps errors to HTTP.
func (f *Fault) Unwrap() error {
	return models.NewError(models.KindInvalid, "catalogue.file.refused", "Name", f.Name, "Problems", len(f.Problems))
}

func fault(name string, problems []Problem) error {
	if len(problems) == 0 {
		return nil
	}
	return &Fault{Name: name, Problems: problems}
}

// sortProblems puts problems in the order of the file and cuts the list at maxProblems.
func sortProblems(problems []Problem) []Problem {
	slices.SortStableFunc(problems, func(a, b Problem) int { return a.Line - b.Line })
	if len(problems) > maxProblems {
		problems = problems[:maxProblems]
	}
	return problems
}

const keyPrefix = "catalogue.problem."

// Keys of the problems, without keyPrefix.
const (
	keyTooLarge         = "too_large"
	keyTooComplex       = "too_complex"
	keyTooDeep          = "too_deep"
	keyEmpty            = "empty_file"
	keyBinary           = "binary"
	keyEncoding         = "encoding"
	keySyntax           = "syntax"
	keyDocuments        = "several_documents"
	keyForbidden        = "forbidden_syntax"
	keyUnknownKey       = "unknown_key"
	keyMissingKey       = "missing_key"
	keyWantText         = "want_text"
	keyWantNumber       = "want_number"
	keyWantBool         = "want_bool"
	keyWantDate         = "want_date"
	keyWantList         = "want_list"
	keyWantMapping      = "want_mapping"
	keyTwice            = "key_twice"
	keyDuplicate        = "duplicate"
	keyNoOrganisation   = "no_such_organisation"
	keyNoArea           = "no_such_area"
	keyNoMeasure        = "no_such_measure"
	keyNoBody           = "no_such_body"
	keyNoEvaluation     = "no_such_evaluation"
	keyNoRecommendation = "no_such_recommendation"
	keyNotMinistry      = "not_a_ministry"
	keyLeadContributes  = "lead_contributes"
	keySameTwice        = "organisation_twice"
	keyCount            = "measure_count"
	keyBadDate          = "bad_date"
	keyRange            = "range_not_allowed"
	keyNotDay           = "want_day"
	keyPeriod           = "bad_period"
	keyEmptyText        = "empty_text"
	keyFormat           = "bad_format"
	keyTooLow           = "too_low"
	keyTooHigh          = "too_high"
	keyArticle          = "bad_article"
	keyChoice           = "bad_choice"
	keyLevel            = "bad_level"
	keyCycle            = "cycle"
	keySelf             = "points_to_itself"
	keyURL              = "bad_url"
	keyLength           = "too_long"
	keyControl          = "control_character"
	keyNoRows           = "no_rows"
)
