package keep_test

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/access"
	"tiltak/app/catalogue"
	"tiltak/app/catalogue/keep"
	"tiltak/app/server"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

const coordinator = "koordinator.jd"

func exported(t *testing.T, w *servertest.World) catalogue.File {
	t.Helper()
	importer := catalogue.NewImporter(w.Store)
	code, err := importer.DefaultPlan(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	file, err := importer.Export(t.Context(), code)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func measureOf(t *testing.T, file catalogue.File, key string) catalogue.Measure {
	t.Helper()
	for _, m := range file.Measures {
		if m.Key == key {
			return m
		}
	}
	t.Fatalf("no measure %s", key)
	return catalogue.Measure{}
}

// send fills in the form at an address and sends it.
func send(t *testing.T, client *servertest.Client, page, form string, values url.Values) *servertest.Page {
	t.Helper()
	action, fields := client.Get(page).WantStatus(http.StatusOK).Form(form)
	for name, value := range values {
		fields[name] = value
	}
	return client.Post(action, fields)
}

func TestTheCatalogueShowsWhatIsProvisional(t *testing.T) {
	w := servertest.Start(t)
	page := w.As(coordinator).Get("/katalog").WantStatus(http.StatusOK)
	page.WantText("Kompetanse og verktøy i tjenester", "arbeidstittel", "foreløpig", "GRETA, 4. evalueringsrunde", "Katalog")
	if n := page.Doc().Find("#tiltak").Closest("section").Find("li").Length(); n != 18 {
		t.Errorf("%d measures", n)
	}
}

func TestOneButtonConfirmsATitleAsItStands(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		client := w.As(coordinator)
		before := measureOf(t, exported(t, w), "kompetanse")
		send(t, client, "/katalog", `form[action="/katalog/tiltak/kompetanse/bekreft"]`, nil).WantRedirect("/katalog")
		page := client.Get("/katalog").WantText("Verdien er bekreftet")
		if page.Doc().Find(`form[action="/katalog/tiltak/kompetanse/bekreft"]`).Length() != 0 {
			t.Error("the button is still there")
		}
		if got := measureOf(t, exported(t, w), "kompetanse"); got.Title != before.Title || got.Confirmed {
			t.Errorf("the ministries are not confirmed yet: %+v", got)
		}
		send(t, client, "/katalog", `form[action="/katalog/tiltak/kompetanse/ansvar/bekreft"]`, nil).WantRedirect("/katalog")
		if !measureOf(t, exported(t, w), "kompetanse").Confirmed {
			t.Error("both are confirmed, the measure is not")
		}
		var lines int
		err := w.Store.Read(t.Context()).Raw(`SELECT count(*) FROM audit_events WHERE action = 'catalogue.confirm' AND entity_id = 'kompetanse'
			AND who LIKE '%coordinator JD%' AND before LIKE '%false%' AND after LIKE '%true%'`).Scan(&lines).Error
		if err != nil || lines != 2 {
			t.Errorf("%d lines in the trail, %v", lines, err)
		}
	})
}

func TestAReplacedTitleStaysWhenTheWorkingTitleIsImportedAgain(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		client := w.As(coordinator)
		send(t, client, "/katalog/tiltak/kompetanse", `form[action="/katalog/tiltak/kompetanse"]`, url.Values{
			"title_nb": {"  Det vedtatte  navnet "}, "title_en": {"The adopted name"},
		}).WantRedirect("/katalog")
		file, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), "x", catalogue.Known{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := catalogue.NewImporter(w.Store).Import(t.Context(), store.CommandLine(), file); err != nil {
			t.Fatal(err)
		}
		want := catalogue.Text{NB: "Det vedtatte navnet", EN: "The adopted name"}
		if got := measureOf(t, exported(t, w), "kompetanse").Title; got != want {
			t.Errorf("title %+v", got)
		}
	})
}

func TestAMoveBetweenMinistriesHoldsFromToday(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		client := w.As(coordinator)
		send(t, client, "/katalog/tiltak/kompetanse", "form#ansvar", url.Values{
			"lead": {"BFD"}, "contributors": {"HOD", "JD"}, "agencies": {"RVTS", "BUFDIR"}, "independent": {"NIM"},
		}).WantRedirect("/katalog")
		got := measureOf(t, exported(t, w), "kompetanse")
		if got.Lead != "BFD" || len(got.Contributors) != 2 || len(got.Agencies) != 2 || len(got.Independent) != 1 {
			t.Errorf("measure %+v", got)
		}
		var past []models.MeasureRole
		err := w.Store.Read(t.Context()).Where("to_date IS NOT NULL").Find(&past).Error
		if err != nil || len(past) != 2 {
			t.Fatalf("%d ended parts, %v", len(past), err)
		}
		if day := past[0].ToDate.String(); day != "2026-11-24" {
			t.Errorf("ended on %s", day)
		}
	})
}

func TestWhatCannotBeTakenIsShownAgain(t *testing.T) {
	for _, tt := range []struct {
		name, page, form string
		values           url.Values
		want             string
	}{
		{"a title must be there", "/katalog/tiltak/kompetanse", `form[action="/katalog/tiltak/kompetanse"]`, url.Values{"title_nb": {" "}, "title_nn": {"Namn"}}, "Teksten på bokmål mangler"},
		{"a title has a limit", "/katalog/tiltak/kompetanse", `form[action="/katalog/tiltak/kompetanse"]`, url.Values{"title_nb": {strings.Repeat("å", 301)}}, "Det er plass til 300"},
		{"a goal in nynorsk needs one in bokmål", "/katalog/omrader/1", `form.rep`, url.Values{"goal_nb": {""}, "goal_nn": {"Mål"}}, "Teksten på bokmål mangler"},
		{"an address is an address", "/katalog/plan/menneskehandel-2025-2030", "form.rep", url.Values{"source_url": {"javascript:alert(1)"}}, "er ikke en nettadresse"},
		{"a level is one of the levels", "/katalog/anbefalinger/G3-01", "form.rep", url.Values{"level": {"begs"}}, "kan ikke velges her"},
		{"an article is of the Convention", "/katalog/anbefalinger/G3-01", "form.rep", url.Values{"articles": {"23, 99"}}, "«99» er ikke en artikkel i konvensjonen"},
		{"an article stands once", "/katalog/anbefalinger/G3-01", "form.rep", url.Values{"articles": {"23, 23"}}, "står to ganger"},
		{"whom it is addressed to is an organisation", "/katalog/anbefalinger/G3-01", "form.rep", url.Values{"addressees": {"JD, XYZ"}}, "Ingen virksomhet har koden XYZ"},
		{"the body's words have a language", "/katalog/anbefalinger/G3-01", "form.rep", url.Values{"official_text": {"Invented example text."}}, "Velg hvilket språk"},
		{"a date is a date", "/katalog/hendelser/1", "form.rep", url.Values{"happens": {"2025-13"}}, "ikke en mulig dato"},
		{"a publication is one day", "/katalog/evalueringer/1", "form.rep", url.Values{"published": {"2025-05/2025-06"}}, "Skriv én dag"},
		{"the lead does not contribute", "/katalog/tiltak/kompetanse", "form#ansvar", url.Values{"lead": {"HOD"}, "contributors": {"HOD"}}, "HOD er valgt to ganger"},
		{"an agency does not contribute", "/katalog/tiltak/kompetanse", "form#ansvar", url.Values{"contributors": {"RVTS"}}, "RVTS kan ikke velges her"},
		{"an agency does not lead", "/katalog/tiltak/kompetanse", "form#ansvar", url.Values{"lead": {"RVTS"}}, "Velg departementet"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := servertest.Start(t)
			before := exported(t, w)
			page := send(t, w.As(coordinator), tt.page, tt.form, tt.values).WantStatus(http.StatusUnprocessableEntity).WantText(tt.want)
			for name, values := range tt.values {
				field := page.Doc().Find(`input[name="` + name + `"]`)
				if typed := field.AttrOr("value", values[0]); field.AttrOr("type", "text") == "text" && typed != values[0] {
					t.Errorf("what was typed in %s is lost: %q", name, typed)
				}
			}
			if problems := page.Doc().Find(".ds-error-summary li a"); problems.Length() == 0 {
				t.Error("the summary names no field")
			} else if target := problems.First().AttrOr("href", ""); page.Doc().Find(target).Length() != 1 {
				t.Errorf("the summary leads to %s, which is not there", target)
			}
			if got := exported(t, w); !sameFile(before, got) {
				t.Error("something was changed")
			}
		})
	}
}

func TestARecommendationIsFilledInOnScreen(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		page := send(t, w.As(coordinator), "/katalog/anbefalinger/G3-01", "form.rep", url.Values{
			"articles": {"27; 23"}, "addressees": {"JD , POD"}, "paragraph": {"142"}, "deadline": {"2027-06"},
			"official_text": {"Invented example text."}, "official_language": {"en"}, "official_source": {"https://example.org/rapport"},
		})
		if page.Status != http.StatusSeeOther {
			t.Fatalf("status %d", page.Status)
		}
		for _, r := range exported(t, w).Recommendations {
			if r.Ref == "G3-01" && (!slices.Equal(r.Articles, []int{27, 23}) || !slices.Equal(r.Addressees, []string{"JD", "POD"}) ||
				r.Paragraph != "142" || r.Deadline.Raw != "2027-06" || r.Official.Text != "Invented example text." || !r.Confirmed) {
				t.Errorf("%+v", r)
			}
		}
		w.As("leser.nim").Get("/anbefalinger/G3-01").WantText("GRETAs egen tekst", "ordrett, på engelsk", "Invented example text.", "142", "juni 2027", "Justis- og beredskapsdepartementet og Politidirektoratet")
	})
}

func sameFile(a, b catalogue.File) bool { return len(catalogue.Diff(a, b)) == 0 }

func TestNobodyConfirmsWhatSomebodyElseHasJustChanged(t *testing.T) {
	w := servertest.Start(t)
	client := w.As(coordinator)
	const form = `form[action="/katalog/tiltak/kompetanse"]`
	action, first := client.Get("/katalog/tiltak/kompetanse").Form(form)
	confirm, button := client.Get("/katalog/tiltak/kompetanse").Form(`form[action="/katalog/tiltak/kompetanse/bekreft"]`)
	send(t, client, "/katalog/tiltak/kompetanse", form, url.Values{"title_nb": {"Den første"}}).WantRedirect("/katalog")

	client.Post(confirm, button).WantStatus(http.StatusConflict)
	first.Set("title_nb", "Den andre")
	page := client.Post(action, first).WantStatus(http.StatusConflict).WantText("Noen andre har endret dette", "Nå står det: Den første")
	if typed := page.Doc().Find("#title_nb").AttrOr("value", ""); typed != "Den andre" {
		t.Errorf("what was typed is lost: %q", typed)
	}
	if got := measureOf(t, exported(t, w), "kompetanse").Title.NB; got != "Den første" {
		t.Errorf("title %q", got)
	}
	action, again := page.Form(form)
	client.Post(action, again).WantRedirect("/katalog")
	if got := measureOf(t, exported(t, w), "kompetanse").Title.NB; got != "Den andre" {
		t.Errorf("title %q", got)
	}
}

// TestEveryRowCanBeConfirmed presses every button on the page; then no mark is left.
func TestEveryRowCanBeConfirmed(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		client := w.As(coordinator)
		buttons := client.Get("/katalog").WantStatus(http.StatusOK).Doc().Find(".kept form")
		if buttons.Length() < 40 {
			t.Fatalf("only %d buttons", buttons.Length())
		}
		buttons.Each(func(_ int, form *goquery.Selection) {
			seen := form.Find("input[name=sett]").AttrOr("value", "")
			client.Post(form.AttrOr("action", ""), url.Values{"sett": {seen}}).WantRedirect("/katalog")
		})
		page := client.Get("/katalog").WantStatus(http.StatusOK)
		if n := page.Doc().Find(".kept form, main .mark").Length(); n != 0 {
			t.Errorf("%d marks and buttons are left", n)
		}
		for _, m := range exported(t, w).Measures {
			if !m.Confirmed {
				t.Errorf("%s is not confirmed", m.Key)
			}
		}
	})
}

// TestEveryRowOpensAndSavesUnchanged goes to every form and saves it as it is; the catalogue is then the same file,
// but for the confirmations, and follows the rules of a file.
func TestEveryRowOpensAndSavesUnchanged(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		client := w.As(coordinator)
		before := exported(t, w)
		plan := w.Situation().PlanID
		rows, err := keep.NewKeeper(w.Store).Rows(t.Context(), plan)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if len(row.Kind.Fields()) == 0 {
				continue
			}
			address := "/katalog/" + string(row.Kind) + "/" + url.PathEscape(row.Ref)
			send(t, client, address, "form.rep", nil).WantRedirect("/katalog")
		}
		after := exported(t, w)
		for _, d := range catalogue.Diff(before, after) {
			if !strings.HasSuffix(d.Path, ".confirmed") {
				t.Errorf("%+v", d)
			}
		}
		if problems := catalogue.Check(after, catalogue.Known{}); len(problems) > 0 {
			t.Errorf("the catalogue breaks its own rules: %+v", problems)
		}
	})
}

func TestARowThatIsNotThere(t *testing.T) {
	w := servertest.Start(t)
	for _, path := range []string{"/katalog/tiltak/x", "/katalog/noe/1", "/katalog/hendelser/999", "/katalog/koblinger/x"} {
		w.As(coordinator).Get(path).WantStatus(http.StatusNotFound)
	}
}

func TestAReplacedTitleShowsAtOnceButEditionsKeepTheOldOne(t *testing.T) {
	w := servertest.Start(t)
	situation := w.Situation()
	client := w.As(coordinator)
	edition := "/utgaver/" + situation.Closed.Period.String()
	old := measureOf(t, exported(t, w), "kompetanse").Title.NB
	marks := client.Get("/tiltak").WantText(old).Doc().Find("main .mark").Length()

	send(t, client, "/katalog/tiltak/kompetanse", `form[action="/katalog/tiltak/kompetanse"]`, url.Values{"title_nb": {"Det vedtatte navnet"}}).WantRedirect("/katalog")

	list := client.Get("/tiltak").WantText("Det vedtatte navnet").WantNoText(old)
	if now := list.Doc().Find("main .mark").Length(); now >= marks {
		t.Errorf("%d marks, %d before", now, marks)
	}
	client.Get(edition).WantText(old).WantNoText("Det vedtatte navnet")
}

func TestTheCatalogueOfAnotherPlanStandsUnderItsOwnAddress(t *testing.T) {
	w := servertest.Start(t)
	text, err := os.Open("../testdata/plans/eksempel-handlingsplan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	second, err := catalogue.Load(text, "eksempel", catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := catalogue.NewImporter(w.Store).Import(t.Context(), store.CommandLine(), second); err != nil {
		t.Fatal(err)
	}
	_, err = w.Accounts.Add(t.Context(), store.CommandLine(), access.NewUser{
		Username: "koordinator.bfd", DisplayName: "Koordinator i BFD", Standings: []access.NewStanding{{Role: models.Coordinator, Organisation: "BFD"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	client := w.As("koordinator.bfd") // the ministry that coordinates the other plan
	const base = "/plan/eksempel-handlingsplan/katalog"
	client.Get(base).WantStatus(http.StatusOK).WantText("Eksempel: tiltak 29").WantNoText("Informasjonstiltak mot utnytting")
	w.As(coordinator).Get("/katalog").WantStatus(http.StatusOK).WantNoText("Eksempel: tiltak 29")
	w.As(coordinator).Get(base).WantStatus(http.StatusForbidden)
	client.Get("/katalog").WantStatus(http.StatusForbidden)
	client.Get(base + "/tiltak/kompetanse").WantStatus(http.StatusNotFound)
	send(t, client, base+"/tiltak/eksempel-29", `form[action="`+base+`/tiltak/eksempel-29"]`, url.Values{"title_nb": {"Eksempel: nytt navn"}}).WantRedirect(base)
	client.Get(base).WantText("Eksempel: nytt navn")
}

func TestThePagesAskFewQuestions(t *testing.T) {
	const most = 6
	asked := map[string]int64{}
	w := servertest.StartWith(t, servertest.Options{Observe: func(o server.Observation) { asked[o.Route] = o.Queries }})
	client := w.As(coordinator)
	client.Get("/katalog")
	client.Get("/katalog/tiltak/kompetanse")
	for _, route := range []string{"/katalog", "/katalog/:slag/:ref"} {
		if n := asked[route]; n == 0 || n > most {
			t.Errorf("%s asks %d questions", route, n)
		}
	}
}
