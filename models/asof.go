package models

// AsOf says which state of a plan is asked for: an edition, or what was cleared
// by the end of a day in Oslo. Both zero: as it is now. Never both.
type AsOf struct {
	Edition EditionRef
	Date    Date
}

// ParseAsOf reads the choice as it stands in an address or on a command line:
// an edition (2026-k3, 2026-k3.1), or a day (2026-09-30), or neither. Both at
// once is an invalid-input error.
func ParseAsOf(edition, day string) (AsOf, error) {
	var asOf AsOf
	var err error
	switch {
	case edition != "" && day != "":
		return asOf, NewError(KindInvalid, "error.edition_and_date")
	case edition != "":
		asOf.Edition, err = ParseEditionRef(edition)
	case day != "":
		asOf.Date, err = ParseDate(day)
	}
	return asOf, err
}

// Now tells whether the state now is asked for.
func (a AsOf) Now() bool { return a.Edition.IsZero() && a.Date.IsZero() }

// String writes the choice as in addresses; empty: as it is now.
func (a AsOf) String() string {
	if !a.Edition.IsZero() {
		return a.Edition.String()
	}
	if !a.Date.IsZero() {
		return a.Date.String()
	}
	return ""
}
