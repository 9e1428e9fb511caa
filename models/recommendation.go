package models

// Level is how strongly a recommendation is put, by the body's own verb.
type Level string

// The levels from strongest to weakest; NoLevel where the verb was not seen.
const (
	Urges     Level = "urges"
	Considers Level = "considers"
	Invites   Level = "invites"
	NoLevel   Level = ""
)

// Levels in order of strength.
func Levels() []Level { return []Level{Urges, Considers, Invites, NoLevel} }

// Body gives recommendations: GRETA, the Committee of the Parties.
type Body struct {
	ID     int64
	Code   string
	Name   Name `gorm:"embedded;embeddedPrefix:name_"`
	Levels List[Level]
}

// Evaluation is one round of a body's evaluation of Norway. Dates are days,
// months (2022-06) or spans of either, as the source gives them.
type Evaluation struct {
	ID                      int64
	BodyID                  int64
	Round                   int
	Reference               string
	Visit                   string
	Adopted                 string
	Published               string
	CommitteeRecommendation string
	Expected                string
	ReplyDue                string // when the body wants Norway's reply
	Replied                 string // when the reply was given
	Confirmed               bool
	Complete                bool // all its recommendations are entered, not a choice of them
}

// Recommendation (anbefaling) is a point a body raised. Summary is our own
// wording, never the official text.
type Recommendation struct {
	ID           int64
	EvaluationID int64
	Ref          string
	Level        Level
	Articles     List[int] // of ETS 197
	Topic        Name      `gorm:"embedded;embeddedPrefix:topic_"`
	Summary      Name      `gorm:"embedded;embeddedPrefix:summary_"`
	SourceURL    string
	Paragraph    string       // of the report
	Official     Official     `gorm:"embedded;embeddedPrefix:official_"`
	Addressees   List[string] // codes of the organisations that it is addressed to
	Deadline     string       // a day or a month, as the source gives it
	Confirmed    bool
}

// Official is the wording that the body itself uses, kept apart from our
// summary. Zero where it has not been entered.
type Official struct {
	Text     string           `json:"text"`
	Language OfficialLanguage `json:"language"`
	Source   string           `json:"source,omitempty"` // address
}

// OfficialLanguage is a language that bodies write in, by its two letters.
type OfficialLanguage string

// OfficialLanguages in the order they are offered.
func OfficialLanguages() []OfficialLanguage { return []OfficialLanguage{"en", "fr", "nb", "nn"} }

// Degree is how far a measure answers a recommendation.
type Degree string

// The degrees.
const (
	Full    Degree = "full"
	Partial Degree = "partial"
)

// RecommendationLink says that a measure answers a recommendation.
type RecommendationLink struct {
	ID               int64
	RecommendationID int64
	MeasureID        int64
	Degree           Degree
	Note             string
	Confirmed        bool
}

// Lineage says that the same point was raised again in a later round.
type Lineage struct {
	ID        int64
	EarlierID int64
	LaterID   int64
	Confirmed bool
}
