package catalogue_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"tiltak/app/catalogue"
)

// anyFile draws a file with every field, texts that are hard to quote among them. It keeps to the form of a
// catalogue, not to its rules: references need not lead anywhere.
func anyFile(t *rapid.T) catalogue.File {
	return catalogue.File{
		Plan: catalogue.Plan{
			Code: word(t), Kind: word(t), Title: text(t), Period: catalogue.Years{From: count(t), To: count(t)},
			Launched: maybePeriod(t), Coordinator: word(t), MeasureCount: count(t), SourceURL: word(t), Confirmed: flag(t),
		},
		Organisations: rows(t, func() catalogue.Organisation {
			return catalogue.Organisation{Code: word(t), Kind: word(t), Parent: word(t), Confirmed: flag(t), Name: text(t)}
		}),
		Areas: rows(t, func() catalogue.Area {
			return catalogue.Area{Number: count(t), Title: text(t), Goal: maybeText(t), Articles: rows(t, func() int { return count(t) }), Confirmed: flag(t)}
		}),
		Measures: rows(t, func() catalogue.Measure {
			return catalogue.Measure{
				Key: word(t), Number: count(t), Area: count(t), Lead: word(t), Contributors: words(t), Agencies: words(t),
				Independent: words(t), Continuing: flag(t), Confirmed: flag(t), Title: text(t),
			}
		}),
		Events: rows(t, func() catalogue.Event {
			return catalogue.Event{Date: period(t), Expected: flag(t), Title: text(t), URL: word(t), Confirmed: flag(t)}
		}),
		Bodies: rows(t, func() catalogue.Body {
			return catalogue.Body{Code: word(t), Name: text(t), Levels: words(t)}
		}),
		Evaluations: rows(t, func() catalogue.Evaluation {
			return catalogue.Evaluation{
				Body: word(t), Round: count(t), Reference: word(t), Visit: maybePeriod(t), Adopted: maybePeriod(t),
				Published: maybePeriod(t), CommitteeRecommendation: maybePeriod(t), Expected: maybePeriod(t), Confirmed: flag(t),
			}
		}),
		Recommendations: rows(t, func() catalogue.Recommendation {
			return catalogue.Recommendation{
				Ref: word(t), Evaluation: catalogue.EvaluationRef{Body: word(t), Round: count(t)},
				Level: catalogue.Level(word(t)), Articles: rows(t, func() int { return count(t) }), Confirmed: flag(t),
				Topic: text(t), Summary: maybeText(t), SourceURL: word(t),
			}
		}),
		Links: rows(t, func() catalogue.Link {
			return catalogue.Link{Recommendation: word(t), Measure: word(t), Degree: word(t), Confirmed: flag(t)}
		}),
		Lineage: rows(t, func() catalogue.Lineage {
			return catalogue.Lineage{Earlier: word(t), Later: word(t), Confirmed: flag(t)}
		}),
	}
}

// rows draws a list of up to three rows; none is the nil list, as the reader gives it.
func rows[T any](t *rapid.T, draw func() T) []T {
	n := rapid.IntRange(0, 3).Draw(t, "rows")
	var out []T
	for range n {
		out = append(out, draw())
	}
	return out
}

func words(t *rapid.T) []string { return rows(t, func() string { return word(t) }) }

func word(t *rapid.T) string {
	hard := []string{
		"", "null", "~", "yes", "NO", "true", "-", "?", "? a", "- a", "a: b", "a:", "#", "a #b", "{", "}", "[a]", "a, b",
		"&a", "*a", "!t", "|", ">", "%", "@", "`", "'", "\"", "\\", "\\n", "<<", "=", "---", "...", "1", "0x1", "1e3", ".inf",
		".nan", "2025-05-28", "12:30", "a\nb", "a\n\n b", "a\tb", "\u0001", "\u0085b", "\u2028b", "😀", "«sitat»", "æøå – ja", "</script>&",
	}
	drawn := rapid.OneOf(
		rapid.SampledFrom(hard), rapid.String(), rapid.StringMatching(`[a-zæøå0-9 :,#{}\[\]"'\\-]{0,20}`),
	).Draw(t, "word")
	return strings.TrimSpace(strings.ToValidUTF8(drawn, ""))
}

func text(t *rapid.T) catalogue.Text {
	return catalogue.Text{NB: word(t), NN: word(t), EN: word(t)}
}

func maybeText(t *rapid.T) catalogue.Text {
	if flag(t) {
		return text(t)
	}
	return catalogue.Text{}
}

func count(t *rapid.T) int { return rapid.IntRange(-5, 99999).Draw(t, "count") }
func flag(t *rapid.T) bool { return rapid.Bool().Draw(t, "flag") }

func maybePeriod(t *rapid.T) catalogue.Period {
	if flag(t) {
		return period(t)
	}
	return catalogue.Period{}
}

func period(t *rapid.T) catalogue.Period {
	year, month, day := rapid.IntRange(1900, 2198).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day")
	raw := rapid.SampledFrom([]string{
		fmt.Sprintf("%d-%02d", year, month),
		fmt.Sprintf("%d-%02d-%02d", year, month, day),
		fmt.Sprintf("%d-%02d-%02d/%d-%02d", year, month, day, year+1, month),
		fmt.Sprintf("%d-%02d/%d-%02d", year, month, year, month),
	}).Draw(t, "period")
	p, err := catalogue.ParsePeriod(raw)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
