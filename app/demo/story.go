// Package demo fills an empty database with the real plan and invented reports,
// so that a newcomer sees a plan in full use. Every invented text says
// «(eksempel)».
package demo

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"tiltak/models"
)

//go:embed story.yaml
var storyText []byte

// The rounds of the demo: all but the last are closed.
var (
	firstRound   = models.Quarter{Year: 2025, Number: 2}
	runningRound = models.Quarter{Year: 2026, Number: 4}
)

// story is what the demo tells, by measure key.
type story struct {
	Measures  map[string]tale `yaml:"measures"`
	Decisions []decided       `yaml:"decisions"`

	Answers     []answered `yaml:"answers"`
	Assessments []assessed `yaml:"assessments"`
}

// decided is a decision of a round's meeting, and what came of it in a later
// one.
type decided struct {
	Round   string `yaml:"round"`
	Subject string `yaml:"subject"` // as in addresses: tiltak-10, G2-01, annet
	Text    string `yaml:"text"`
	Owner   string `yaml:"owner"`
	Due     string `yaml:"due"`
	Done    *turn  `yaml:"done"`
	// Publishable is that the newsletter may tell it.
	Publishable bool `yaml:"publishable"`

	id int64
}

type tale struct {
	Status     []string          `yaml:"status"`
	Texts      map[string]string `yaml:"texts"`
	Obstacles  map[string]string `yaml:"obstacles"`
	Help       map[string]string `yaml:"help"`
	Milestones []stone           `yaml:"milestones"`
	Links      []models.Link     `yaml:"links"`
	Language   models.Language   `yaml:"language"`
	Late       bool              `yaml:"late"`
	Open       string            `yaml:"open"`
	Comment    string            `yaml:"comment"`
}

type stone struct {
	Title   string  `yaml:"title"`
	Due     string  `yaml:"due"`
	Moves   []shift `yaml:"moves"`
	Reached *turn   `yaml:"reached"`
	Dropped *turn   `yaml:"dropped"`
}

type shift struct {
	Round string `yaml:"round"`
	To    string `yaml:"to"`
	Why   string `yaml:"why"`
}

type turn struct {
	Round string `yaml:"round"`
	On    string `yaml:"on"`
	Why   string `yaml:"why"`
}

func readStory() (story, error) {
	var s story
	err := yaml.NewDecoder(bytes.NewReader(storyText), yaml.Strict()).Decode(&s)
	if err != nil {
		return s, fmt.Errorf("the demo's story: %w", err)
	}
	return s, nil
}

// mark says that a text is invented.
func mark(text string) string {
	if text == "" {
		return ""
	}
	return text + " (eksempel)"
}

var statusWords = map[string]models.Status{
	"ns": {Stage: models.NotStarted},
	"ot": {Stage: models.InProgress, Health: models.OnTrack},
	"de": {Stage: models.InProgress, Health: models.Delayed},
	"of": {Stage: models.InProgress, Health: models.OffTrack},
	"co": {Stage: models.Completed},
	"di": {Stage: models.Discontinued},
}

// statusIn gives the status in a round; false when nothing is reported. The
// running round goes on from the last one.
func (t tale) statusIn(period models.Quarter) (models.Status, bool) {
	place := min(period.Index()-firstRound.Index(), len(t.Status)-1)
	word := t.Status[place]
	if word == "--" && period == runningRound {
		word = t.Status[place-1]
	}
	status, reported := statusWords[word]
	return status, reported
}

// content writes the report of a round. before holds what was carried over.
func (t tale) content(period models.Quarter, before models.ReportContent) (models.ReportContent, error) {
	status, _ := t.statusIn(period)
	content := models.ReportContent{
		Status: status, Language: t.Language, Links: t.Links,
		Obstacles: mark(t.Obstacles[period.String()]), HelpNeeded: mark(t.Help[period.String()]),
	}
	if content.Language == "" {
		content.Language = models.Bokmaal
	}
	for _, s := range t.Milestones {
		state, err := s.in(period)
		if err != nil {
			return content, err
		}
		known, carried := find(before.Milestones, state.Title)
		switch {
		case carried:
			state.MilestoneID = known.MilestoneID
		case state.Phase != models.MilestonePlanned:
			continue // closed in an earlier report
		}
		content.Milestones = append(content.Milestones, state)
	}
	text := t.Texts[period.String()]
	if text == "" {
		text = t.fallback(content)
	}
	content.Done, content.NewsletterText = mark(text), mark(text)
	content.Next = mark(nextStep(content))
	return content, nil
}

func find(list []models.MilestoneState, title string) (models.MilestoneState, bool) {
	for _, m := range list {
		if m.Title == title {
			return m, true
		}
	}
	return models.MilestoneState{}, false
}

// in gives the milestone as the report of a round has it.
func (s stone) in(period models.Quarter) (models.MilestoneState, error) {
	due, err := models.ParseDate(s.Due)
	if err != nil {
		return models.MilestoneState{}, err
	}
	state := models.MilestoneState{Title: mark(s.Title), Due: due, Phase: models.MilestonePlanned}
	for _, move := range s.Moves {
		round, err := models.ParseQuarter(move.Round)
		if err != nil {
			return state, err
		}
		if round.Index() > period.Index() {
			continue
		}
		if state.Due, err = models.ParseDate(move.To); err != nil {
			return state, err
		}
		if round == period {
			state.Reason = mark(move.Why)
		}
	}
	for phase, turned := range map[models.MilestonePhase]*turn{models.MilestoneReached: s.Reached, models.MilestoneDropped: s.Dropped} {
		if turned == nil {
			continue
		}
		round, err := models.ParseQuarter(turned.Round)
		if err != nil {
			return state, err
		}
		if round.Index() > period.Index() {
			continue
		}
		state.Phase, state.Reason = phase, mark(turned.Why)
		if phase == models.MilestoneReached {
			if state.ReachedOn, err = models.ParseDate(turned.On); err != nil {
				return state, err
			}
		}
	}
	return state, nil
}

func (t tale) fallback(content models.ReportContent) string {
	if t.Language == models.Nynorsk {
		return "Arbeidet følgjer planen."
	}
	switch content.Status.Stage {
	case models.NotStarted:
		return "Arbeidet er ikke begynt."
	case models.Completed:
		return "Tiltaket er gjennomført."
	}
	if content.Status.Health == models.OnTrack {
		return "Arbeidet følger planen."
	}
	return "Arbeidet er forsinket. Ny plan er laget."
}

func nextStep(content models.ReportContent) string {
	for _, m := range content.Milestones {
		if m.Phase == models.MilestonePlanned {
			return "Neste milepæl: " + strings.TrimSuffix(m.Title, " (eksempel)") + "."
		}
	}
	return ""
}
