package newsletter_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"tiltak/app/access"
	"tiltak/app/documents"
	"tiltak/app/keys"
	"tiltak/app/newsletter"
	"tiltak/app/server"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

const (
	list = "/nyhetsbrev"
	page = "/nyhetsbrev/2026-k3"
)

func TestTheEditorMakesTheSectionWithoutScripts(t *testing.T) {
	d := newDesk(t, servertest.Start(t))
	editor := d.As("redaktor.kom")
	editor.Get(list).WantStatus(200).WantText("Nyhetsbrev juli–september 2026: status", "Lag statusdelen", "Ikke begynt")
	editor.Post(page+"/begynn", nil).WantRedirect(page)
	desk := editor.Get(page).WantStatus(200).WantText("3. kvartal 2026, klarert", "Slik blir det", "Utkast", "om lag")
	desk.WantNoText(secretText)
	loaded := d.loaded()
	one := item(t, loaded, 1)

	t.Run("what is typed is saved and shown as it will be", func(t *testing.T) {
		action, form := editor.Get(page).Form("#nyhetsbrev")
		form.Set(fmt.Sprintf("text_%d", one.ID), "JD er ferdig med gruppen.")
		form.Set(fmt.Sprintf("reason_%d", one.ID), "Måneden er kjent")
		editor.Post(action, form).WantRedirect(page).Follow().WantText("Utkastet er lagret kl. 12.00.", "JD er ferdig med gruppen, se her.", "Endret fra departementets tekst")
	})
	t.Run("a button saves what is typed before it moves", func(t *testing.T) {
		action, form := editor.Get(page).Form("#nyhetsbrev")
		form.Set("intro", "Dette kvartalet.")
		form.Set("gjor", "tiltak-ned:"+one.MeasureKey)
		editor.Post(action, form).WantRedirect(page + "#tiltak-" + one.MeasureKey)
		now := editor.Get(page).WantText("Dette kvartalet. (fra redaksjonen)")
		if first := now.Doc().Find("#omrade-1").Parent().Find("h3").First().Text(); strings.HasPrefix(strings.TrimSpace(first), "1.") {
			t.Errorf("the first measure is still %q", first)
		}
	})
	t.Run("a new paragraph stands where it was asked for", func(t *testing.T) {
		action, form := editor.Get(page).Form("#nyhetsbrev")
		form.Set("gjor", "nytt:2")
		made := editor.Post(action, form).WantStatus(http.StatusSeeOther).Header.Get("Location")
		id := strings.TrimPrefix(made, page+"#punkt_")
		action, form = editor.Get(page).Form("#nyhetsbrev")
		form.Set("text_"+id, "KOM holdt et seminar 4. september.")
		form.Set("link_url_"+id+"_0", "https://www.politiet.no/seminar")
		form.Set("link_label_"+id+"_0", "Seminaret")
		editor.Post(action, form).Follow().WantText("KOM holdt et seminar 4. september, se her. (fra redaksjonen)")
	})
	t.Run("the reader is told nothing of the draft", func(t *testing.T) {
		d.As("leser.nim").Get(list).WantStatus(200).WantNoText("juli–september 2026")
		d.As("leser.nim").Get(page).WantStatus(404)
		d.As("leser.nim").Get(page + "/fil/docx").WantStatus(404)
		d.As("koordinator.jd").Get(page).WantStatus(200).WantText("Dette er et utkast").WantNoText("Lagre")
	})
	t.Run("freezing asks first, and then the readers have it", func(t *testing.T) {
		action, form := editor.Get(page).Form("#nyhetsbrev")
		form.Set("gjor", "frys")
		asked := editor.Post(action, form).WantRedirect(page + "/frys").Follow().WantText("kan den ikke endres")
		action, form = asked.Form("form[action$='/frys']")
		editor.Post(action, form).WantRedirect(page).Follow().WantText("Statusdelen er frosset")
		reader := d.As("leser.nim")
		reader.Get(list).WantText("Nyhetsbrev juli–september 2026: status", "Frosset")
		reader.Get(page).WantStatus(200).WantText("JD er ferdig med gruppen, se her.").WantNoText("Utkast")
		file := reader.Get(page + "/fil/docx").WantStatus(200)
		if got := file.Header.Get("Content-Disposition"); got != `attachment; filename="nyhetsbrev-status-2026-k3.docx"` {
			t.Errorf("the file is called %s", got)
		}
		reader.Get(page+"/fil/pdf").WantStatus(404).WantText("«pdf» finnes ikke", "docx, pptx, odt, html, web, md, txt")
		editor.Post(page, form).WantStatus(http.StatusConflict).WantText("frosset")
	})
}

func TestSavingWhileTyping(t *testing.T) {
	d := newDesk(t, servertest.Start(t))
	editor := d.As("redaktor.kom")
	editor.Post(page+"/begynn", nil)
	one := item(t, d.loaded(), 1)
	field := fmt.Sprintf("text_%d", one.ID)
	_, form := editor.Get(page).Form("#nyhetsbrev")
	_, late := editor.Get(page).Form("#nyhetsbrev")

	form.Set(field, "Den førstes ord.")
	saved := editor.Partial().Post(page, form).WantStatus(200).WantText("Utkastet er lagret 24. november 2026 kl. 12.00 av Redaktør i KOM.", "Den førstes ord, se her.")
	if revision := saved.Doc().Find("#revision").AttrOr("value", ""); revision != "2" {
		t.Errorf("the new revision is %q", revision)
	}
	late.Set(field, "Den andres ord.")
	t.Run("who comes late is shown both texts", func(t *testing.T) {
		editor.Partial().Post(page, late).WantStatus(http.StatusConflict).WantText("Noen andre lagret først", "Den førstes ord.", "Den andres ord.", "Behold min")
		whole := editor.Post(page, late).WantStatus(http.StatusConflict).WantText("Den førstes ord.")
		if kept := whole.Doc().Find("#" + field).Text(); kept != "Den andres ord." {
			t.Errorf("the field holds %q", kept)
		}
	})
	t.Run("and may keep the own one", func(t *testing.T) {
		late.Set("over", "2")
		editor.Post(page, late).WantRedirect(page)
		if got := item(t, d.loaded(), 1).Wording(); got != "Den andres ord." {
			t.Errorf("what stands is %q", got)
		}
	})
	t.Run("a text far too long is shown again with the reason", func(t *testing.T) {
		_, form := editor.Get(page).Form("#nyhetsbrev")
		form.Set(field, strings.Repeat("lang ", 500))
		editor.Post(page, form).WantStatus(http.StatusUnprocessableEntity).WantText("Det er plass til 2000 tegn")
	})
	t.Run("the mark stands when the source has changed", func(t *testing.T) {
		d.erratum(third, 7, "Rettet av BFD.")
		editor.Get(page).WantText("Kilden er endret: 3. kvartal 2026, utgave 2")
		editor.Post(page+"/oppdater", nil).Follow().WantText("Den nye utgaven er hentet", "Rettet av BFD.").WantNoText("Kilden er endret:")
	})
}

func TestPagesCostAFixedNumberOfQueries(t *testing.T) {
	observed := map[string]int64{}
	d := newDesk(t, servertest.StartWith(t, servertest.Options{Observe: func(o server.Observation) { observed[o.Method+" "+o.Route] = o.Queries }}))
	editor := d.As("redaktor.kom")
	editor.Post(page+"/begynn", nil).WantRedirect(page)
	editor.Get(page).WantStatus(200)
	editor.Get(list).WantStatus(200)
	editor.Get(page + "/fil/docx").WantStatus(200)
	for route, most := range map[string]int64{"GET /nyhetsbrev": 2, "GET /nyhetsbrev/:kvartal": 5, "GET /nyhetsbrev/:kvartal/fil/:format": 6} {
		if got := observed[route]; got == 0 || got > most {
			t.Errorf("%s cost %d queries, want at most %d", route, got, most)
		}
	}
}

func TestOtherSystemsReadFrozenNewsletters(t *testing.T) {
	d := newDesk(t, servertest.Start(t))
	passwords, err := access.NewPasswords()
	if err != nil {
		t.Fatal(err)
	}
	ring := keys.NewRing(d.Store, passwords)
	token, secret, err := ring.AddToken(t.Context(), store.CommandLine(), "nettstedet")
	if err != nil {
		t.Fatal(err)
	}
	loaded := d.begin()
	const address = "/api/v1/newsletter/2026-k3"
	system := d.Anonymous().With("Authorization", "Bearer "+secret)

	t.Run("a draft is not given", func(t *testing.T) {
		system.Get(address).WantStatus(404)
		if answer := system.Get("/api/v1/newsletter").WantStatus(200); !strings.Contains(answer.Body, `"newsletters":[]`) {
			t.Errorf("listed: %s", answer.Body)
		}
	})
	if err := d.Freeze(t.Context(), d.editor, loaded.Issue.ID); err != nil {
		t.Fatal(err)
	}
	t.Run("without a good token nothing is given", func(t *testing.T) {
		for _, header := range []string{"", "Bearer", "Bearer galt", "Basic " + secret} {
			answer := d.Anonymous().With("Authorization", header).Get(address).WantStatus(401)
			if answer.Header.Get("Content-Type") != "application/problem+json" || !strings.HasPrefix(answer.Header.Get("WWW-Authenticate"), "Bearer") {
				t.Errorf("%q gives %s, %s", header, answer.Header.Get("Content-Type"), answer.Header.Get("WWW-Authenticate"))
			}
		}
		d.As("redaktor.kom").Get(address).WantStatus(401)
	})
	t.Run("the whole as JSON, each paragraph with its source", func(t *testing.T) {
		answer := system.Get(address).WantStatus(200)
		var issued newsletter.Issued
		if err := json.Unmarshal([]byte(answer.Body), &issued); err != nil {
			t.Fatal(err)
		}
		if issued.Title != "Status for strategien juli–september 2026" || issued.Edition != "2026-k3.1" || len(issued.Files) != len(documents.NewsletterFormats()) || !strings.Contains(issued.Text, "JD fullførte tiltak 1") {
			t.Errorf("title %q, edition %q, %d files", issued.Title, issued.Edition, len(issued.Files))
		}
		for _, p := range issued.Paragraphs {
			if p.Source == nil && p.Kind != models.ItemOwn {
				t.Errorf("%q has no source", p.Text)
			}
		}
		answer.WantNoText(secretText)
	})
	t.Run("a file by suffix or by what is accepted, and only once", func(t *testing.T) {
		for _, f := range documents.NewsletterFormats() {
			stored, err := d.File(t.Context(), d.plan, models.IssueRef{Period: third}, f.Name)
			if err != nil {
				t.Fatal(err)
			}
			kind, _, _ := strings.Cut(f.ContentType, ";")
			answers := []*servertest.Page{system.Get(address + f.Extension), system.Get(address + "." + f.Name)}
			if f.Name != "web" { // of the same kind as the mail, which is given for it
				answers = append(answers, system.With("Accept", kind).Get(address))
			}
			for _, answer := range answers {
				if answer.WantStatus(200).Body != string(stored.Body) || answer.Header.Get("ETag") != `"`+stored.Hash+`"` {
					t.Errorf("%s is not what is stored; ETag %s", f.Name, answer.Header.Get("ETag"))
				}
			}
			system.With("If-None-Match", `"`+stored.Hash+`"`).Get(address + f.Extension).WantStatus(304)
		}
		system.With("Accept", "application/pdf").Get(address).WantStatus(406)
		system.Get(address + ".pdf").WantStatus(404)
		system.Get("/api/v1/newsletter/2026-k2").WantStatus(404)
		system.Get("/api/v1/newsletter/2026").WantStatus(404)
		system.Get(address + "?plan=finnes-ikke").WantStatus(404)
	})
	t.Run("a token that is taken back opens nothing", func(t *testing.T) {
		if err := ring.RevokeToken(t.Context(), store.CommandLine(), token.ID); err != nil {
			t.Fatal(err)
		}
		system.Get(address).WantStatus(401)
	})
}

// docxText gives the paragraphs of a Word file, and the addresses its links
// lead to.
func docxText(t *testing.T, body []byte) (paragraphs []string, addresses map[string]bool) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	part := func(name string) *xml.Decoder {
		file, err := archive.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		text, err := io.ReadAll(file)
		if err != nil {
			t.Fatal(err)
		}
		return xml.NewDecoder(bytes.NewReader(text))
	}
	var b strings.Builder
	document := part("word/document.xml")
	for inText := false; ; {
		token, err := document.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch element := token.(type) {
		case xml.StartElement:
			inText = element.Name.Local == "t"
		case xml.CharData:
			if inText {
				b.Write(element)
			}
		case xml.EndElement:
			inText = false
			if element.Name.Local == "p" {
				paragraphs = append(paragraphs, plainSpaces(b.String()))
				b.Reset()
			}
		}
	}
	addresses = map[string]bool{}
	var relations struct {
		Relationship []struct {
			Target string `xml:"Target,attr"`
		}
	}
	if err := part("word/_rels/document.xml.rels").Decode(&relations); err != nil {
		t.Fatal(err)
	}
	for _, r := range relations.Relationship {
		addresses[r.Target] = true
	}
	return paragraphs, addresses
}

func TestAFrozenIssueIsOnlyHadAsWhatItWasFrozenIn(t *testing.T) {
	w := servertest.Start(t)
	d := newDesk(t, w)
	loaded := d.begin()
	if err := d.Freeze(t.Context(), d.editor, loaded.Issue.ID); err != nil {
		t.Fatal(err)
	}
	// as if it had been frozen before the format was known
	for _, statement := range []string{"DROP TRIGGER issue_files_no_delete", "DELETE FROM issue_files WHERE format = 'odt'"} {
		if err := d.Store.Read(t.Context()).Exec(statement).Error; err != nil {
			t.Fatal(err)
		}
	}
	for _, user := range []string{"leser.nim", "redaktor.kom"} {
		page := w.As(user).Get("/nyhetsbrev/2026-k3").WantStatus(200)
		page.WantNoText("OpenDocument").WantText("Markdown")
		w.As(user).Get("/nyhetsbrev/2026-k3/fil/odt").WantStatus(404).WantText("Velg docx, pptx, html, web, md, txt")
		w.As(user).Get("/nyhetsbrev/2026-k3/fil/docx").WantStatus(200)
	}
}

func TestTheWordFileHoldsWhatWasTypedUnderItsMeasure(t *testing.T) {
	d := newDesk(t, servertest.Start(t))
	loaded := d.begin()
	seven := item(t, loaded, 7)
	_, err := d.Save(t.Context(), d.editor, loaded.Issue.ID, 1, typed(loaded, func(c *newsletter.Content) {
		word(seven.ID, "BFD lyser ut på nytt <i november> & venter svar.")(c)
		for i := range c.Items {
			if c.Items[i].ID == seven.ID {
				c.Items[i].Links = []models.Link{{URL: "https://www.doffin.no/?id=7&språk=nb", Label: "Utlysningen"}}
			}
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	docx, err := documents.NewsletterFormats().Find("docx")
	if err != nil {
		t.Fatal(err)
	}
	file, err := d.Download(t.Context(), d.editor, d.plan, models.IssueRef{Period: third}, docx)
	if err != nil {
		t.Fatal(err)
	}
	paragraphs, addresses := docxText(t, file.Body)
	m, _ := loaded.Snapshot.MeasureNumber(7)
	want := []string{"7. " + m.Title.NB + " (arbeidstittel)", "Vesentlig avvik. BFD lyser ut på nytt <i november> & venter svar, se her."}
	if all := strings.Join(paragraphs, "\n"); !strings.Contains(all, strings.Join(want, "\n")) {
		t.Errorf("want\n%s\nin\n%s", strings.Join(want, "\n"), all)
	}
	if !addresses["https://www.doffin.no/?id=7&spr%C3%A5k=nb"] || !addresses["https://www.regjeringen.no/mandat"] {
		t.Errorf("the links lead to %v", addresses)
	}
}
