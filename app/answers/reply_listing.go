package answers

import (
	"strings"

	"tiltak/app/documents"
	"tiltak/models"
)

// ReplySchema is the version of the form of a reply as JSON. A new field keeps
// the version; one that goes or changes its meaning raises it.
const ReplySchema = 1

// ReplyListing is a reply as data: a row for each measure of each
// recommendation. Codes are stable; words are in the language of the listing.
type ReplyListing struct {
	Schema         int              `json:"schema"`
	Document       string           `json:"document"` // always greta
	Language       models.Language  `json:"language"`
	Example        bool             `json:"example"` // invented data from a demonstration
	Plan           ListedPlan       `json:"plan"`
	AsOf           ListedAsOf       `json:"as_of"`
	Evaluation     ListedEvaluation `json:"evaluation"`
	MissingEnglish int              `json:"missing_english"` // texts that stand in Norwegian in a listing in English
	Rows           []ReplyRow       `json:"rows"`
}

// ListedEvaluation is the evaluation of a reply.
type ListedEvaluation struct {
	Ref       string `json:"ref"`
	Body      string `json:"body"`
	BodyName  string `json:"body_name"`
	Round     int    `json:"round"`
	Reference string `json:"reference"`
	Published string `json:"published"`
	ReplyDue  string `json:"reply_due"`
	Confirmed bool   `json:"confirmed"`
	Mark      string `json:"mark"`     // provisional, or nothing
	Complete  bool   `json:"complete"` // whether all its recommendations are here
}

// ReplyRow is a recommendation and one measure that answers it or is proposed
// to; without a measure, the fields of the measure are empty. Marks stand beside
// the values they are of. What a proposed measure has done is no answer, and is
// left out.
type ReplyRow struct {
	Recommendation   string                  `json:"recommendation"`
	Paragraph        string                  `json:"paragraph"`
	Article          int                     `json:"article"` // the lowest; 0 for none
	Articles         []int                   `json:"articles"`
	Level            models.Level            `json:"level"`
	LevelName        string                  `json:"level_name"`
	Topic            string                  `json:"topic"`
	TopicLanguage    models.Language         `json:"topic_language"`
	Summary          string                  `json:"summary"` // our own wording
	SummaryLanguage  models.Language         `json:"summary_language"`
	Confirmed        bool                    `json:"recommendation_confirmed"`
	Mark             string                  `json:"recommendation_mark"`
	Official         string                  `json:"official"` // the body's own wording
	OfficialLanguage models.OfficialLanguage `json:"official_language"`
	OfficialSource   string                  `json:"official_source"`
	Addressees       []string                `json:"addressees"`
	Deadline         string                  `json:"deadline"`
	Verdict          models.Verdict          `json:"own_assessment"`
	VerdictName      string                  `json:"own_assessment_name"`
	Grounds          string                  `json:"own_assessment_grounds"`
	AssessedOn       models.Date             `json:"own_assessment_on"`
	Earlier          []string                `json:"earlier"`
	Later            []string                `json:"later"`
	SourceURL        string                  `json:"source_url"`
	Coverage         models.CoverageState    `json:"coverage"`
	Measure          string                  `json:"measure"` // its key
	Number           int                     `json:"number"`
	Title            string                  `json:"title"`
	TitleLanguage    models.Language         `json:"title_language"`
	TitleConfirmed   bool                    `json:"title_confirmed"`
	TitleMark        string                  `json:"title_mark"`
	Degree           models.Degree           `json:"degree"`
	DegreeName       string                  `json:"degree_name"`
	LinkConfirmed    bool                    `json:"link_confirmed"`
	LinkMark         string                  `json:"link_mark"`
	Lead             string                  `json:"lead"`
	LeadName         string                  `json:"lead_name"`
	Contributors     []string                `json:"contributors"`
	RolesConfirmed   bool                    `json:"roles_confirmed"`
	RolesMark        string                  `json:"roles_mark"`
	Figure           models.Figure           `json:"figure"`
	Status           string                  `json:"status"`
	LastPeriod       models.Quarter          `json:"last_period"`
	LastStatus       string                  `json:"last_status"`
	ClearedOn        models.Date             `json:"cleared_on"`
	Worded           bool                    `json:"worded"` // done is the wording of the coordinator for the recommendation
	NoChange         bool                    `json:"no_change"`
	Done             string                  `json:"done"`
	Next             string                  `json:"next"`
	TextLanguage     models.Language         `json:"text_language"`
	Contributions    []ListedContribution    `json:"contributions"`
	Evidence         []models.Link           `json:"evidence"`
}

// ListedContribution is what a contributing ministry wrote.
type ListedContribution struct {
	Organisation string          `json:"organisation"`
	Text         string          `json:"text"`
	Language     models.Language `json:"language"`
}

// replyListing is the reply as data.
func (w *writer) replyListing(groups []models.ReplyGroup, lacking int) ReplyListing {
	facts := w.evaluation()
	listing := ReplyListing{
		Schema: ReplySchema, Document: string(Reply), Language: w.Language, Example: w.snapshot.Example,
		Plan: w.listedPlan(), AsOf: w.listedAsOf(), MissingEnglish: lacking, Rows: []ReplyRow{},
		Evaluation: ListedEvaluation{
			Ref: w.basis.Evaluation.String(), Body: facts.Body, BodyName: w.Name(facts.BodyName), Round: facts.Round, Reference: facts.Reference, Published: facts.Published, ReplyDue: facts.ReplyDue,
			Confirmed: facts.Confirmed, Mark: w.markUnless(facts.Confirmed, "provisional"), Complete: facts.Complete,
		},
	}
	for _, group := range groups {
		for _, r := range group.Recommendations {
			row := w.replyRow(r)
			row.Article = group.Article
			answers := append(w.answers(r, true), w.answers(r, false)...)
			if len(answers) == 0 {
				listing.Rows = append(listing.Rows, row)
			}
			for _, a := range answers {
				listing.Rows = append(listing.Rows, w.withMeasure(row, a))
			}
		}
	}
	return listing
}

// replyRow is a row with what it says of the recommendation.
func (w *writer) replyRow(r models.RecommendationFacts) ReplyRow {
	row := ReplyRow{
		Recommendation: r.Ref, Articles: r.Articles, Level: r.Level, LevelName: w.level(r.Level),
		Topic: w.Name(r.Topic), TopicLanguage: r.Topic.WrittenIn(w.Language),
		Summary: w.Name(r.Summary), SummaryLanguage: r.Summary.WrittenIn(w.Language),
		Confirmed: r.Confirmed, Mark: w.markUnless(r.Confirmed, "provisional"), Earlier: listed(r.EarlierRefs), Later: listed(r.LaterRefs),
		SourceURL: r.SourceURL, Coverage: w.coverage(r), Contributors: []string{}, Contributions: []ListedContribution{}, Evidence: []models.Link{},
	}
	row.Paragraph, row.Addressees, row.Deadline = r.Paragraph, listed(r.Addressees), r.Deadline
	if r.Official != nil {
		row.Official, row.OfficialLanguage, row.OfficialSource = r.Official.Text, r.Official.Language, r.Official.Source
	}
	if own, given := r.Own(); given {
		row.Verdict, row.VerdictName, row.Grounds, row.AssessedOn = own.Verdict, w.say("verdict."+string(own.Verdict)), own.Grounds, own.On
	}
	if row.Articles == nil {
		row.Articles = []int{}
	}
	return row
}

// withMeasure is the row with what it says of the measure.
func (w *writer) withMeasure(row ReplyRow, a answering) ReplyRow {
	m := a.measure
	lead, _ := w.snapshot.Organisation(m.Lead)
	row.Measure, row.Number, row.Title, row.TitleLanguage = m.Key, m.Number, w.Name(m.Title), m.Title.WrittenIn(w.Language)
	row.TitleConfirmed, row.TitleMark = m.TitleConfirmed, w.markUnless(m.TitleConfirmed, "working_title")
	row.Degree, row.DegreeName, row.LinkConfirmed = a.Degree, w.say("degree."+string(a.Degree)), a.Confirmed
	if !a.Confirmed {
		row.LinkMark = w.say("proposed")
	}
	row.Lead, row.LeadName, row.Contributors = m.Lead, w.Name(lead.Name), listed(m.Contributors)
	row.RolesConfirmed, row.RolesMark = m.RolesConfirmed, w.markUnless(m.RolesConfirmed, "provisional")
	row.Figure = w.snapshot.Figure(m)
	row.Status = w.Figure(row.Figure)
	if m.Last == nil {
		return row
	}
	content := m.Last.Content
	row.LastPeriod, row.LastStatus, row.ClearedOn = m.Last.Period, w.Figure(content.Status.Figure()), clearedDate(m)
	if !a.Confirmed {
		return row
	}
	row.NoChange, row.Done, row.Next, row.TextLanguage = content.NoChange, done(content), content.Next, content.Language
	contributions := m.Last.Contributions
	if wording, worded := w.basis.Wordings[row.Recommendation]; worded {
		row.Worded, row.NoChange, row.Done, row.Next, row.TextLanguage, contributions = true, false, wording, "", w.Language, nil
	}
	for _, c := range contributions {
		row.Contributions = append(row.Contributions, ListedContribution{c.Organisation, c.Text, c.Language})
	}
	for _, link := range content.Links {
		if documents.ValidLink(strings.TrimSpace(link.URL)) {
			row.Evidence = append(row.Evidence, link)
		}
	}
	return row
}
