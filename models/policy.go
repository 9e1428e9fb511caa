package models

// Right is one row of the permission table: something that a role allows
// whatever organisation it is held for. What depends on whose report it is, is
// asked with the functions below.
type Right string

// The rights, as in the table of docs/domain.md.
const (
	SeeState         Right = "see_state"         // dashboard, measures, milestones, recommendations, editions, comparisons
	SeeOpenRound     Right = "see_open_round"    // cleared reports of the running round
	WriteReports     Right = "write_reports"     // write something in a round: reporters and contributors
	RunRounds        Right = "run_rounds"        // rounds, their reminders and meeting; decisions; corrections of editions
	KeepCatalogue    Right = "keep_catalogue"    // confirm, replace, links
	EditNewsletter   Right = "edit_newsletter"   // edit, freeze
	ReadNewsletter   Right = "read_newsletter"   // read unfrozen newsletters
	ReadIssued       Right = "read_issued"       // read frozen newsletters
	ExportPapers     Right = "export_papers"     // papers of an edition or a day, comparisons as files
	ManageUsers      Right = "manage_users"      // users, roles, tokens, anybody's deputies, a test mail
	ReadTrail        Right = "read_trail"        // the audit log
	AnswerQuestions  Right = "answer_questions"  // KOM's about the wording of a paragraph; which ones, MayAnswerQuestion says
	Assess           Right = "assess"            // recommendations, for the own organisation; which ones, AssessesFor says
	SeeUnpublishable Right = "see_unpublishable" // cleared fields not for publication, of every ministry
)

var rightsOf = map[Role]map[Right]bool{
	Reader:      set(SeeState, SeeOpenRound, ReadIssued, ExportPapers),
	Reporter:    set(SeeState, SeeOpenRound, WriteReports, AnswerQuestions, ReadIssued, ExportPapers),
	Contributor: set(SeeState, SeeOpenRound, WriteReports, ReadIssued),
	Coordinator: set(SeeState, SeeOpenRound, RunRounds, KeepCatalogue, ReadNewsletter, ReadIssued, ExportPapers, ReadTrail, SeeUnpublishable),
	Editor:      set(SeeState, SeeOpenRound, EditNewsletter, ReadNewsletter, ReadIssued, ExportPapers, SeeUnpublishable),
	Admin:       set(SeeState, ManageUsers, ReadTrail),
	Assessor:    set(SeeState, SeeOpenRound, ReadIssued, ExportPapers, Assess),
}

func set(rights ...Right) map[Right]bool {
	m := make(map[Right]bool, len(rights))
	for _, r := range rights {
		m[r] = true
	}
	return m
}

// May tells whether any standing of the person gives the right.
func (p Person) May(right Right) bool {
	for _, s := range p.Standings {
		if rightsOf[s.Role][right] {
			return true
		}
	}
	return false
}

// InPlan is the person as they stand in a plan that the ministry coordinatorID
// coordinates: who coordinates for another ministry only reads there.
func (p Person) InPlan(coordinatorID int64) Person {
	standings := make([]Standing, len(p.Standings))
	for i, s := range p.Standings {
		if s.Role == Coordinator && s.OrganisationID != coordinatorID {
			s.Role = Reader
		}
		standings[i] = s
	}
	p.Standings = standings
	return p
}

// MayWriteReport tells whether the person may write, submit and withdraw a
// report owed by the ministry leadID: its own reporters only.
func (p Person) MayWriteReport(leadID int64) bool {
	for _, s := range p.Standings {
		if s.Role == Reporter && s.OrganisationID == leadID {
			return true
		}
	}
	return false
}

// MayWriteContribution tells whether the person may write and sign the
// paragraph that the ministry organisationID owes: its reporters, and
// contributors of the ministry itself or of an agency that answers to it.
func (p Person) MayWriteContribution(organisationID int64) bool {
	for _, s := range p.Standings {
		switch {
		case s.Role == Reporter && s.OrganisationID == organisationID,
			s.Role == Contributor && s.OrganisationID == organisationID,
			s.Role == Contributor && s.ParentID != nil && *s.ParentID == organisationID:
			return true
		}
	}
	return false
}

// MayAnswerQuestion tells whether the person may see and answer KOM's question
// about a paragraph of the ministry organisationID: its own reporters only. It
// lets them see that paragraph of an unfrozen newsletter, and nothing else of it.
func (p Person) MayAnswerQuestion(organisationID int64) bool {
	for _, s := range p.Standings {
		if s.OrganisationID == organisationID && rightsOf[s.Role][AnswerQuestions] {
			return true
		}
	}
	return false
}

// SignsFor gives the agency for which the person signs the paragraph that the
// ministry organisationID owes, or nil when it is the ministry that signs.
func (p Person) SignsFor(organisationID int64) *int64 {
	var agency *int64
	for _, s := range p.Standings {
		switch {
		case (s.Role == Reporter || s.Role == Contributor) && s.OrganisationID == organisationID:
			return nil
		case s.Role == Contributor && s.ParentID != nil && *s.ParentID == organisationID && agency == nil:
			id := s.OrganisationID
			agency = &id
		}
	}
	return agency
}

// ReportView is how much of a report a person may see.
type ReportView int

// The views, from nothing to everything.
const (
	SeesNothing     ReportView = iota
	SeesPublishable            // the cleared text without what is not for publication
	SeesCleared                // the cleared text whole
	SeesSubmitted              // what was submitted last, whole
	SeesDraft                  // everything, the draft too
)

// ViewOfReport tells how much of a report the person may see. runningRound
// tells whether the report's round is still running.
func (p Person) ViewOfReport(r Report, runningRound bool) ReportView {
	view := SeesNothing
	better := func(v ReportView) {
		if v > view {
			view = v
		}
	}
	for _, s := range p.Standings {
		switch {
		case s.Role == Reporter && s.OrganisationID == r.LeadID:
			better(SeesDraft)
		case s.Role == Coordinator && r.SubmittedRevision > 0 && r.State != ReportDraft:
			better(SeesSubmitted)
		}
		if r.State != ReportCleared {
			continue
		}
		switch {
		case rightsOf[s.Role][SeeUnpublishable]:
			better(SeesCleared)
		case !runningRound && rightsOf[s.Role][SeeState], rightsOf[s.Role][SeeOpenRound]:
			better(SeesPublishable)
		}
	}
	return view
}

// MayClear tells whether the person may clear a report, and whether that would
// be an exception because the text is the person's own.
func (p Person) MayClear(r Report) (allowed, exception bool) {
	if !p.May(RunRounds) {
		return false, false
	}
	own := (r.WrittenBy != nil && *r.WrittenBy == p.UserID) || (r.SubmittedBy != nil && *r.SubmittedBy == p.UserID)
	return true, own
}
