package answers

import (
	"strconv"
	"strings"

	"tiltak/app/documents"
	"tiltak/models"
)

// ListingSchema is the version of the form of the list of measures as JSON. A
// new field keeps the version; one that goes or changes its meaning raises it.
const ListingSchema = 1

// Listing is the list of measures as data. Keys and codes are stable; words are
// in the language of the listing.
type Listing struct {
	Schema   int             `json:"schema"`
	Document string          `json:"document"` // always measures
	Language models.Language `json:"language"`
	Example  bool            `json:"example"` // invented data from a demonstration
	Plan     ListedPlan      `json:"plan"`
	AsOf     ListedAsOf      `json:"as_of"`
	Measures []Row           `json:"measures"`
}

// ListedPlan is the plan of a listing.
type ListedPlan struct {
	Code      string `json:"code"`
	Title     string `json:"title"`
	Confirmed bool   `json:"title_confirmed"`
}

// ListedAsOf says which state a listing shows.
type ListedAsOf struct {
	Edition    string             `json:"edition"` // 2026-k3.1; for a day the newest edition then, or empty
	Date       models.Date        `json:"date"`    // empty for an edition
	StatusDate models.Date        `json:"status_date"`
	Period     models.Quarter     `json:"period"`
	Kind       models.EditionKind `json:"kind"`   // close, erratum, reopened; empty for a day
	Reason     string             `json:"reason"` // of an erratum or a reopening
	Hash       string             `json:"edition_hash"`
	Checksum   string             `json:"checksum"` // of the state on a day
}

// Row is a measure in a listing. Marks stand beside the values they are of.
type Row struct {
	Key               string          `json:"key"`
	Number            int             `json:"number"`
	Title             string          `json:"title"`
	TitleConfirmed    bool            `json:"title_confirmed"`
	TitleMark         string          `json:"title_mark"` // arbeidstittel, or nothing
	Area              int             `json:"area"`
	AreaTitle         string          `json:"area_title"`
	AreaConfirmed     bool            `json:"area_confirmed"`
	AreaMark          string          `json:"area_mark"` // foreløpig, or nothing
	Lead              string          `json:"lead"`
	LeadName          string          `json:"lead_name"`
	Contributors      []string        `json:"contributors"`
	Agencies          []string        `json:"agencies"`
	Independent       []string        `json:"independent"`
	RolesConfirmed    bool            `json:"roles_confirmed"`
	RolesMark         string          `json:"roles_mark"` // foreløpig, or nothing
	Continuing        bool            `json:"continuing"`
	Figure            models.Figure   `json:"figure"`
	Status            string          `json:"status"`
	Stage             models.Stage    `json:"stage"`  // empty when not reported
	Health            models.Health   `json:"health"` // empty unless under way
	LastPeriod        models.Quarter  `json:"last_period"`
	LastStatus        string          `json:"last_status"` // of the newest cleared report, also when it is old
	ClearedOn         models.Date     `json:"cleared_on"`
	Text              string          `json:"text"`
	Next              string          `json:"next"`
	TextLanguage      models.Language `json:"text_language"`
	NextMilestone     string          `json:"next_milestone"`
	NextMilestoneDate models.Date     `json:"next_milestone_date"`
	Milestones        int             `json:"milestones"`
	MilestonesReached int             `json:"milestones_reached"`
	MilestonesOverdue int             `json:"milestones_overdue"`
	MilestoneMoves    int             `json:"milestone_moves"`
	Links             []models.Link   `json:"links"`
}

// listing gives the measures of the paper as data.
func (w *writer) listing() Listing {
	listing := Listing{
		Schema: ListingSchema, Document: "measures", Language: w.Language, Example: w.snapshot.Example,
		Plan: w.listedPlan(), AsOf: w.listedAsOf(), Measures: []Row{},
	}
	for _, m := range w.measures(nil) {
		listing.Measures = append(listing.Measures, w.row(m))
	}
	return listing
}

func (w *writer) listedPlan() ListedPlan {
	plan := w.snapshot.Plan
	return ListedPlan{plan.Code, w.Name(plan.Title), plan.Confirmed}
}

func (w *writer) listedAsOf() ListedAsOf {
	asOf := ListedAsOf{
		Date: w.basis.AsOf.Date, StatusDate: w.snapshot.StatusDate, Period: w.snapshot.Period, Kind: w.basis.kindOf(), Hash: w.basis.Revision.Hash, Checksum: w.basis.Checksum,
	}
	if !w.basis.Ref.IsZero() {
		asOf.Edition = w.basis.Ref.String()
	}
	if w.basis.Corrected() {
		asOf.Reason = w.basis.Revision.Reason
	}
	return asOf
}

func (w *writer) row(m models.MeasureFacts) Row {
	area, _ := w.snapshot.Area(m.Area)
	lead, _ := w.snapshot.Organisation(m.Lead)
	figure := w.snapshot.Figure(m)
	row := Row{
		Key: m.Key, Number: m.Number, Title: w.Name(m.Title), TitleConfirmed: m.TitleConfirmed, TitleMark: w.markUnless(m.TitleConfirmed, "working_title"),
		Area: m.Area, AreaTitle: w.Name(area.Title), AreaConfirmed: area.Confirmed, AreaMark: w.markUnless(area.Confirmed, "provisional"),
		Lead: m.Lead, LeadName: w.Name(lead.Name), Contributors: listed(m.Contributors), Agencies: listed(m.Agencies), Independent: listed(m.Independent),
		RolesConfirmed: m.RolesConfirmed, RolesMark: w.markUnless(m.RolesConfirmed, "provisional"),
		Continuing: m.Continuing, Figure: figure, Status: w.Figure(figure), MilestoneMoves: len(m.Moves), Links: []models.Link{},
	}
	if m.Last == nil {
		return row
	}
	content := m.Last.Content
	if figure != models.FigureNotReported {
		row.Stage, row.Health = content.Status.Stage, content.Status.Health
	}
	row.LastPeriod, row.LastStatus, row.ClearedOn = m.Last.Period, w.Figure(content.Status.Figure()), clearedDate(m)
	row.Text, row.Next, row.TextLanguage = publishable(content), content.Next, content.Language
	if next, planned := nextMilestone(m); planned {
		row.NextMilestone, row.NextMilestoneDate = next.Title, next.Due
	}
	for _, s := range content.Milestones {
		row.Milestones++
		if s.Phase == models.MilestoneReached {
			row.MilestonesReached++
		}
		if s.Overdue(w.snapshot.StatusDate) {
			row.MilestonesOverdue++
		}
	}
	for _, link := range content.Links {
		if documents.ValidLink(strings.TrimSpace(link.URL)) {
			row.Links = append(row.Links, link)
		}
	}
	return row
}

func listed(codes []string) []string {
	if codes == nil {
		return []string{}
	}
	return codes
}

func (w *writer) markUnless(settled bool, mark string) string {
	if settled {
		return ""
	}
	return w.T("mark." + mark)
}

// column is a column of the list of measures as a table.
type column struct {
	key    string // of its heading
	number bool
	width  float64 // share of the table's width
	of     func(w *writer, r Row) string
}

// columns are those of the list as a table. A mark has a column of its own
// beside the value it is of.
func columns() []column {
	text := func(key string, width float64, of func(r Row) string) column {
		return column{key, false, width, func(_ *writer, r Row) string { return of(r) }}
	}
	count := func(key string, of func(r Row) int) column {
		return column{key, true, 8, func(_ *writer, r Row) string { return strconv.Itoa(of(r)) }}
	}
	return []column{
		count("number", func(r Row) int { return r.Number }),
		text("column.title", 40, func(r Row) string { return r.Title }),
		text("column.title_mark", 14, func(r Row) string { return r.TitleMark }),
		text("area", 24, func(r Row) string { return strconv.Itoa(r.Area) + ". " + r.AreaTitle }),
		text("column.area_mark", 12, func(r Row) string { return r.AreaMark }),
		text("column.lead", 12, func(r Row) string { return r.Lead }),
		text("column.contributors", 18, func(r Row) string { return strings.Join(r.Contributors, ", ") }),
		text("column.agencies", 14, func(r Row) string {
			return strings.Join(append(append([]string{}, r.Agencies...), r.Independent...), ", ")
		}),
		text("column.roles_mark", 12, func(r Row) string { return r.RolesMark }),
		{"column.continuing", false, 10, func(w *writer, r Row) string {
			if r.Continuing {
				return w.say("yes")
			}
			return w.say("no")
		}},
		{"column.stage", false, 18, func(w *writer, r Row) string {
			if r.Stage == "" {
				return ""
			}
			return w.Stage(r.Stage)
		}},
		text("status", 18, func(r Row) string { return r.Status }),
		text("column.last_period", 12, func(r Row) string { return quarterOrNothing(r.LastPeriod) }),
		text("column.last_status", 18, func(r Row) string { return r.LastStatus }),
		text("column.cleared_on", 12, func(r Row) string { return r.ClearedOn.String() }),
		text("column.text", 60, func(r Row) string { return r.Text }),
		text("column.next", 40, func(r Row) string { return r.Next }),
		text("column.next_milestone", 30, func(r Row) string { return r.NextMilestone }),
		text("column.next_milestone_date", 12, func(r Row) string { return r.NextMilestoneDate.String() }),
		count("column.overdue", func(r Row) int { return r.MilestonesOverdue }),
		count("column.moves", func(r Row) int { return r.MilestoneMoves }),
		text("column.key", 22, func(r Row) string { return r.Key }),
		{"column.status_date", false, 12, func(w *writer, _ Row) string { return w.snapshot.StatusDate.String() }},
		{"column.edition", false, 12, func(w *writer, _ Row) string { return w.basis.Name() }},
		{"column.example", false, 12, func(w *writer, _ Row) string {
			if w.snapshot.Example {
				return w.say("example")
			}
			return ""
		}},
	}
}

func quarterOrNothing(q models.Quarter) string {
	if q.IsZero() {
		return ""
	}
	return q.String()
}

// measureList is the same list as a table in a paper.
func (w *writer) measureList() {
	table := documents.Table{Caption: w.say("measures_caption")}
	for _, c := range columns() {
		table.Columns = append(table.Columns, documents.Column{Heading: w.say(c.key), Number: c.number, Width: c.width})
	}
	for _, r := range w.listing().Measures {
		var row []documents.Cell
		for _, c := range columns() {
			row = append(row, documents.Cell{documents.Plain(c.of(w, r))})
		}
		table.Rows = append(table.Rows, row)
	}
	w.add(w.counts(), documents.TableOf(table))
}
