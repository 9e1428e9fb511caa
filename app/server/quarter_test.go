package server_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"testing"
	"time"

	"tiltak/app/access"
	"tiltak/app/catalogue"
	"tiltak/app/server"
	"tiltak/app/server/browsertest"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
)

// A quarter is played through the pages as the ministries, the coordinator and
// the editor would, on the real catalogue, and ends with the Word file.
func TestAWholeQuarterThroughThePages(t *testing.T) {
	browser := browsertest.Start(t)
	for name, address := range storetest.Addresses(t) {
		t.Run(name, func(t *testing.T) { playQuarter(t, browser, address) })
	}
}

const (
	quarter = "2026-k4"
	// left out on purpose: measure 15 is never reported.
	unreported = 15
	// returned once before it is cleared.
	sentBack = 8
)

func playQuarter(t *testing.T, browser *browsertest.Browser, address string) {
	site := quarterSite(t, address)
	coordinator := browser.Open(t, site)
	coordinator.LogIn("koordinator.jd")
	openRound(t, coordinator)

	ministries := map[string]*browsertest.Tab{}
	written := map[int]string{}
	for _, code := range []string{"jd", "aid", "bfd", "hod", "ud"} {
		tab := browser.Open(t, site)
		tab.LogIn("rapportor." + code)
		ministries[code] = tab
		signOneContribution(t, tab, code)
		for number, text := range writeReports(t, tab) {
			written[number] = text
		}
	}
	if len(written) != 17 {
		t.Fatalf("%d reports were written; want 17", len(written))
	}
	sendBackAndClear(t, coordinator, ministries["aid"], written)
	closeRound(t, coordinator)

	editor := browser.Open(t, site)
	editor.LogIn("redaktor.kom")
	file := makeNewsletter(t, editor, written)
	checkWordFile(t, file, written)
	for _, tab := range append([]*browsertest.Tab{coordinator, editor}, ministries["jd"], ministries["aid"], ministries["bfd"], ministries["hod"], ministries["ud"]) {
		for _, complaint := range tab.Complaints() {
			t.Errorf("the browser says %s", complaint)
		}
	}
}

// quarterSite serves the real catalogue with the example users and no round, on
// a day in December 2026.
func quarterSite(t *testing.T, address string) string {
	t.Helper()
	start := time.Now()
	now := func() time.Time {
		return time.Date(2026, time.December, 15, 11, 0, 0, 0, time.UTC).Add(time.Since(start))
	}
	s := storetest.Open(t, address, now)
	if err := s.MarkDemo(t.Context()); err != nil {
		t.Fatal(err)
	}
	file, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := catalogue.NewImporter(s).Import(t.Context(), store.CommandLine(), file); err != nil {
		t.Fatal(err)
	}
	if err := access.AddExampleUsers(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	return serveConfig(t, server.Config{Store: s, Logger: slog.New(slog.DiscardHandler), Now: now, Demo: true})
}

func openRound(t *testing.T, tab *browsertest.Tab) {
	t.Helper()
	tab.Visit("/runder")
	if period := tab.Attribute("input[name=period]", "value"); period != quarter {
		t.Fatalf("the round proposed is %q", period)
	}
	tab.Fill("#instructions", "Skriv kort. Si hva som er gjort, og hva som er neste steg.")
	tab.Click(`form[action="/runder"] button[type=submit]`)
	want(t, tab, "main", "18")
}

// writeReports writes and submits the reports the ministry owes, but one, and
// gives what was typed for the newsletter, by the measure's number.
func writeReports(t *testing.T, tab *browsertest.Tab) map[int]string {
	t.Helper()
	tab.Visit("/rapporter")
	written := map[int]string{}
	for _, path := range tab.Attributes(unwritten, "href") {
		tab.Visit(path)
		number := measureNumber(t, tab)
		if number == unreported {
			tab.Fill("#done", "Påbegynt, men aldri sendt inn.")
			tab.Click(`button[name=handling][value=lagre]:not([aria-hidden])`)
			continue
		}
		written[number] = writeReport(t, tab, number)
	}
	return written
}

// unwritten finds the links to the reports that are still to be handed in.
const unwritten = `a.ds-button[href^="/rapporter/"][data-variant=primary]`

var measureHeading = regexp.MustCompile(`Tiltak\s+(\d+)`)

func measureNumber(t *testing.T, tab *browsertest.Tab) int {
	t.Helper()
	match := measureHeading.FindStringSubmatch(tab.Text("h1"))
	if match == nil {
		t.Fatalf("the heading names no measure: %q", tab.Text("h1"))
	}
	var number int
	_, _ = fmt.Sscan(match[1], &number)
	return number
}

// writeReport fills in one report and hands it in.
func writeReport(t *testing.T, tab *browsertest.Tab, number int) string {
	t.Helper()
	text := fmt.Sprintf("Departementet fullførte 1. desember arbeidssteg %d etter planen.", number)
	tab.Click(`button[name=handling][value=ny_lenke]`)
	tab.Fill(`[name=link_url_0]`, evidence(number))
	tab.Fill(`[name=link_label_0]`, fmt.Sprintf("Nyhetssak om tiltak %d", number))
	tab.Click(`button[name=handling][value=ny_milepael]`)
	tab.Fill(`[name^=milestone_title_]`, fmt.Sprintf("Milepæl for tiltak %d", number))
	tab.Fill(`[name^=milestone_due_]`, "2027-03-31")
	tab.Choose(`input[name=stage][value=in_progress]`)
	tab.Choose(fmt.Sprintf(`input[name=health][value=%s]`, []string{"on_track", "delayed", "off_track"}[number%3]))
	tab.Fill("#done", fmt.Sprintf("Gjort for tiltak %d.", number))
	tab.Fill("#next", fmt.Sprintf("Neste steg for tiltak %d.", number))
	tab.Fill("#obstacles", fmt.Sprintf("Fortrolig hindring %d.", number))
	tab.Fill("#newsletter_text", text)
	tab.Fill("#approved_role", "Avdelingsdirektør")
	tab.Fill("#approved_on", "2026-12-14")
	if tab.Has("#without_contributions") {
		tab.Choose("#without_contributions")
	}
	tab.Click(`button[formaction$="/send-inn"]`)
	want(t, tab, "main", "Innsendt")
	return text
}

func evidence(number int) string {
	return fmt.Sprintf("https://www.example.no/tiltak-%d?a=1&b=2", number)
}

// signOneContribution writes and signs the first paragraph the ministry owes in
// another's report, if it owes any.
func signOneContribution(t *testing.T, tab *browsertest.Tab, code string) {
	t.Helper()
	tab.Visit("/rapporter")
	path := tab.Attribute(`a.ds-button[href^="/bidrag/"][data-variant=primary]`, "href")
	if path == "" {
		t.Fatalf("%s owes no paragraph", code)
	}
	tab.Visit(path)
	tab.Fill("#text", "Bidrag fra "+code+".")
	tab.Fill("#signed_role", "Avdelingsdirektør")
	tab.Click(`button[formaction$="/signer"]`)
	want(t, tab, "main", "ignert")
}

// sendBackAndClear returns one report, has it handed in again, and clears all.
func sendBackAndClear(t *testing.T, coordinator, ministry *browsertest.Tab, written map[int]string) {
	t.Helper()
	coordinator.Visit(fmt.Sprintf("/runder/%s/tiltak/%d", quarter, sentBack))
	want(t, coordinator, "main", written[sentBack])
	coordinator.Fill("#comment", "Skriv når neste steg skal være ferdig.")
	coordinator.Click(`form[action$="/returner"] button`)

	ministry.Visit("/rapporter")
	want(t, ministry, "main", "Skriv når neste steg skal være ferdig.")
	ministry.Click(unwritten)
	if number := measureNumber(t, ministry); number != sentBack {
		t.Fatalf("the report sent back is that of measure %d", number)
	}
	ministry.Fill("#next", "Neste steg er ferdig 1. februar.")
	ministry.Fill("#approved_role", "Avdelingsdirektør")
	ministry.Fill("#approved_on", "2026-12-15")
	if ministry.Has("#without_contributions") {
		ministry.Choose("#without_contributions")
	}
	ministry.Click(`button[formaction$="/send-inn"]`)

	for number := range written {
		coordinator.Visit(fmt.Sprintf("/runder/%s/tiltak/%d", quarter, number))
		coordinator.Click(`form[action$="/klarer"] button`)
	}
}

func closeRound(t *testing.T, tab *browsertest.Tab) {
	t.Helper()
	tab.Visit("/runder/" + quarter + "/lukk")
	want(t, tab, "main", fmt.Sprint(unreported))
	tab.Click(`form[action$="/lukk"] button`)
	tab.Visit("/utgaver/" + quarter)
	want(t, tab, "main", "Ikke rapportert")
	tab.Visit("/tavle")
	want(t, tab, "main", "18 tiltak")
}

const editorsWording = "JD møtte 2. desember de fire andre departementene."

// makeNewsletter keeps every text, rewords that of measure 1 and says why, since
// a date and a number are changed, freezes, and gives the Word file.
func makeNewsletter(t *testing.T, tab *browsertest.Tab, written map[int]string) []byte {
	t.Helper()
	tab.Visit("/nyhetsbrev")
	tab.Click(`form[action="/nyhetsbrev/` + quarter + `/begynn"] button`)
	want(t, tab, "main", "oktober–desember 2026")
	tab.Script(`document.querySelectorAll('input[type=checkbox][name^=kept_]').forEach(e => { if (!e.checked) e.click(); })`)
	tab.Script(fmt.Sprintf(`(() => { const e = [...document.querySelectorAll('textarea[name^=text_]')].find(e => e.value.includes(%q));
		e.value = %q; e.dispatchEvent(new Event('input', {bubbles: true}));
		const why = document.querySelector('[name=' + e.name.replace('text_', 'reason_') + ']');
		why.value = %q; why.dispatchEvent(new Event('input', {bubbles: true})); })()`, written[1], editorsWording, "Datoen er avklart med departementet."))
	tab.Click(`button[name=gjor][value=frys]`)
	tab.Click(`form[action="/nyhetsbrev/` + quarter + `/frys"] button`)
	want(t, tab, "main", "Merk som publisert")
	return tab.Get("/nyhetsbrev/" + quarter + "/fil/docx")
}

func want(t *testing.T, tab *browsertest.Tab, selector, text string) {
	t.Helper()
	if shown := tab.Text(selector); !strings.Contains(strings.ToLower(shown), strings.ToLower(text)) {
		t.Fatalf("the page does not say %q:\n%s", text, shown)
	}
}
