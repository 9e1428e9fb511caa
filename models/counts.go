package models

// Counts says how many measures stand where. Completed, InProgress, NotStarted,
// Discontinued and NotReported add up to Total; OnTrack, Delayed and OffTrack
// add up to InProgress.
type Counts struct {
	Total        int
	Completed    int
	InProgress   int
	Continuing   int // of those in progress, the ones that are løpende
	NotStarted   int
	Discontinued int
	NotReported  int
	OnTrack      int
	Delayed      int
	OffTrack     int
}

// Reported is how many measures have a known status.
func (c Counts) Reported() int { return c.Total - c.NotReported }

// Behind is how many are delayed or off track.
func (c Counts) Behind() int { return c.Delayed + c.OffTrack }

// Of gives the count of one figure.
func (c Counts) Of(f Figure) int {
	switch f {
	case FigureCompleted:
		return c.Completed
	case FigureOnTrack:
		return c.OnTrack
	case FigureDelayed:
		return c.Delayed
	case FigureOffTrack:
		return c.OffTrack
	case FigureNotStarted:
		return c.NotStarted
	case FigureDiscontinued:
		return c.Discontinued
	}
	return c.NotReported
}

// Count counts the measures of a snapshot that keep accepts; nil accepts all.
func (s Snapshot) Count(keep func(MeasureFacts) bool) Counts {
	var c Counts
	for _, m := range s.Measures {
		if keep != nil && !keep(m) {
			continue
		}
		c.Total++
		figure := s.Figure(m)
		switch figure {
		case FigureCompleted:
			c.Completed++
		case FigureNotStarted:
			c.NotStarted++
		case FigureDiscontinued:
			c.Discontinued++
		case FigureOnTrack:
			c.OnTrack++
		case FigureDelayed:
			c.Delayed++
		case FigureOffTrack:
			c.OffTrack++
		default:
			c.NotReported++
		}
		if m.Continuing && (figure == FigureOnTrack || figure == FigureDelayed || figure == FigureOffTrack) {
			c.Continuing++
		}
	}
	c.InProgress = c.OnTrack + c.Delayed + c.OffTrack
	return c
}
