package models

import "time"

// PlanKind tells a strategy from an action plan.
type PlanKind string

// The kinds of plan.
const (
	StrategyPlan PlanKind = "strategy"
	ActionPlan   PlanKind = "action_plan"
)

// Plan is a strategy or an action plan whose measures are followed.
type Plan struct {
	ID            int64
	Code          string
	Kind          PlanKind
	Title         Name `gorm:"embedded;embeddedPrefix:title_"`
	PeriodFrom    int  // first year
	PeriodTo      int  // last year
	Launched      Date
	CoordinatorID int64
	MeasureCount  int
	SourceURL     string
	Confirmed     bool
	IsDefault     bool // the plan with the short addresses
	DelayedDays   int  // a milestone that slips by more is off track, in days
	MovedTimes    int  `gorm:"default:2"` // a milestone put off so many times is delayed
	SilentRounds  int  `gorm:"default:2"` // so many rounds in a row without a cleared report is delayed
	CreatedAt     time.Time
}

// Area (innsatsområde) groups the measures of a plan.
type Area struct {
	ID        int64
	PlanID    int64
	Number    int
	Title     Name `gorm:"embedded;embeddedPrefix:title_"`
	Goal      Name `gorm:"embedded;embeddedPrefix:goal_"`
	Articles  List[int]
	Confirmed bool
}

// Measure (tiltak) is known by its key for ever; number, title, area and
// organisations may change. It carries no status: status lives in reports.
type Measure struct {
	ID             int64
	PlanID         int64
	AreaID         int64
	Key            string
	Number         int
	Title          Name `gorm:"embedded;embeddedPrefix:title_"`
	Continuing     bool // løpende: confirmed each year, never done
	TitleConfirmed bool
	RolesConfirmed bool
}

// Involvement is how an organisation takes part in a measure.
type Involvement string

// Lead and contributors owe reports; agencies take part and independent bodies
// watch: neither owes one.
const (
	Lead         Involvement = "lead"
	Contributing Involvement = "contributing"
	TakingPart   Involvement = "agency"
	Independent  Involvement = "independent"
)

// MeasureRole says that an organisation has a part in a measure from a date on,
// perhaps to a date: portfolios move between ministries. It holds on FromDate
// and no longer on ToDate, so that the day of a change belongs to the new one.
type MeasureRole struct {
	ID             int64
	MeasureID      int64
	OrganisationID int64
	Involvement    Involvement
	FromDate       Date
	ToDate         Date   // zero: still so
	Reason         string // why it took over; empty: it was there from the beginning
}

// Event is a dated happening of the plan as a whole. When is a day
// (2025-05-28), a month (2024-06) or a span of either (2025-06-02/2025-06-06).
type Event struct {
	ID        int64
	PlanID    int64
	When      string `gorm:"column:happens"`
	Title     Name   `gorm:"embedded;embeddedPrefix:title_"`
	URL       string `gorm:"column:url"`
	Expected  bool
	Confirmed bool
}
