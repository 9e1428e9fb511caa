package newsletter

import (
	"context"
	"strings"
	"time"
	"unicode"

	"tiltak/app/store"
	"tiltak/models"
)

// Hit is a frozen newsletter that holds what was searched for.
type Hit struct {
	Period   models.Quarter
	Number   int
	Newest   int // number of the quarter's newest frozen newsletter
	FrozenAt time.Time
	Text     string
	Total    int // hits in all
	Before   string
	Found    string // as it stands in the text
	After    string
}

// Fold makes texts alike that differ in case and in the kind of space. It gives
// as many letters as it gets.
func Fold(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return unicode.ToLower(r)
	}, text)
}

// Search finds the frozen newsletters of a plan that hold every word, newest
// first. No word finds nothing. It costs one query.
func (d *Desk) Search(ctx context.Context, person models.Person, planID int64, query string, skip, limit int) ([]Hit, error) {
	words := strings.Fields(Fold(query))
	if len(words) == 0 || !person.May(models.ReadIssued) {
		return nil, nil
	}
	hits, err := d.search(ctx, planID, words, skip, limit)
	for i := range hits {
		hits[i].Before, hits[i].Found, hits[i].After = excerpt(hits[i].Text, words[0])
	}
	return hits, err
}

// excerptLetters is how much of a text stands on each side of what was found.
const excerptLetters = 90

// excerpt gives what was found with the words around it.
func excerpt(text, word string) (before, found, after string) {
	letters, folded, sought := []rune(text), []rune(Fold(text)), []rune(word)
	at := strings.Index(string(folded), word)
	if at < 0 {
		return "", "", ""
	}
	from := len([]rune(string(folded)[:at]))
	to := from + len(sought)
	start, end := max(0, from-excerptLetters), min(len(letters), to+excerptLetters)
	before, after = string(letters[start:from]), string(letters[to:end])
	if start > 0 {
		if _, rest, cut := strings.Cut(before, " "); cut {
			before = "… " + rest
		}
	}
	if end < len(letters) {
		if last := strings.LastIndex(after, " "); last >= 0 {
			after = after[:last] + " …"
		}
	}
	return before, string(letters[from:to]), after
}

// FeedEntry is a frozen newsletter as a feed carries it.
type FeedEntry struct {
	Listed
	Body []byte // the fragment for the web; of older ones, the mail
}

// Feed gives the newest frozen newsletter of each quarter, newest first, at one
// query.
func (d *Desk) Feed(ctx context.Context, planID int64, limit int) ([]FeedEntry, error) {
	return d.feed(ctx, planID, limit)
}

// FillTexts writes the searchable words of newsletters that were frozen before
// there was a search. Called when a node starts; any number of nodes may.
func FillTexts(ctx context.Context, s *store.Store) error {
	var missing []models.IssueFile
	if err := s.Read(ctx).Raw(withoutText).Scan(&missing).Error; err != nil || len(missing) == 0 {
		return store.TranslateError(err, "find newsletters without searchable words")
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		return fillTexts(tx)
	})
}
