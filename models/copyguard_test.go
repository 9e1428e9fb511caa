package models_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiltak/models"
)

func TestTextsThatHaveStoodUnchanged(t *testing.T) {
	q := quarters(1, 5)
	said := func(period models.Quarter, done string) models.EarlierReport {
		return models.EarlierReport{Period: period, Content: models.ReportContent{Done: done}}
	}
	for name, c := range map[string]struct {
		now     models.ReportContent
		earlier []models.EarlierReport
		want    []models.UnchangedText
	}{
		"a text that was said last time has stood two rounds": {
			models.ReportContent{Done: "Kurset er holdt."},
			[]models.EarlierReport{said(q[3], "Kurset er holdt."), said(q[2], "Kurset er planlagt.")},
			[]models.UnchangedText{{Text: models.TextDone, Since: q[3], Rounds: 2}},
		},
		"the run goes back to its first report": {
			models.ReportContent{Done: "Pågår."},
			[]models.EarlierReport{said(q[3], "Pågår."), said(q[2], "Pågår."), said(q[1], "Pågår.")},
			[]models.UnchangedText{{Text: models.TextDone, Since: q[1], Rounds: 4}},
		},
		"a run that was broken counts from the newest report only": {
			models.ReportContent{Done: "Pågår."},
			[]models.EarlierReport{said(q[3], "Pågår."), said(q[2], "Stanset."), said(q[1], "Pågår.")},
			[]models.UnchangedText{{Text: models.TextDone, Since: q[3], Rounds: 2}},
		},
		"white space makes no new text": {
			models.ReportContent{Done: " Kurset  er\nholdt. "},
			[]models.EarlierReport{said(q[3], "Kurset er holdt.")},
			[]models.UnchangedText{{Text: models.TextDone, Since: q[3], Rounds: 2}},
		},
		"a new word makes a new text":     {models.ReportContent{Done: "Kurset er snart holdt."}, []models.EarlierReport{said(q[3], "Kurset er holdt.")}, nil},
		"empty texts are not copied":      {models.ReportContent{Done: " \n"}, []models.EarlierReport{said(q[3], "")}, nil},
		"the first report copies nothing": {models.ReportContent{Done: "Pågår."}, nil, nil},
		"every text is looked at": {
			models.ReportContent{Next: "n", Obstacles: "o", HelpNeeded: "h", NewsletterText: "t"},
			[]models.EarlierReport{{Period: q[3], Content: models.ReportContent{Next: "n", Obstacles: "o", HelpNeeded: "h", NewsletterText: "t"}}},
			[]models.UnchangedText{{models.TextNext, q[3], 2}, {models.TextNewsletter, q[3], 2}, {models.TextObstacles, q[3], 2}, {models.TextHelpNeeded, q[3], 2}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if difference := cmp.Diff(c.want, models.UnchangedTexts(c.now, c.earlier)); difference != "" {
				t.Error(difference)
			}
		})
	}
}

func TestAReturnSaysSomething(t *testing.T) {
	long := string(make([]byte, models.MaxComment+1))
	for name, c := range map[string]struct {
		comment  string
		sections []models.SectionComment
		refused  bool
	}{
		"a comment is enough":                {"Når?", nil, false},
		"a comment at one section is enough": {"", []models.SectionComment{{Section: models.SectionStatus, Comment: "Hvorfor?"}}, false},
		"nothing at all is refused":          {" ", nil, true},
		"a comment may not be a book":        {long, nil, true},
		"nor may one at a section":           {"Når?", []models.SectionComment{{Section: models.SectionLinks, Comment: long}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			if err := models.CheckReturn(c.comment, c.sections); (err != nil) != c.refused {
				t.Errorf("%v", err)
			}
		})
	}
}
