package catalogue

import "strconv"

// What a row is known by. Two rows of one kind with the same identity are one row written twice.

func (o Organisation) identity() string { return o.Code }
func (a Area) identity() string         { return strconv.Itoa(a.Number) }
func (m Measure) identity() string      { return m.Key }
func (e Event) identity() string        { return e.Date.Raw + " " + e.Title.NB }
func (b Body) identity() string         { return b.Code }

func (e Evaluation) identity() string {
	return EvaluationRef{Body: e.Body, Round: e.Round}.identity()
}

func (r EvaluationRef) identity() string { return r.Body + " " + strconv.Itoa(r.Round) }

func (r Recommendation) identity() string { return r.Ref }
func (l Link) identity() string           { return l.Recommendation + " → " + l.Measure }
func (l Lineage) identity() string        { return l.Earlier + " → " + l.Later }
