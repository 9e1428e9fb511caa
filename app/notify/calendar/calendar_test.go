package calendar_test

import (
	"log/slog"
	"net/url"
	"strconv"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"tiltak/app/demo"
	"tiltak/app/server/servertest"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

// address makes a new calendar address and gives its path.
func address(t *testing.T, client *servertest.Client) string {
	t.Helper()
	page := client.Post("/kalender/ny", nil).WantStatus(200)
	found, err := url.Parse(strings.TrimSpace(page.Doc().Find("#hemmelighet").Text()))
	if err != nil || !strings.HasSuffix(found.Path, ".ics") {
		t.Fatalf("the address is %v: %v", found, err)
	}
	return found.Path
}

func read(t *testing.T, page *servertest.Page) map[string]string {
	t.Helper()
	page.WantStatus(200)
	if got := page.Header.Get("Content-Type"); got != "text/calendar; charset=utf-8" {
		t.Errorf("the type is %q", got)
	}
	body := page.Body
	if strings.Count(body, "\n") != strings.Count(body, "\r\n") {
		t.Error("a line does not end with CR LF")
	}
	for line := range strings.SplitSeq(body, "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line is longer than 75 octets: %q", line)
		}
	}
	parsed, err := ics.ParseCalendar(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	titles := map[string]string{}
	for _, event := range parsed.Events() {
		titles[event.GetProperty(ics.ComponentPropertySummary).Value] = event.GetProperty(ics.ComponentPropertyDtStart).Value
	}
	return titles
}

func TestACalendarIsReadByItsAddressAlone(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		situation := w.Situation()
		aid, nobody := w.As("rapportor.aid"), w.Anonymous()
		path := address(t, aid)
		deadline := strings.ReplaceAll(situation.Open.Deadline.String(), "-", "")

		if titles := read(t, nobody.Get(path)); titles["Frist for rapportering, 4. kvartal 2026"] != deadline {
			t.Errorf("the deadline is not there: %v", titles)
		}
		if body := strings.ReplaceAll(nobody.Get(path).Body, "\r\n ", ""); strings.Contains(body, servertest.DraftText) || strings.Contains(body, servertest.ObstacleText) {
			t.Error("the calendar shows what is not cleared or not for publication")
		}
		t.Run("the plan can be named in the address", func(t *testing.T) {
			read(t, nobody.Get("/plan/"+situation.PlanCode+path))
			nobody.Get("/plan/finnes-ikke" + path).WantStatus(404)
		})
		t.Run("a reader has no deadline", func(t *testing.T) {
			for title := range read(t, nobody.Get(address(t, w.As("leser.nim")))) {
				if strings.HasPrefix(title, "Frist") {
					t.Errorf("a reader is given %q", title)
				}
			}
		})
		t.Run("a new address ends the one before", func(t *testing.T) {
			second := address(t, aid)
			nobody.Get(path).WantStatus(404)
			read(t, nobody.Get(second))
			path = second
		})
		t.Run("an address that is taken back gives nothing", func(t *testing.T) {
			aid.Post("/kalender/trekk", nil).WantStatus(303)
			nobody.Get(path).WantStatus(404)
			aid.Post("/kalender/trekk", nil).WantStatus(409)
		})
		t.Run("whoever is shut out has no calendar", func(t *testing.T) {
			path := address(t, aid)
			w.As("administrator.jd").Post("/admin/brukere/"+strconv.FormatInt(situation.UserID, 10)+"/steng", nil).WantStatus(303)
			nobody.Get(path).WantStatus(404)
		})
	})
}

func TestTheMilestonesOfOnesOwnMeasuresStandInTheCalendar(t *testing.T) {
	file := storetest.SQLiteAddress(t)
	if err := demo.Fill(t.Context(), file, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	w := servertest.Over(t, storetest.Open(t, file, nil), servertest.Options{Demo: true})
	all := read(t, w.Anonymous().Get(address(t, w.As("koordinator.jd"))))
	own := read(t, w.Anonymous().Get(address(t, w.As("rapportor.ud"))))
	if len(own) < 2 || len(own) >= len(all) {
		t.Errorf("UD has %d days, the coordinator %d", len(own), len(all))
	}
	for title, day := range own {
		if !strings.HasPrefix(title, "Eksempeldata: ") {
			t.Errorf("%q is not marked as an example", title)
		}
		if all[title] != day {
			t.Errorf("%q is on %s, and on %q for the coordinator", title, day, all[title])
		}
	}
}

func TestACalendarHasOnlyWhatIsPlanned(t *testing.T) {
	due := models.NewDate(2027, 3, 31)
	report := models.ReportFacts{Content: models.ReportContent{Milestones: models.List[models.MilestoneState]{
		{MilestoneID: 1, Title: "Planlagt", Due: due, Phase: models.MilestonePlanned},
		{MilestoneID: 2, Title: "Nådd", Due: due, Phase: models.MilestoneReached},
		{MilestoneID: 3, Title: "Gått ut", Due: due, Phase: models.MilestoneDropped},
	}}}
	snapshot := models.Snapshot{
		Organisations: []models.OrganisationFacts{{Code: "BFD"}, {Code: "BUFDIR", Parent: "BFD"}, {Code: "AID"}},
		Measures:      []models.MeasureFacts{{Lead: "AID", Contributors: []string{"BFD"}, Last: &report}},
	}
	for name, c := range map[string]struct {
		role         models.Role
		organisation string
		want         int
	}{
		"the lead":                           {models.Reporter, "AID", 1},
		"a ministry that contributes":        {models.Reporter, "BFD", 1},
		"an agency of one that contributes":  {models.Contributor, "BUFDIR", 1},
		"a ministry without part in it":      {models.Reporter, "UD", 0},
		"one who follows the plan":           {models.Reader, "NIM", 1},
		"the coordinator":                    {models.Coordinator, "JD", 1},
		"an administrator has no days of it": {models.Admin, "JD", 0},
	} {
		t.Run(name, func(t *testing.T) {
			person := models.Person{UserID: 1, Standings: []models.Standing{{Role: c.role, OrganisationCode: c.organisation}}}
			if got := models.Calendar(snapshot, person); len(got) != c.want {
				t.Errorf("%d entries, want %d: %v", len(got), c.want, got)
			}
		})
	}
}
