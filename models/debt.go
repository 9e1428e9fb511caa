package models

import "slices"

// Debt is something that a ministry has yet to deliver in a round: a report, or
// its paragraph in another ministry's report.
type Debt struct {
	ReportID       int64
	ContributionID int64 // 0: the report itself
	OrganisationID int64 // the ministry that owes it
	Organisation   string
	Lead           string // the ministry that leads the measure
	Number         int    // of the measure
	Title          Name
	Confirmed      bool // the title
	Returned       bool
}

// Owes tells whether the person is one of those who may deliver it.
func (p Person) Owes(debt Debt) bool {
	if debt.ContributionID != 0 {
		return p.MayWriteContribution(debt.OrganisationID)
	}
	return p.MayWriteReport(debt.OrganisationID)
}

// DebtsOf gives what the person may deliver: returned reports first, then
// reports, then paragraphs, each by measure.
func DebtsOf(person Person, debts []Debt) []Debt {
	var own []Debt
	for _, debt := range debts {
		if person.Owes(debt) {
			own = append(own, debt)
		}
	}
	rank := func(d Debt) int {
		switch {
		case d.Returned:
			return 0
		case d.ContributionID == 0:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(own, func(a, b Debt) int {
		if ranks := rank(a) - rank(b); ranks != 0 {
			return ranks
		}
		return a.Number - b.Number
	})
	return own
}

// Lack is what one ministry has yet to deliver, as numbers of measures.
type Lack struct {
	Organisation  string
	Reports       []int
	Contributions []int
}

// LacksOf groups debts by the ministry that owes them, in the order of the
// ministries' codes.
func LacksOf(debts []Debt) []Lack {
	byCode := map[string]*Lack{}
	var codes []string
	for _, debt := range debts {
		lack := byCode[debt.Organisation]
		if lack == nil {
			lack = &Lack{Organisation: debt.Organisation}
			byCode[debt.Organisation] = lack
			codes = append(codes, debt.Organisation)
		}
		if debt.ContributionID != 0 {
			lack.Contributions = append(lack.Contributions, debt.Number)
		} else {
			lack.Reports = append(lack.Reports, debt.Number)
		}
	}
	slices.Sort(codes)
	lacks := make([]Lack, len(codes))
	for i, code := range codes {
		slices.Sort(byCode[code].Reports)
		slices.Sort(byCode[code].Contributions)
		lacks[i] = *byCode[code]
	}
	return lacks
}
