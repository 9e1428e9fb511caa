// Package editions makes snapshots of a plan: live ones for the boards, and the
// frozen ones that a closed round leaves behind.
package editions

import (
	"time"

	"tiltak/models"
)

// catalogueRow is a measure with one of its organisations.
type catalogueRow struct {
	Example         bool
	PlanCode        string
	PlanKind        models.PlanKind
	PlanTitle       models.Name `gorm:"embedded;embeddedPrefix:plan_title_"`
	PeriodFrom      int
	PeriodTo        int
	Launched        models.Date
	SourceURL       string
	PlanConfirmed   bool
	DelayedDays     int
	CoordinatorCode string
	AreaNumber      int
	AreaTitle       models.Name `gorm:"embedded;embeddedPrefix:area_title_"`
	AreaGoal        models.Name `gorm:"embedded;embeddedPrefix:area_goal_"`
	AreaConfirmed   bool
	MeasureID       int64
	Key             string
	Number          int
	Title           models.Name `gorm:"embedded;embeddedPrefix:title_"`
	Continuing      bool
	TitleConfirmed  bool
	RolesConfirmed  bool
	Involvement     models.Involvement
	OrganisationID  int64
	Code            string
	Kind            models.OrganisationKind
	Name            models.Name `gorm:"embedded;embeddedPrefix:name_"`
	OrgConfirmed    bool
	ParentCode      string
}

// roundRow is a round, with the newest edition's payload on the newest closed
// one.
type roundRow struct {
	models.Round
	EditionNumber int
	Payload       string
}

// reportRow is a report: whole when Newest, else only where it stands.
type reportRow struct {
	Newest      bool
	ID          int64
	MeasureID   int64
	Period      models.Quarter
	State       models.ReportState
	Revision    int
	ClearedAt   *time.Time
	SubmittedAt *time.Time
	Content     models.ReportContent `gorm:"embedded"`
}

// milestoneRow is a milestone's baseline with one of its moves, if it has any.
type milestoneRow struct {
	MilestoneID int64
	MeasureID   int64
	Baseline    models.Date
	Period      models.Quarter
	FromDate    models.Date
	ToDate      models.Date
	Reason      string
}

// recommendationRow is a recommendation with one of its links, if it has any.
type recommendationRow struct {
	ID            int64
	Ref           string
	Level         models.Level
	Articles      models.List[int]
	Topic         models.Name `gorm:"embedded;embeddedPrefix:topic_"`
	Summary       models.Name `gorm:"embedded;embeddedPrefix:summary_"`
	SourceURL     string
	Confirmed     bool
	Body          string
	BodyName      models.Name `gorm:"embedded;embeddedPrefix:body_name_"`
	Round         int
	Reference     string
	Published     string
	MeasureKey    string
	Degree        models.Degree
	Note          string
	LinkConfirmed bool
	EarlierRef    string
	LaterRef      string
}

// contributionRow is a signed contribution of a cleared report.
type contributionRow struct {
	ReportID   int64
	Code       string
	Text       string
	Language   models.Language
	SignedRole string
}
