package models

// OrganisationKind is what sort of body an organisation is.
type OrganisationKind string

// The kinds of organisation.
const (
	Ministry    OrganisationKind = "ministry"
	Directorate OrganisationKind = "directorate"
	Agency      OrganisationKind = "agency"
	Unit        OrganisationKind = "unit"
	Institution OrganisationKind = "institution"
	Network     OrganisationKind = "network"
)

// Organisation is a ministry, an agency or another body that has to do with a
// plan. Organisations are shared by all plans.
type Organisation struct {
	ID        int64
	Code      string // JD, AID, BUFDIR; never changes
	Kind      OrganisationKind
	ParentID  *int64
	Name      Name `gorm:"embedded;embeddedPrefix:name_"`
	Confirmed bool
}
