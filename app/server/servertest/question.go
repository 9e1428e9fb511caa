package servertest

import (
	"encoding/json"
	"time"

	"tiltak/models"
)

// WordedText is how KOM's editor has worded AID's text of measure 9 in the draft
// newsletter, and OtherWordedText is a paragraph of the same draft that AID has
// nothing to do with.
const (
	WordedText      = "KOM skriver om tiltak 9 at 40 personer fikk hjelp."
	OtherWordedText = "KOMs andre avsnitt i utkastet"
)

// question words AID's text of measure 9 anew in the draft newsletter, and asks
// AID whether it is right.
func (s *situation) question(report models.Report, measure measureLead, revision models.EditionRef) error {
	source, err := json.Marshal(models.ItemSource{Edition: revision, ReportID: report.ID, Revision: report.Revision, Period: report.Period, ClearedAt: *report.ClearedAt})
	if err != nil {
		return err
	}
	var area int
	if err := s.tx.Raw("SELECT a.number FROM areas a JOIN measures m ON m.area_id = a.id WHERE m.id = ?", measure.ID).Scan(&area).Error; err != nil {
		return err
	}
	at := s.tx.Now().Add(-24 * time.Hour)
	item := models.IssueItem{
		IssueID: s.made.IssueID, Kind: models.ItemText, MeasureKey: measure.Key, Area: area, Source: string(source), Proposed: report.Content.NewsletterText,
		Text: WordedText, Links: models.List[models.Link]{}, Language: models.Bokmaal, Position: 1, Revision: 1, TemplateValues: "{}",
		WordedBy: s.user("redaktor.kom"), WordedAt: &at,
	}
	other := models.IssueItem{IssueID: s.made.IssueID, Kind: models.ItemOwn, Source: "{}", Text: OtherWordedText, Links: models.List[models.Link]{}, Language: models.Bokmaal, Position: 2, TemplateValues: "{}"}
	for _, i := range []*models.IssueItem{&item, &other} {
		if err := s.tx.Create(i).Error; err != nil {
			return err
		}
	}
	s.made.ItemID = item.ID
	question := models.IssueQuestion{
		IssueID: s.made.IssueID, ItemID: item.ID, ReportID: report.ID, MeasureKey: measure.Key, OrganisationID: report.LeadID,
		SourceText: item.Proposed, Wording: item.Text, Links: item.Links, Language: item.Language, AskedBy: *s.user("redaktor.kom"), AskedAt: at,
	}
	err = s.tx.Create(&question).Error
	s.made.QuestionID = question.ID
	return err
}
