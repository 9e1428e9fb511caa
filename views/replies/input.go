// Package replies has the pages where the coordinator words the reply on the
// recommendations of an evaluation, and where frozen replies are read.
package replies

import (
	"net/url"
	"strconv"
	"time"

	"tiltak/models"
	"tiltak/views/layout"
)

// Path is the address of the replies to an evaluation.
func Path(evaluation string) string { return "/anbefalinger/svar/" + evaluation }

// Desk is the input of the page of an evaluation's replies.
type Desk struct {
	Evaluation string
	Keeper     bool              // may word and freeze
	Newest     models.EditionRef // that a reply would begin with; zero: no edition yet
	Draft      *Draft            // for a keeper alone
	Frozen     []Frozen          // newest first
}

// Draft is a reply under way.
type Draft struct {
	Number    int
	Language  models.Language // of the wordings that are shown
	Languages []models.Language
	Ref       models.EditionRef // that it is made from
	Newer     models.Quarter    // a later edition than that; zero: none
	Rows      []Row
	Worded    int
	Changed   int
	Missing   []Missing // English texts that the paper would lack
	Formats   []string
	Last      int64 // the newest saved text
}

// Missing is an English text that a reply lacks, and where it is mended; an empty
// address: nowhere on a page.
type Missing struct {
	Kind, Ref, Text, Address string
}

func missingName(f layout.Frame, m Missing) string {
	return f.T("answers.reply.missing_kind."+m.Kind, "Ref", m.Ref, "Text", m.Text)
}

// Row is a recommendation of a reply.
type Row struct {
	Ref       string
	Topic     models.Name
	Level     models.Level
	Confirmed bool
	Article   int
	Parts     []Part
	Text      string // the wording; empty: none
	Changed   bool   // the source has changed since the wording was saved
	SavedBy   string
	SavedAt   time.Time
}

// Part is what one ministry wrote.
type Part struct {
	Number       int
	Title        models.Name
	TitleSettled bool
	Organisation string
	Period       models.Quarter
	Text         string
	Language     models.Language
}

// Frozen is a frozen reply.
type Frozen struct {
	Number   int
	Ref      models.EditionRef
	FrozenAt time.Time
	FrozenBy string
	Files    []File
}

// File is a file of a frozen reply.
type File struct {
	Language models.Language
	Format   string
	Name     string
	Hash     string
}

// Wording is the input of the page where a recommendation is worded.
type Wording struct {
	Evaluation string
	Language   models.Language
	Row        Row
	Based      int    // the number of the version that is typed on
	Typed      string // what stands in the field
	Proposed   bool   // it is the ministries' own text, not saved yet
	Before     string // the source as it was when the wording was saved, where that has changed
	Other      *Version
	Versions   []Version
	Problem    *models.Error
}

// Version is a saved wording.
type Version struct {
	Number   int
	SetAside bool
	Text     string
	SavedBy  string
	SavedAt  time.Time
}

func (in Desk) address(f layout.Frame, rest string) string { return f.URL(Path(in.Evaluation) + rest) }

func (in Wording) address(f layout.Frame, rest string) string {
	return f.URL(Path(in.Evaluation) + rest)
}

// WordingPath is the address where a recommendation is worded in a language.
func WordingPath(evaluation, ref string, written models.Language) string {
	return Path(evaluation) + "/tekst/" + url.PathEscape(ref) + languageQuery(written)
}

func languageQuery(written models.Language) string { return "?sprak=" + string(written) }

func frozenFile(number int, file File) string {
	return "/" + strconv.Itoa(number) + "/fil/" + file.Format + languageQuery(file.Language)
}

func languageName(f layout.Frame, written models.Language) string {
	return f.T("answers.reply.language_name." + string(written))
}

// languageWord is the name of a language in the middle of a sentence.
func languageWord(f layout.Frame, written models.Language) string {
	return f.T("answers.paper.official_language." + string(written))
}

// articleName heads the recommendations about an article.
func articleName(f layout.Frame, number int) string {
	article, known := models.Article(number)
	if !known {
		return f.T("answers.paper.no_article")
	}
	return f.T("answers.paper.article_heading", "Number", number, "Title", f.Name(article.Title))
}

// opens tells whether a row is the first about its article.
func (d Draft) opens(i int) bool { return i == 0 || d.Rows[i-1].Article != d.Rows[i].Article }
