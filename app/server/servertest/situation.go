package servertest

import (
	"encoding/json"
	"time"

	"tiltak/app/clearings"
	"tiltak/app/editions"
	"tiltak/app/store"
	"tiltak/models"
)

// Texts that only some may see, for looking for where they must not be.
const (
	DraftText       = "Kladdetekst som bare AID skal se"
	ObstacleText    = "Hindring som ikke er for publisering"
	ClearedText     = "Klarert tekst som alle kan lese"
	DecisionText    = "Beslutning som AID og koordinatoren kan lese"
	ContributedText = "Kladd til bidrag som bare BFD skal se"
)

// Situation is a plan in the middle of a quarter: 2026-k3 is closed and has an
// edition, 2026-k4 is open.
type Situation struct {
	PlanCode string
	PlanID   int64
	Closed   models.Round
	Open     models.Round
	// DraftID is the open report of measure 9 (AID, with paragraphs from JD and
	// BFD); SubmittedID is that of measure 18 (AID), ClearedID that of 8 (AID).
	DraftID, SubmittedID, ClearedID int64
	DraftRevisionID                 int64 // the saved text of DraftID
	ContributionRevisionID          int64 // the saved text of ContributionID
	// ContributionID is BFD's paragraph in DraftID.
	ContributionID    int64
	MeasureKey        string // of measure 9
	IssueID           int64  // draft newsletter for the closed quarter
	IssueVersionID    int64  // its only saved version, number 1
	UserID            int64  // rapportor.aid
	MailID            int64  // to rapportor.aid about the open round, which failed
	DeputyID          int64  // administrator.jd for koordinator.jd, from next year
	ItemID            int64  // of the draft newsletter: AID's text of measure 9, worded anew
	QuestionID        int64  // KOM's to AID about ItemID, not answered
	AssessmentID      int64  // NIM's, of G3-01
	AssessmentDraftID int64  // our own of G3-01, not cleared
	DecisionID        int64  // of the closed round's meeting, open, for AID to carry out
}

// Quarter of the closed and of the open round.
var (
	closedPeriod = models.Quarter{Year: 2026, Number: 3}
	openPeriod   = models.Quarter{Year: 2026, Number: 4}
)

// Situation fills the world with a closed and an open round.
func (w *World) Situation() Situation {
	w.t.Helper()
	var made Situation
	err := w.Store.Write(w.t.Context(), func(tx *store.Tx) error {
		s := situation{tx: tx, made: &made, users: map[string]int64{}, organisations: map[string]int64{}}
		if err := s.read(); err != nil {
			return err
		}
		if err := s.closedRound(); err != nil {
			return err
		}
		if err := s.openRound(); err != nil {
			return err
		}
		if err := s.mail(); err != nil {
			return err
		}
		if err := s.deputy(); err != nil {
			return err
		}
		if err := s.assessments(); err != nil {
			return err
		}
		if err := s.replies(); err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "round.open", "round", made.Open.ID, made.PlanCode, nil, nil)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return made
}

type situation struct {
	tx            *store.Tx
	made          *Situation
	measures      []measureLead
	users         map[string]int64
	organisations map[string]int64
	newest        int64 // revision of a report
}

func (s *situation) round(period models.Quarter, state models.RoundState) (models.Round, error) {
	opened := s.tx.Now().Add(-60 * 24 * time.Hour)
	round := models.Round{
		PlanID: s.made.PlanID, Period: period, State: state, OpenedAt: &opened,
		OpensOn: models.DefaultOpening(period), Deadline: period.LastDay().AddDays(10),
	}
	if state == models.RoundClosed {
		closed := s.tx.Now().Add(-30 * 24 * time.Hour)
		round.ClosedAt = &closed
	}
	return round, s.tx.Create(&round).Error
}

func (s *situation) closedRound() error {
	round, err := s.round(closedPeriod, models.RoundClosed)
	if err != nil {
		return err
	}
	s.made.Closed = round
	var quoted models.Report
	var quotedOf measureLead
	for _, measure := range s.measures {
		report := s.cleared(measure, round)
		if err := s.save(&report); err != nil {
			return err
		}
		if measure.Number == 9 {
			quoted, quotedOf = report, measure
		}
	}
	revision, err := editions.Make(s.tx, store.CommandLine(), round, models.EditionAtClose, "")
	if err != nil {
		return err
	}
	issue := models.Issue{PlanID: round.PlanID, Period: round.Period, Number: 1, EditionRevisionID: revision.ID, State: models.IssueDraft, Language: models.Bokmaal, Revision: 1}
	if err := s.tx.Create(&issue).Error; err != nil {
		return err
	}
	s.made.IssueID = issue.ID
	if err := s.revision(models.RevisionOfIssue, issue.ID, "redaktor.kom", map[string]any{"intro": "", "items": []any{}}); err != nil {
		return err
	}
	if err := s.question(quoted, quotedOf, models.EditionRef{Period: round.Period, Revision: revision.Number}); err != nil {
		return err
	}
	return s.decision(round)
}

// decision makes a decision about the plan as a whole.
func (s *situation) decision(round models.Round) error {
	decision := models.Decision{
		PlanID: round.PlanID, RoundID: round.ID, Text: DecisionText, OwnerID: s.organisations["AID"], Due: models.NewDate(2026, time.December, 1),
		State: models.DecisionOpen, Revision: 1, MadeBy: s.user("koordinator.jd"), MadeAt: *round.ClosedAt,
	}
	err := s.tx.Create(&decision).Error
	s.made.DecisionID = decision.ID
	return err
}

func (s *situation) openRound() error {
	round, err := s.round(openPeriod, models.RoundOpen)
	if err != nil {
		return err
	}
	s.made.Open = round
	for _, measure := range s.measures {
		report := models.Report{RoundID: round.ID, MeasureID: measure.ID, Period: round.Period, LeadID: measure.LeadID, State: models.ReportDraft, Content: content()}
		switch measure.Number {
		case 8:
			report = s.cleared(measure, round)
		case 18:
			report = s.submitted(measure, round)
		case 9:
			report.Revision, report.WrittenBy, report.Content.Done = 1, s.user("rapportor.aid"), DraftText
		}
		if err := s.save(&report); err != nil {
			return err
		}
		switch measure.Number {
		case 8:
			s.made.ClearedID = report.ID
		case 18:
			s.made.SubmittedID = report.ID
		case 9:
			s.made.DraftID, s.made.DraftRevisionID, s.made.MeasureKey = report.ID, s.newest, measure.Key
			if err := s.contributions(report); err != nil {
				return err
			}
		}
	}
	return nil
}

// save makes the report and, if it has been written, its revision.
func (s *situation) save(report *models.Report) error {
	if err := s.tx.Create(report).Error; err != nil || report.Revision == 0 {
		return err
	}
	if report.State == models.ReportCleared {
		if err := clearings.KeepCleared(s.tx, *report); err != nil {
			return err
		}
	}
	return s.revision(models.RevisionOfReport, report.ID, "rapportor.aid", report.Content)
}

func (s *situation) revision(subject models.RevisionSubject, id int64, writer string, content any) error {
	text, err := json.Marshal(content)
	if err != nil {
		return err
	}
	revision := models.Revision{
		Subject: subject, SubjectID: id, Number: 1, Content: string(text), Hash: models.HashText(string(text)),
		SavedBy: s.user(writer), SavedAt: s.tx.Now(),
	}
	if err := s.tx.Create(&revision).Error; err != nil {
		return err
	}
	switch subject {
	case models.RevisionOfReport:
		s.newest = revision.ID
	case models.RevisionOfIssue:
		s.made.IssueVersionID = revision.ID
	default:
		s.made.ContributionRevisionID = revision.ID
	}
	return nil
}

func (s *situation) contributions(report models.Report) error {
	other := models.Contribution{ReportID: report.ID, OrganisationID: s.organisations["JD"], Language: models.Bokmaal}
	if err := s.tx.Create(&other).Error; err != nil {
		return err
	}
	own := models.Contribution{ReportID: report.ID, OrganisationID: s.organisations["BFD"], Text: ContributedText, Language: models.Bokmaal, Revision: 1, WrittenBy: s.user("bidragsyter.bufdir")}
	if err := s.tx.Create(&own).Error; err != nil {
		return err
	}
	s.made.ContributionID = own.ID
	return s.revision(models.RevisionOfContribution, own.ID, "bidragsyter.bufdir", models.ContributionContent{Text: own.Text, Language: own.Language})
}

func (s *situation) mail() error {
	mail := models.Mail{
		PlanID: &s.made.PlanID, RoundID: &s.made.Open.ID, UserID: s.made.UserID, Kind: models.MailOpening, Day: s.made.Open.OpensOn,
		State: models.MailFailed, Outcome: models.OutcomeNoAddress, NextAttemptAt: s.tx.Now(), MessageID: "situation@example.org",
	}
	err := s.tx.Create(&mail).Error
	s.made.MailID = mail.ID
	return err
}

func (s *situation) deputy() error {
	deputy := models.Deputy{
		UserID: *s.user("koordinator.jd"), DeputyID: *s.user("administrator.jd"), OrganisationID: s.organisations["JD"], Role: models.Coordinator,
		FromDate: models.NewDate(2027, time.July, 1), ToDate: models.NewDate(2027, time.July, 31), MadeAt: s.tx.Now(),
	}
	err := s.tx.Create(&deputy).Error
	s.made.DeputyID = deputy.ID
	return err
}

func (s *situation) user(username string) *int64 {
	id := s.users[username]
	return &id
}

func content() models.ReportContent {
	return models.ReportContent{
		Status: models.Status{Stage: models.InProgress, Health: models.OnTrack}, Language: models.Bokmaal,
		Obstacles: ObstacleText,
	}
}

func (s *situation) submitted(measure measureLead, round models.Round) models.Report {
	at := s.tx.Now().Add(-40 * 24 * time.Hour)
	report := models.Report{
		RoundID: round.ID, MeasureID: measure.ID, Period: round.Period, LeadID: measure.LeadID, State: models.ReportSubmitted,
		Content: content(), Revision: 1, SubmittedRevision: 1, SubmittedAt: &at, FirstSubmittedAt: &at, WrittenBy: s.user("rapportor.aid"), SubmittedBy: s.user("rapportor.aid"),
		ApprovedRole: "Ekspedisjonssjef", ApprovedOn: models.NewDate(2026, time.October, 1),
	}
	report.Content.Done = ClearedText
	report.Content.NewsletterText = ClearedText
	return report
}

func (s *situation) cleared(measure measureLead, round models.Round) models.Report {
	report := s.submitted(measure, round)
	at := s.tx.Now().Add(-35 * 24 * time.Hour)
	report.State, report.ClearedAt, report.ClearedBy = models.ReportCleared, &at, s.user("koordinator.jd")
	return report
}
