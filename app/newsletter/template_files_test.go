package newsletter_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"tiltak/app/documents"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

// upload posts a file as the page's form does.
func upload(t *testing.T, client *servertest.Client, name string, content []byte) *servertest.Page {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("mal", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return client.Do(http.MethodPost, "/nyhetsbrev-maler", form.FormDataContentType(), body.String())
}

// repacked is our own file in other letters, as an office's template.
func repacked(t *testing.T, file []byte) []byte {
	t.Helper()
	return servertest.Repack(t, file, func(_ string, content []byte) []byte {
		return bytes.ReplaceAll(content, []byte("Arial"), []byte("Times"))
	})
}

func TestTheNewsletterIsSetInTheOfficesTemplate(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		d := newDesk(t, w)
		editor := w.As("redaktor.kom")
		loaded := d.begin()
		word, err := documents.NewsletterFormats().Find("docx")
		if err != nil {
			t.Fatal(err)
		}
		plain, err := d.TryTemplate(t.Context(), d.editor, d.plan, word)
		if err != nil {
			t.Fatal(err)
		}
		editor.Get("/nyhetsbrev-maler").WantStatus(http.StatusOK).WantText("Vår egen mal brukes.", "heading 1, heading 2")
		upload(t, editor, "brev.dotx", []byte("ingen mal")).WantStatus(http.StatusUnprocessableEntity).WantText("Filen kan ikke leses.")
		upload(t, editor, "brev.dotx", nil).WantStatus(http.StatusUnprocessableEntity).WantText("Velg en mal først.")
		template := repacked(t, plain.Body)
		upload(t, editor, "brev.dotx", template).WantRedirect("/nyhetsbrev-maler").Follow().WantText("brev.dotx, lagt inn av Redaktør i KOM", "Malen er tatt i bruk.")

		draft, err := d.Download(t.Context(), d.editor, d.plan, models.IssueRef{Period: third}, word)
		if err != nil || !strings.Contains(textIn(t, draft), "Times") || draft.TemplateHash != models.HashText(string(template)) {
			t.Fatalf("the draft is not in the template: %v", err)
		}
		if err := d.Freeze(t.Context(), d.editor, loaded.Issue.ID); err != nil {
			t.Fatal(err)
		}
		frozen, err := d.File(t.Context(), d.plan, models.IssueRef{Period: third}, "docx")
		if err != nil || frozen.TemplateHash != models.HashText(string(template)) || frozen.Writer != word.Writer {
			t.Fatalf("frozen by %q in %q: %v", frozen.Writer, frozen.TemplateHash, err)
		}
		editor.Post("/nyhetsbrev-maler/docx/ut", nil).WantRedirect("/nyhetsbrev-maler").Follow().WantText("Vår egen mal brukes.", "Tidligere maler")
		editor.Post("/nyhetsbrev-maler/docx/ut", nil).WantStatus(http.StatusNotFound)
		after, err := d.File(t.Context(), d.plan, models.IssueRef{Period: third}, "docx")
		if err != nil || !bytes.Equal(after.Body, frozen.Body) {
			t.Errorf("the frozen file has changed: %v", err)
		}
		for _, statement := range []string{"UPDATE document_templates SET body = 'x'", "UPDATE document_templates SET retired_at = NULL, retired_by = NULL", "DELETE FROM document_templates"} {
			if err := d.Store.Read(t.Context()).Exec(statement).Error; err == nil {
				t.Errorf("the database let %q through", statement)
			}
		}
	})
}
