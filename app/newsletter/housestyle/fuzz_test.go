package housestyle_test

import (
	"testing"

	"tiltak/app/newsletter/housestyle"
	"tiltak/models"
)

func FuzzAdviceStandsInTheText(f *testing.F) {
	for _, seed := range []string{
		"", " ", "\n\n", "28/5", "28.05.2025", "1/1/1", "Q1", "2.–6. juni", "(", "JD (", "(JD", "\"", "««»»", "se her, sjå her", "a  b", "-", "--a", "ble", "ble også",
		"ble vurdert", "i forbindelse", "april-juni 2025", "Mai 2025", "i Mai", "\xff\xfe", "İstanbul 28 mai", "28th", "28th of", "\u00a0", "x\u00a0\u00a0y", "•", "a@b.no 28/5",
		"Forebygging", `"Forebygging"`, "Eksempel på arena: for samarbeid (", "31. mars -1. april", "IMDis RVTSene EU-land",
	} {
		f.Add(seed, "https://a.no", true)
	}
	f.Fuzz(func(t *testing.T, text, address string, nynorsk bool) {
		written := models.Bokmaal
		if nynorsk {
			written = models.Nynorsk
		}
		links := []models.Link{{URL: address}}
		report := housestyle.Check(housestyle.Section{
			Names: []housestyle.Name{ministry}, Titles: titles, Marks: []string{"arbeidstittel"},
			Paragraphs: []housestyle.Paragraph{
				{Text: text, Links: links, Language: written},
				{Text: text, Language: "xx", Listed: true},
				{Text: text, Paper: true},
				{Text: text, Locked: true},
			},
		})
		for i, row := range report.Advice {
			for _, a := range row {
				if a.At < 0 || a.At > a.End || a.End > len(text) {
					t.Errorf("paragraph %d: %s stands at %d to %d of %d bytes", i, a.Rule, a.At, a.End, len(text))
				}
				if (i == 2 || i == 3 && !a.Blocks()) && a.Rule != "" {
					t.Errorf("paragraph %d is advised on: %s", i, a.Rule)
				}
			}
		}
	})
}
