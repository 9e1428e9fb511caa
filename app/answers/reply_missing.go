package answers

import (
	"slices"
	"strconv"
	"strings"

	"tiltak/models"
)

// MissingKind is what sort of English text a reply lacks.
type MissingKind string

// The texts that a reply can lack.
const (
	MissingBody         MissingKind = "body"         // the name of the body
	MissingPlan         MissingKind = "plan"         // the title of the plan
	MissingTopic        MissingKind = "topic"        // of a recommendation
	MissingSummary      MissingKind = "summary"      // of a recommendation
	MissingAssessment   MissingKind = "assessment"   // the grounds of our own, of a recommendation
	MissingTitle        MissingKind = "title"        // of a measure
	MissingReport       MissingKind = "report"       // what the ministry wrote of a measure
	MissingContribution MissingKind = "contribution" // what a contributing ministry wrote of a measure
	MissingOrganisation MissingKind = "organisation" // the name of a ministry or an agency
)

// MissingText is an English text that a reply lacks: what it is of, the words
// there are, and the address where it is mended; none where no page does it.
type MissingText struct {
	Kind    MissingKind
	Ref     string // of a recommendation, the number of a measure, or a code
	Text    string // in Norwegian, or who wrote it
	Address string
	Keeper  bool // the address is for those who keep the catalogue
}

// missing gathers texts, each once.
type missing struct {
	all  []MissingText
	seen map[MissingText]bool // without their addresses
}

func (m *missing) add(text MissingText) {
	once := text
	once.Address = ""
	if !m.seen[once] {
		m.seen[once] = true
		m.all = append(m.all, text)
	}
}

// name notes a name that has no English.
func (m *missing) name(kind MissingKind, ref string, name models.Name, address string) {
	if name.EN == "" && name.NB != "" {
		m.add(MissingText{Kind: kind, Ref: ref, Text: name.NB, Address: address, Keeper: address != ""})
	}
}

// missingTexts lists the English texts that a reply in English lacks, in the
// order of the reply; none of a reply in Norwegian.
func (w *writer) missingTexts() []MissingText {
	if w.Language != models.English {
		return nil
	}
	m := &missing{seen: map[MissingText]bool{}}
	m.name(MissingBody, w.basis.Evaluation.Body, w.evaluation().BodyName, "")
	m.name(MissingPlan, w.snapshot.Plan.Code, w.snapshot.Plan.Title, "/katalog/plan/"+w.snapshot.Plan.Code)
	w.missingOrganisations(m, w.snapshot.Plan.Coordinator)
	for _, group := range w.snapshot.ReplyTo(w.basis.Evaluation) {
		for _, r := range group.Recommendations {
			address := "/katalog/anbefalinger/" + r.Ref
			m.name(MissingTopic, r.Ref, r.Topic, address)
			m.name(MissingSummary, r.Ref, r.Summary, address)
			w.missingOrganisations(m, r.Addressees...)
			if own, given := r.Own(); given && own.Grounds != "" {
				m.add(MissingText{Kind: MissingAssessment, Ref: r.Ref, Address: "/anbefalinger/" + r.Ref})
			}
			for _, a := range w.answers(r, true) {
				w.missingOf(m, a.measure)
				if _, worded := w.basis.Wordings[r.Ref]; !worded {
					w.missingTextsOf(m, a.measure, r.Ref)
				}
			}
			for _, a := range w.answers(r, false) {
				m.name(MissingTitle, strconv.Itoa(a.measure.Number), a.measure.Title, "/katalog/tiltak/"+a.measure.Key)
			}
		}
	}
	return m.all
}

// missingOf notes what a measure that answers a recommendation lacks.
func (w *writer) missingOf(m *missing, measure models.MeasureFacts) {
	number := strconv.Itoa(measure.Number)
	m.name(MissingTitle, number, measure.Title, "/katalog/tiltak/"+measure.Key)
	w.missingOrganisations(m, slices.Concat([]string{measure.Lead}, measure.Contributors, measure.Agencies, measure.Independent)...)
}

// missingTextsOf notes what the ministries wrote of a measure without English,
// with where the first recommendation that it answers is worded.
func (w *writer) missingTextsOf(m *missing, measure models.MeasureFacts, ref string) {
	if measure.Last == nil {
		return
	}
	number := strconv.Itoa(measure.Number)
	address := "/anbefalinger/svar/" + w.basis.Evaluation.String() + "/tekst/" + ref
	if content := measure.Last.Content; w.norwegian(content.Language) && (strings.TrimSpace(done(content)+content.Next) != "" || len(content.Links) > 0) {
		m.add(MissingText{Kind: MissingReport, Ref: number, Text: measure.Lead, Address: address, Keeper: true})
	}
	for _, c := range measure.Last.Contributions {
		if w.norwegian(c.Language) && strings.TrimSpace(c.Text) != "" {
			m.add(MissingText{Kind: MissingContribution, Ref: number, Text: c.Organisation, Address: address, Keeper: true})
		}
	}
}

func (w *writer) missingOrganisations(m *missing, codes ...string) {
	for _, code := range codes {
		if o, known := w.snapshot.Organisation(code); known {
			m.name(MissingOrganisation, code, o.Name, "/katalog/virksomheter/"+code)
		}
	}
}
