package catalogue

// File is one catalogue file. Every row says whether it is confirmed: seen in a public source, or replaced by the
// coordinator. An unconfirmed row holds working values and must be shown as such.
//
// The yaml tags are the one description of the file format: the reader, the writer and the comparison follow them.
// A field without omitempty must stand in the file, except true/false fields, which are false when left out.
type File struct {
	Plan            Plan             `yaml:"plan"`
	Organisations   []Organisation   `yaml:"organisations,omitempty"`
	Areas           []Area           `yaml:"areas"`
	Measures        []Measure        `yaml:"measures"`
	Events          []Event          `yaml:"events,omitempty"`
	Bodies          []Body           `yaml:"bodies,omitempty"`
	Evaluations     []Evaluation     `yaml:"evaluations,omitempty"`
	Recommendations []Recommendation `yaml:"recommendations,omitempty"`
	Links           []Link           `yaml:"links,omitempty"`
	Lineage         []Lineage        `yaml:"lineage,omitempty"`

	// source is where the values stood in the text that was read; nil for a file made in code.
	source *source
}

// Text is a name or a text in up to three languages. Bokmål is the source; nynorsk and English are translations
// and may be missing.
type Text struct {
	NB string `yaml:"nb"`
	NN string `yaml:"nn,omitempty"`
	EN string `yaml:"en,omitempty"`
}

// Plan is the strategy or action plan itself. MeasureCount is what the source says about the number of measures;
// the file's own rows are checked against it.
type Plan struct {
	Code         string `yaml:"code"`
	Kind         string `yaml:"kind"` // strategy or action_plan
	Title        Text   `yaml:"title"`
	Period       Years  `yaml:"period"`
	Launched     Period `yaml:"launched,omitempty"`
	Coordinator  string `yaml:"coordinator"` // organisation code
	MeasureCount int    `yaml:"measure_count"`
	SourceURL    string `yaml:"source_url,omitempty"`
	Confirmed    bool   `yaml:"confirmed"`
}

// Years is a span of calendar years, both included.
type Years struct {
	From int `yaml:"from"`
	To   int `yaml:"to"`
}

// Organisation is a ministry, or a body below or outside the ministries. Parent is the code of the organisation
// above it, empty where there is none.
type Organisation struct {
	Code      string `yaml:"code"`
	Kind      string `yaml:"kind"` // ministry, directorate, agency, unit, institution or network
	Parent    string `yaml:"parent,omitempty"`
	Confirmed bool   `yaml:"confirmed"`
	Name      Text   `yaml:"name"`
}

// Area is one of the plan's areas. Articles are articles of the Council of Europe Convention on Action against
// Trafficking in Human Beings (CETS No. 197).
type Area struct {
	Number    int   `yaml:"number"`
	Title     Text  `yaml:"title"`
	Goal      Text  `yaml:"goal,omitempty"`
	Articles  []int `yaml:"articles,omitempty"`
	Confirmed bool  `yaml:"confirmed"`
}

// Measure is known by its Key for ever; number, area, title and ministries may change. Lead and Contributors are
// ministries, which owe reports. Agencies take part and Independent ones watch: neither owes a report.
type Measure struct {
	Key          string   `yaml:"key"`
	Number       int      `yaml:"number"`
	Area         int      `yaml:"area"`
	Lead         string   `yaml:"lead"`
	Contributors []string `yaml:"contributors,omitempty"`
	Agencies     []string `yaml:"agencies,omitempty"`
	Independent  []string `yaml:"independent,omitempty"`
	Continuing   bool     `yaml:"continuing,omitempty"`
	Confirmed    bool     `yaml:"confirmed"`
	Title        Text     `yaml:"title"`
}

// Event is a dated event of the plan as a whole. An expected one has not been seen to happen.
type Event struct {
	Date      Period `yaml:"date"`
	Expected  bool   `yaml:"expected,omitempty"`
	Title     Text   `yaml:"title"`
	URL       string `yaml:"url,omitempty"`
	Confirmed bool   `yaml:"confirmed"`
}

// Body is an international body that evaluates Norway. Levels are the words it grades its recommendations with,
// the strongest first.
type Body struct {
	Code   string   `yaml:"code"`
	Name   Text     `yaml:"name"`
	Levels []string `yaml:"levels,omitempty"`
}

// Evaluation is one body's round of evaluation.
type Evaluation struct {
	Body                    string `yaml:"body"`
	Round                   int    `yaml:"round"`
	Reference               string `yaml:"reference,omitempty"`
	Visit                   Period `yaml:"visit,omitempty"`
	Adopted                 Period `yaml:"adopted,omitempty"`
	Published               Period `yaml:"published,omitempty"`
	CommitteeRecommendation Period `yaml:"committee_recommendation,omitempty"`
	Expected                Period `yaml:"expected,omitempty"`
	ReplyDue                Period `yaml:"reply_due,omitempty"`
	Replied                 Period `yaml:"replied,omitempty"`
	Complete                bool   `yaml:"complete,omitempty"` // all its recommendations are entered
	Confirmed               bool   `yaml:"confirmed"`
}

// EvaluationRef points to an evaluation.
type EvaluationRef struct {
	Body  string `yaml:"body"`
	Round int    `yaml:"round"`
}

// Recommendation is a recommendation to Norway. Summary is the project's own wording, never the official text.
type Recommendation struct {
	Ref        string        `yaml:"ref"`
	Evaluation EvaluationRef `yaml:"evaluation"`
	Level      Level         `yaml:"level"`
	Articles   []int         `yaml:"articles,omitempty"`
	Confirmed  bool          `yaml:"confirmed"`
	Topic      Text          `yaml:"topic"`
	Summary    Text          `yaml:"summary,omitempty"`
	SourceURL  string        `yaml:"source_url,omitempty"`
	Paragraph  string        `yaml:"paragraph,omitempty"` // of the report
	Official   Official      `yaml:"official,omitempty"`
	Addressees []string      `yaml:"addressees,omitempty"` // organisation codes
	Deadline   Period        `yaml:"deadline,omitempty"`
}

// Official is the body's own wording.
type Official struct {
	Text     string `yaml:"text"`
	Language string `yaml:"language"`
	Source   string `yaml:"source,omitempty"` // address
}

// Level is one of the levels of the recommendation's body. Empty, null in the file, means that the verb was not
// seen in the source.
type Level string

// Link says that a measure answers a recommendation, in full or in part.
type Link struct {
	Recommendation string `yaml:"recommendation"` // recommendation ref
	Measure        string `yaml:"measure"`        // measure key
	Degree         string `yaml:"degree"`         // full or partial
	Confirmed      bool   `yaml:"confirmed"`
}

// Lineage says that a later recommendation raises the same point as an earlier one.
type Lineage struct {
	Earlier   string `yaml:"earlier"` // recommendation ref
	Later     string `yaml:"later"`   // recommendation ref
	Confirmed bool   `yaml:"confirmed"`
}
