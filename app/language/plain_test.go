package language_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiltak/app/language"
	"tiltak/models"
)

func plainWords(t interface {
	Helper()
	Fatal(args ...any)
}, written models.Language,
) language.PlainWords {
	t.Helper()
	words, err := language.LoadPlainWords(written)
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func TestReadability(t *testing.T) {
	for _, c := range []struct {
		name, text string
		words, lix int
		as         language.Readability
	}{
		{"a text of a few words is not measured", "Kurset er holdt.", 3, 0, ""},
		{"short words in short sentences are easy", "Vi har hatt to kurs nå. Vi får ett til i mai.", 12, 6, language.EasyToRead},
		// 12 words in 2 sentences, 5 of them over six letters: 6 + 41.7
		{"a few long words are medium", "Departementet inviterte kommunene til et nytt kurs. Direktoratet leverte en ny plan.", 12, 48, language.MediumToRead},
		{"long words throughout are heavy", "Departementet gjennomfører kompetansehevende opplæringstiltak gjennom kommunesamarbeid, direktoratssamarbeid, tverrsektorielle arbeidsgrupper, referansegrupper.", 10, 110, language.HeavyToRead},
		{"a date ends no sentence", "Vi la fram en plan 28. mai og en ny en 3. juni for alle.", 15, 15, language.EasyToRead},
		{"an abbreviation ends no sentence", "Vi har bl.a. Oslo med, jf. Stortingets vedtak og nr. 5 om det.", 13, 21, language.EasyToRead},
		{"a year before a new sentence ends one", "Planen kom i mai 2026. Den er god for oss nå.", 11, 6, language.EasyToRead},
		{"list items are sentences of their own", "- en to tre fire fem\n- en to tre fire fem", 10, 5, language.EasyToRead},
		{"an address is not a long word", "Se https://example.org/en/lang/adresse for en liste av alt vi har nå.", 10, 10, language.EasyToRead},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := language.Advise(c.text, plainWords(t, models.Bokmaal))
			if got.Words != c.words || got.LIX != c.lix || got.Readability != c.as {
				t.Errorf("%d words, LIX %d, %q; want %d, %d, %q", got.Words, got.LIX, got.Readability, c.words, c.lix, c.as)
			}
		})
	}
}

func TestHeavyPhrases(t *testing.T) {
	for _, c := range []struct {
		name, text string
		written    models.Language
		want       []string
	}{
		{"a plain text gets no advice", "Departementet holdt to kurs i mai.", models.Bokmaal, nil},
		{"case, line breaks and punctuation do not hide a phrase", "«I Forbindelse\nmed» kurset. Det  arbeides med mer.", models.Bokmaal, []string{"i forbindelse med", "det arbeides med"}},
		{"a phrase is named once", "Det vil komme. Kurset vil bli holdt, og vil bli godt.", models.Bokmaal, []string{"vil bli"}},
		{"the longer of two counts", "Det vil bli kurs.", models.Bokmaal, []string{"det vil bli"}},
		{"part of a word is no phrase", "Underherunderen vil blinke.", models.Bokmaal, nil},
		{"nynorsk has its own", "I samband med kurset vil bli i forbindelse med.", models.Nynorsk, []string{"i samband med", "vil bli"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, phrase := range language.Advise(c.text, plainWords(t, c.written)).Phrases {
				got = append(got, phrase.Phrase)
			}
			if difference := cmp.Diff(c.want, got); difference != "" {
				t.Error(difference)
			}
		})
	}
}

func TestALongSentenceIsNamedByItsFirstWords(t *testing.T) {
	text := "Kort setning. Departementet har, etter avtale, " + strings.Repeat("og så ", 11) + "slutt."
	want := []language.LongOne{{Begins: "Departementet har, etter avtale", Words: 27}}
	if difference := cmp.Diff(want, language.Advise(text, language.PlainWords{}).Long); difference != "" {
		t.Error(difference)
	}
	exact := strings.TrimSpace(strings.Repeat("og ", language.LongSentence))
	if got := language.Advise(exact, language.PlainWords{}).Long; got != nil {
		t.Errorf("a sentence of %d words is named: %v", language.LongSentence, got)
	}
}

func TestTheListsOfPlainWordsAreWhole(t *testing.T) {
	for _, written := range []models.Language{models.Bokmaal, models.Nynorsk} {
		words := plainWords(t, written)
		if len(words.Phrases) == 0 || len(words.Abbreviations) == 0 {
			t.Fatalf("%s has no words", written)
		}
		seen := map[string]bool{}
		for _, phrase := range words.Phrases {
			if phrase.Advice == "" || len(phrase.Find) == 0 {
				t.Errorf("%s: %+v is not whole", written, phrase)
			}
			for _, form := range phrase.Find {
				found := language.Advise("Ord "+strings.ToUpper(form)+" ord.", words).Phrases
				if seen[form] || len(found) != 1 || found[0].Phrase != form {
					t.Errorf("%s: %q stands twice or is not found: %v", written, form, found)
				}
				seen[form] = true
			}
		}
	}
}

func TestAnyTextCanBeAdvisedOn(t *testing.T) {
	words := plainWords(t, models.Bokmaal)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		advice := language.Advise(text, words)
		if advice.LIX < 0 || advice.Words > len(strings.Fields(text)) || (advice.Readability == "") != (advice.Words < 10) {
			t.Errorf("%q: %+v", text, advice)
		}
	})
}
