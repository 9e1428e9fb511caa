package server_test

import (
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"tiltak/app/server"
	"tiltak/app/server/browsertest"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

// visit says as whom and where a page is looked at. A nobody is "".
type visit struct{ who, path string }

// visits has one row for every page of the route table: a page that is missing
// fails the test. The addresses are those of the demo; {…} is found in it.
var visits = map[string][]visit{
	"/logg-inn":                         {{"", "/logg-inn"}},
	"/om":                               {{"", "/om"}, {"leser.nim", "/om"}},
	"/tilgjengelighet":                  {{"", "/tilgjengelighet"}},
	"/oppsett/:hemmelighet":             {{"", "/oppsett/{link}"}},
	"/min-side":                         {{"rapportor.aid", "/min-side"}},
	"/stedfortredere":                   {{"rapportor.aid", "/stedfortredere"}, {"administrator.jd", "/stedfortredere"}, {"leser.nim", "/stedfortredere"}},
	"/kalender":                         {{"rapportor.aid", "/kalender"}},
	"/admin":                            {{"administrator.jd", "/admin"}},
	"/admin/brukere/ny":                 {{"administrator.jd", "/admin/brukere/ny"}},
	"/admin/brukere/:id":                {{"administrator.jd", "/admin/brukere/{user}"}},
	"/":                                 {{"rapportor.aid", "/"}, {"koordinator.jd", "/"}, {"redaktor.kom", "/"}, {"leser.nim", "/"}, {"administrator.jd", "/"}, {"bidragsyter.bufdir", "/"}},
	"/tavle":                            {{"koordinator.jd", "/tavle"}, {"leser.nim", "/tavle?utgave=2026-k2"}, {"leser.nim", "/tavle?dato=2026-02-15"}},
	"/tiltak":                           {{"leser.nim", "/tiltak"}, {"leser.nim", "/tiltak?dep=AID&status=deviation"}, {"leser.nim", "/tiltak?dato=2026-11-20"}},
	"/tiltak/:nr":                       {{"leser.nim", "/tiltak/4"}, {"leser.nim", "/tiltak/4?dato=2026-02-15"}, {"koordinator.jd", "/tiltak/13"}},
	"/tiltak/:nr/historikk":             {{"leser.nim", "/tiltak/4/historikk"}, {"leser.nim", "/tiltak/4/historikk?dato=2026-02-15"}},
	"/milepaeler":                       {{"leser.nim", "/milepaeler"}, {"leser.nim", "/milepaeler?dato=2026-02-15"}},
	"/anbefalinger":                     {{"leser.nim", "/anbefalinger"}, {"leser.nim", "/anbefalinger?dato=2026-02-15"}, {"leser.nim", "/anbefalinger?artikkel=10&dekning=etter&utgave=2026-k3"}},
	"/anbefalinger/:ref":                {{"leser.nim", "/anbefalinger/G3-01"}, {"leser.nim", "/anbefalinger/G3-01?dato=2026-02-15"}, {"koordinator.jd", "/anbefalinger/G2-02"}, {"leser.nim", "/anbefalinger/G3-05?utgave=2026-k3"}},
	"/runder":                           {{"koordinator.jd", "/runder"}},
	"/runder/:kvartal":                  {{"koordinator.jd", "/runder/2026-k4"}, {"koordinator.jd", "/runder/2026-k3"}, {"koordinator.jd", "/runder/2026-k4?vis=trenger-meg&departement=AID"}, {"koordinator.jd", "/runder/2026-k3?dato=2026-10-02"}},
	"/runder/:kvartal/klarer":           {{"koordinator.jd", "/runder/2026-k4/klarer"}, {"koordinator.jd", "/runder/2026-k4/klarer?velg=2&velg=12"}},
	"/runder/:kvartal/lukk":             {{"koordinator.jd", "/runder/2026-k4/lukk"}},
	"/runder/:kvartal/tiltak/:nr":       {{"koordinator.jd", "/runder/2026-k4/tiltak/4"}, {"koordinator.jd", "/runder/2026-k4/tiltak/1"}},
	"/runder/:kvartal/mote":             {{"koordinator.jd", "/runder/2026-k4/mote"}, {"koordinator.jd", "/runder/2026-k3/mote"}},
	"/runder/:kvartal/mote/utskrift":    {{"koordinator.jd", "/runder/2026-k4/mote/utskrift"}},
	"/runder/:kvartal/mote/referat":     {{"koordinator.jd", "/runder/2026-k4/mote/referat"}, {"koordinator.jd", "/runder/2026-k3/mote/referat"}},
	"/runder/:kvartal/mote/:sak":        {{"koordinator.jd", "/runder/2026-k4/mote/tiltak-10"}, {"koordinator.jd", "/runder/2026-k4/mote/G3-01"}, {"koordinator.jd", "/runder/2026-k4/mote/annet"}},
	"/beslutninger":                     {{"koordinator.jd", "/beslutninger?vis=alle"}, {"rapportor.jd", "/beslutninger"}},
	"/beslutninger/:id":                 {{"koordinator.jd", "/beslutninger/{open}"}, {"koordinator.jd", "/beslutninger/{done}"}},
	"/runder/:kvartal/gjenapne":         {{"koordinator.jd", "/runder/2026-k3/gjenapne"}},
	"/utgaver":                          {{"leser.nim", "/utgaver"}},
	"/utgaver/:utgave":                  {{"leser.nim", "/utgaver/2026-k3"}},
	"/runder/:kvartal/tiltak/:nr/rett":  {{"koordinator.jd", "/runder/2026-k3/tiltak/4/rett"}},
	"/utgaver/:utgave/rett":             {{"koordinator.jd", "/utgaver/2026-k3/rett"}},
	"/utgaver/sammenlign":               {{"leser.nim", "/utgaver/sammenlign?fra=2025-k3&til=2026-k3"}, {"koordinator.jd", "/utgaver/sammenlign?fra=2026-k3&til=na"}, {"koordinator.jd", "/utgaver/sammenlign"}},
	"/rapporter":                        {{"rapportor.aid", "/rapporter"}, {"rapportor.jd", "/rapporter"}},
	"/rapporter/oppsummering":           {{"rapportor.aid", "/rapporter/oppsummering"}, {"rapportor.jd", "/rapporter/oppsummering"}, {"bidragsyter.bufdir", "/rapporter/oppsummering"}},
	"/rapporter/regneark":               {{"rapportor.aid", "/rapporter/regneark"}, {"bidragsyter.bufdir", "/rapporter/regneark"}},
	"/rapporter/regneark/endringer":     {{"rapportor.aid", "/rapporter/regneark/endringer"}},
	"/rapporter/:id":                    {{"rapportor.aid", "/rapporter/{draft}"}, {"rapportor.jd", "/rapporter/{returned}"}, {"rapportor.bfd", "/rapporter/{submitted}"}},
	"/rapporter/:id/versjoner":          {{"rapportor.aid", "/rapporter/{draft}/versjoner"}},
	"/rapporter/:id/versjoner/:versjon": {{"rapportor.aid", "/rapporter/{draft}/versjoner/{revision}"}},
	"/bidrag/:id":                       {{"rapportor.aid", "/bidrag/{contribution}"}},
	"/bidrag/:id/versjoner":             {{"bidragsyter.bufdir", "/bidrag/{written}/versjoner"}},
	"/bidrag/:id/versjoner/:versjon":    {{"bidragsyter.bufdir", "/bidrag/{written}/versjoner/{paragraph}"}},
	"/eksport":                          {{"leser.nim", "/eksport"}},
	"/eksport/:dokument":                {{"leser.nim", "/eksport/statusrapport?utgave=2026-k3"}, {"koordinator.jd", "/eksport/svarpakke?utgave=2026-k3&sprak=nn"}, {"leser.nim", "/eksport/tiltaksliste?utgave=2026-k3"}, {"leser.nim", "/eksport/budsjettabell?dato=2026-09-30"}, {"koordinator.jd", "/eksport/greta?utgave=2026-k3"}, {"leser.nim", "/eksport/greta?dato=2026-09-30"}},
	"/nyhetsbrev-maler":                 {{"redaktor.kom", "/nyhetsbrev-maler"}},
	"/anbefalinger/svar/:evaluering":    {{"koordinator.jd", "/anbefalinger/svar/GRETA-3"}, {"leser.nim", "/anbefalinger/svar/GRETA-2"}},
	"/anbefalinger/svar/:evaluering/tekst/:ref": {{"koordinator.jd", "/anbefalinger/svar/GRETA-3/tekst/G3-01?sprak=nb"}},
	"/anbefalinger/:ref/vurderinger":            {{"koordinator.jd", "/anbefalinger/G2-02/vurderinger"}, {"vurderer.nim", "/anbefalinger/G2-02/vurderinger"}, {"leser.nim", "/anbefalinger/G3-03/vurderinger"}},
	"/dekning":                                  {{"koordinator.jd", "/dekning"}, {"leser.nim", "/dekning?utgave=2026-k3"}},
	"/anbefalinger/import":                      {{"koordinator.jd", "/anbefalinger/import"}},
	"/logg":                                     {{"koordinator.jd", "/logg"}},
	"/nyhetsbrev":                               {{"redaktor.kom", "/nyhetsbrev"}, {"leser.nim", "/nyhetsbrev?q=eksempel"}},
	"/nyhetsbrev/:kvartal":                      {{"redaktor.kom", "/nyhetsbrev/2026-k3"}, {"redaktor.kom", "/nyhetsbrev/2026-k2"}, {"koordinator.jd", "/nyhetsbrev/2026-k3"}},
	"/nyhetsbrev/:kvartal/utskrift":             {{"redaktor.kom", "/nyhetsbrev/2026-k3/utskrift"}},
	"/nyhetsbrev/:kvartal/versjoner":            {{"redaktor.kom", "/nyhetsbrev/2026-k3/versjoner"}},
	"/nyhetsbrev/:kvartal/versjoner/:versjon":   {{"redaktor.kom", "/nyhetsbrev/2026-k3/versjoner/{issueVersion}"}},
	"/nyhetsbrev/:kvartal/frys":                 {{"redaktor.kom", "/nyhetsbrev/2026-k3/frys"}},
	"/katalog":                                  {{"koordinator.jd", "/katalog"}},
	"/katalog/:slag/:ref":                       {{"koordinator.jd", "/katalog/tiltak/kompetanse"}, {"koordinator.jd", "/katalog/anbefalinger/G3-01"}},
	"/nyhetsbrev/:kvartal/punkt/:id":            {{"redaktor.kom", "/nyhetsbrev/2026-k3/punkt/{item}"}, {"koordinator.jd", "/nyhetsbrev/2026-k3/punkt/{item}?fra=levert&til=kom"}},
	"/sporsmal/:id":                             {{"rapportor.aid", "/sporsmal/{question}"}},

	"/runder/:kvartal/paminnelser":               {{"koordinator.jd", "/runder/2026-k4/paminnelser"}, {"koordinator.jd", "/runder/2026-k3/paminnelser"}},
	"/runder/:kvartal/paminnelser/tekster/:slag": {{"koordinator.jd", "/runder/2026-k4/paminnelser/tekster/for-fristen"}, {"koordinator.jd", "/runder/2026-k4/paminnelser/tekster/ekstra"}},
	"/runder/:kvartal/paminnelser/epost/:id":     {{"koordinator.jd", "/runder/2026-k4/paminnelser/epost/{mail}"}},
}

// notPages are GET routes that give no page.
var notPages = map[string]bool{
	"/static/:name": true, "/runder/:kvartal/tavle": true, "/kalender/:hemmelighet": true, "/livez": true, "/readyz": true, "/rapporter/:id/kvittering": true, "/nyhetsbrev/:kvartal/fil/:format": true,
	"/api/v1/newsletter": true, "/api/v1/newsletter.atom": true, "/api/v1/newsletter/:kvartal": true,
	"/nyhetsbrev-maler/:format":     true,
	"/dekning/fil/:format":          true,
	"/rapporter/regneark/fil":       true,
	"/anbefalinger/import/mal.xlsx": true, "/anbefalinger/import/mal.csv": true, "/anbefalinger/import/mal.yaml": true,
	"/utgaver/sammenlign/fil/:format":                true,
	"/anbefalinger/svar/:evaluering/fil/:format":     true,
	"/anbefalinger/svar/:evaluering/:nr/fil/:format": true,
	"/eksport/:dokument/fil/:format":                 true,
	"/runder/:kvartal/mote/referat/fil/:format":      true,
}

func TestEveryPageStandsInTheTableOfPagesToLookAt(t *testing.T) {
	s := storetest.Open(t, storetest.SQLiteAddress(t), nil)
	web, err := server.New(server.Config{Store: s, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, route := range web.Routes() {
		known[route.Path] = true
		if route.Method == http.MethodGet && visits[route.Path] == nil && !notPages[route.Path] {
			t.Errorf("GET %s is looked at by nobody: add it to visits in accessibility_test.go", route.Path)
		}
	}
	for path := range visits {
		if !known[path] {
			t.Errorf("%s is in visits, but is no route", path)
		}
	}
}

// TestAxeFindsNothingOnAnyPage looks at each page as a wide window, as a phone,
// in the dark, and as narrow as WCAG 1.4.10 asks for.
func TestAxeFindsNothingOnAnyPage(t *testing.T) {
	site, s := demoSite(t, storetest.SQLiteAddress(t))
	browser := browsertest.Start(t)
	tabs := map[string]*browsertest.Tab{}
	for _, who := range []string{"redaktor.kom", "", "rapportor.aid", "rapportor.jd", "rapportor.bfd", "koordinator.jd", "leser.nim", "administrator.jd", "bidragsyter.bufdir", "vurderer.nim"} {
		tabs[who] = browser.Open(t, site)
		if who != "" {
			tabs[who].LogIn(who)
		}
	}
	tabs["redaktor.kom"].Visit("/nyhetsbrev")
	tabs["redaktor.kom"].Click(`form[action="/nyhetsbrev/2026-k3/begynn"] button`)
	over := servertest.Over(t, s, servertest.Options{Demo: true})
	workbookWaits(t, over)
	replyIsWorded(t, over)
	places := demoPlaces(t, s)
	for who, tab := range tabs {
		t.Run(who, func(t *testing.T) {
			t.Parallel() // each has a tab of their own
			for pattern, rows := range visits {
				for _, row := range rows {
					if row.who == who {
						path := places.Replace(row.path)
						t.Run(pattern, func(t *testing.T) { lookAt(t, tab, path) })
					}
				}
			}
		})
	}
	for pattern, rows := range visits {
		for _, row := range rows {
			if tabs[row.who] == nil {
				t.Errorf("nobody is logged in as %q, who is to look at %s", row.who, pattern)
			}
		}
	}
}

func lookAt(t *testing.T, tab *browsertest.Tab, path string) {
	for _, window := range []struct {
		width     int64
		axe, dark bool
	}{{1280, true, false}, {390, true, true}, {320, false, false}} {
		tab.Window(window.width, "light")
		tab.Visit(path)
		if wider := tab.TooWide(); wider > 0 {
			t.Errorf("%s at %d px is %d px too wide", path, window.width, wider)
		}
		if text := tab.Text("h1"); text == "" || strings.Contains(text, "finnes ikke") || strings.Contains(text, "ikke tilgang") {
			t.Errorf("%s at %d px shows %q", path, window.width, text)
		}
		if window.axe {
			for _, violation := range tab.Axe() {
				t.Errorf("%s at %d px: %s", path, window.width, violation)
			}
		}
		if window.dark { // the same page but for its colours
			tab.Window(window.width, "dark")
			for _, violation := range tab.AxeColours() {
				t.Errorf("%s at %d px, dark: %s", path, window.width, violation)
			}
		}
		for _, complaint := range tab.Complaints() {
			t.Errorf("%s at %d px: the browser says %s", path, window.width, complaint)
		}
	}
}

// replyIsWorded freezes a reply to GRETA's third evaluation and begins on the
// next, with a wording in each language.
func replyIsWorded(t *testing.T, w *servertest.World) {
	t.Helper()
	const address = "/anbefalinger/svar/GRETA-3"
	coordinator := w.As("koordinator.jd")
	coordinator.Post(address+"/begynn", nil).WantStatus(http.StatusSeeOther)
	for _, language := range []string{"en", "nb"} {
		coordinator.Post(address+"/tekst/G3-01?sprak="+language, url.Values{"versjon": {"0"}, "tekst": {"An example"}}).WantStatus(http.StatusSeeOther)
	}
	action, form := coordinator.Get(address).Form(`form[action$="/frys"]`)
	coordinator.Post(action, form).WantStatus(http.StatusSeeOther)
	coordinator.Post(address+"/begynn", nil).WantStatus(http.StatusSeeOther)
}

// demoPlaces finds what the addresses of visits stand for in the demo.
func demoPlaces(t *testing.T, s *store.Store) *strings.Replacer {
	t.Helper()
	one := func(query string, args ...any) string {
		t.Helper()
		var text string
		if err := s.Read(t.Context()).Raw(query, args...).Scan(&text).Error; err != nil || text == "" {
			t.Fatalf("the demo has nothing for %q: %v", query, err)
		}
		return text
	}
	report := func(state models.ReportState, lead string) string {
		t.Helper()
		return one(`SELECT CAST(r.id AS text) FROM reports r JOIN organisations o ON o.id = r.lead_id JOIN rounds x ON x.id = r.round_id
			WHERE x.state = 'open' AND r.revision > 0 AND r.state = ? AND o.code = ? ORDER BY r.id LIMIT 1`, state, lead)
	}
	draft := report(models.ReportDraft, "AID")
	user := one(`SELECT CAST(id AS text) FROM users WHERE username = 'rapportor.aid'`)
	userID, err := strconv.ParseInt(user, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	paragraph := one(`SELECT CAST(c.id AS text) FROM contributions c JOIN organisations o ON o.id = c.organisation_id JOIN reports r ON r.id = c.report_id
		JOIN rounds x ON x.id = r.round_id WHERE o.code = 'BFD' AND c.revision > 0 AND x.state = 'open' AND r.state <> 'cleared' ORDER BY c.id LIMIT 1`)
	item, question := questionWaits(t, s)
	return strings.NewReplacer(
		"{item}", item, "{question}", question,
		"{mail}", failedMail(t, s, userID),
		"{written}", paragraph,
		"{paragraph}", one(`SELECT CAST(id AS text) FROM revisions WHERE subject = 'contribution' AND CAST(subject_id AS text) = ? ORDER BY id LIMIT 1`, paragraph),
		"{draft}", draft, "{returned}", report(models.ReportReturned, "JD"), "{submitted}", report(models.ReportSubmitted, "BFD"),
		"{revision}", one(`SELECT CAST(id AS text) FROM revisions WHERE subject = 'report' AND CAST(subject_id AS text) = ? ORDER BY id LIMIT 1`, draft),
		"{contribution}", one(`SELECT CAST(c.id AS text) FROM contributions c JOIN organisations o ON o.id = c.organisation_id JOIN reports r ON r.id = c.report_id
			JOIN rounds x ON x.id = r.round_id WHERE o.code = 'AID' AND x.state = 'open' ORDER BY c.id LIMIT 1`),
		"{open}", one(`SELECT CAST(id AS text) FROM decisions WHERE state = 'open' ORDER BY id LIMIT 1`),
		"{done}", one(`SELECT CAST(id AS text) FROM decisions WHERE state = 'done' ORDER BY id LIMIT 1`),
		"{issueVersion}", one(`SELECT CAST(MAX(id) AS text) FROM revisions WHERE subject = 'issue'`),
		"{user}", user, "{link}", passwordLink(t, servertest.Over(t, s, servertest.Options{Demo: true}), userID),
	)
}

// questionWaits words a text of AID's anew in the draft newsletter of the demo,
// and asks AID whether it is right.
func questionWaits(t *testing.T, s *store.Store) (item, question string) {
	t.Helper()
	for _, statement := range []string{
		`UPDATE issue_items SET text = 'Arbeidet er utsatt til 3. juni. Se her.' WHERE id = (SELECT MIN(t.id) FROM issue_items t JOIN issues i ON i.id = t.issue_id
			JOIN measures m ON m.key = t.measure_key AND m.plan_id = i.plan_id JOIN reports r ON r.measure_id = m.id AND r.period = i.period
			JOIN organisations o ON o.id = r.lead_id WHERE t.kind = 'text' AND o.code = 'AID' AND i.state = 'draft')`,
		`INSERT INTO issue_questions (issue_id, item_id, report_id, measure_key, organisation_id, source_text, wording, asked_by, asked_at)
			SELECT t.issue_id, t.id, r.id, t.measure_key, r.lead_id, t.proposed, t.text, (SELECT id FROM users WHERE username = 'redaktor.kom'), i.updated_at
			FROM issue_items t JOIN issues i ON i.id = t.issue_id JOIN measures m ON m.key = t.measure_key AND m.plan_id = i.plan_id
			JOIN reports r ON r.measure_id = m.id AND r.period = i.period WHERE t.text LIKE 'Arbeidet er utsatt%'`,
	} {
		if done := s.Read(t.Context()).Exec(statement); done.Error != nil || done.RowsAffected != 1 {
			t.Fatalf("%d rows of %s: %v", done.RowsAffected, statement, done.Error)
		}
	}
	row := struct{ Item, Question string }{}
	if err := s.Read(t.Context()).Raw("SELECT CAST(item_id AS text) AS item, CAST(id AS text) AS question FROM issue_questions ORDER BY id LIMIT 1").Scan(&row).Error; err != nil {
		t.Fatal(err)
	}
	return row.Item, row.Question
}

// failedMail puts a mail that failed into the log of the running round: the
// demo sends none.
func failedMail(t *testing.T, s *store.Store, userID int64) string {
	t.Helper()
	var round models.Round
	if err := s.Read(t.Context()).Where("state = ?", models.RoundOpen).Take(&round).Error; err != nil {
		t.Fatal(err)
	}
	mail := models.Mail{
		PlanID: &round.PlanID, RoundID: &round.ID, UserID: userID, Kind: models.MailBefore, Day: round.Deadline, State: models.MailFailed,
		Outcome: models.OutcomeRefused, LastError: "550 No such user", Attempts: 1, NextAttemptAt: s.Now(), MessageID: "demo@example.org",
	}
	if err := s.Read(t.Context()).Create(&mail).Error; err != nil {
		t.Fatal(err)
	}
	return strconv.FormatInt(mail.ID, 10)
}
