package models

// Stage is how far a measure has come.
type Stage string

// The stages of a measure.
const (
	NotStarted   Stage = "not_started"
	InProgress   Stage = "in_progress"
	Completed    Stage = "completed"
	Discontinued Stage = "discontinued"
)

// Stages in the order they are shown.
func Stages() []Stage { return []Stage{NotStarted, InProgress, Completed, Discontinued} }

// Valid tells whether the stage is one of the four.
func (s Stage) Valid() bool {
	switch s {
	case NotStarted, InProgress, Completed, Discontinued:
		return true
	}
	return false
}

// Health is how a measure under way fares. It has no meaning in other stages.
type Health string

// The values of health.
const (
	OnTrack  Health = "on_track"
	Delayed  Health = "delayed"
	OffTrack Health = "off_track"
)

// Healths in the order they are shown.
func Healths() []Health { return []Health{OnTrack, Delayed, OffTrack} }

// Valid tells whether the health is one of the three.
func (h Health) Valid() bool { return h == OnTrack || h == Delayed || h == OffTrack }

// Status is the delivery status of a measure: stage, and only while under way,
// health.
type Status struct {
	Stage  Stage  `json:"stage" gorm:"column:stage"`
	Health Health `json:"health,omitempty" gorm:"column:health"`
}

// Valid tells whether stage and health go together.
func (s Status) Valid() bool {
	if s.Stage == InProgress {
		return s.Health.Valid()
	}
	return s.Stage.Valid() && s.Health == ""
}

// Figure is the one value that a status has in charts and tables: the health
// while under way, else the stage, or not reported.
type Figure string

// The figures in the order of charts, from done to unknown.
const (
	FigureCompleted    Figure = "done"
	FigureOnTrack      Figure = "ontrack"
	FigureDelayed      Figure = "delayed"
	FigureOffTrack     Figure = "deviation"
	FigureNotStarted   Figure = "notstarted"
	FigureDiscontinued Figure = "discontinued"
	FigureNotReported  Figure = "missing"
)

// Figures in the order they stand in charts and legends.
func Figures() []Figure {
	return []Figure{FigureCompleted, FigureOnTrack, FigureDelayed, FigureOffTrack, FigureNotStarted, FigureDiscontinued, FigureNotReported}
}

// Valid tells whether the figure is one we know.
func (f Figure) Valid() bool {
	for _, known := range Figures() {
		if f == known {
			return true
		}
	}
	return false
}

// Severity orders figures by how much attention they ask for; higher is worse.
func (f Figure) Severity() int {
	switch f {
	case FigureOffTrack:
		return 6
	case FigureNotReported:
		return 5
	case FigureDelayed:
		return 4
	case FigureDiscontinued:
		return 3
	case FigureNotStarted:
		return 2
	case FigureOnTrack:
		return 1
	}
	return 0
}

// Figure of a status. The zero status is not reported.
func (s Status) Figure() Figure {
	switch s.Stage {
	case Completed:
		return FigureCompleted
	case NotStarted:
		return FigureNotStarted
	case Discontinued:
		return FigureDiscontinued
	case InProgress:
		switch s.Health {
		case OnTrack:
			return FigureOnTrack
		case Delayed:
			return FigureDelayed
		case OffTrack:
			return FigureOffTrack
		}
	}
	return FigureNotReported
}
