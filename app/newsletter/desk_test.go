package newsletter_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"tiltak/app/documents"
	"tiltak/app/newsletter"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

func TestTheDeskFromBeginningToFrozen(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		d := newDesk(t, w)
		ctx := t.Context()

		_, err := d.Begin(ctx, d.coord, d.plan, third)
		wantKind(t, err, models.KindForbidden)
		_, err = d.Begin(ctx, d.editor, d.plan, models.Quarter{Year: 2026, Number: 4})
		wantKind(t, err, models.KindNotFound) // the round is not closed

		loaded := d.begin()
		if again, err := d.Begin(ctx, d.editor, d.plan, third); err != nil || again.ID != loaded.Issue.ID {
			t.Errorf("beginning twice gives issue %d, %v; want the same, %d", again.ID, err, loaded.Issue.ID)
		}
		_, err = d.Load(ctx, d.reader, d.plan, third)
		wantKind(t, err, models.KindNotFound)
		if _, err := d.Load(ctx, d.coord, d.plan, third); err != nil {
			t.Errorf("the coordinator cannot read the draft: %v", err)
		}

		one := item(t, loaded, 1)
		saved, err := d.Save(ctx, d.editor, loaded.Issue.ID, loaded.Issue.Revision, typed(loaded, word(one.ID, "JD er ferdig med gruppen.", "Måneden er kjent")))
		if err != nil || saved.Revision != 2 {
			t.Fatalf("saved revision %d: %v", saved.Revision, err)
		}
		if got := item(t, d.loaded(), 1); got.Wording() != "JD er ferdig med gruppen." || got.Proposed != textOfOne {
			t.Errorf("the item says %q, proposed %q", got.Wording(), got.Proposed)
		}

		saved, err = d.Save(ctx, d.editor, loaded.Issue.ID, 2, newsletter.Content{}, newsletter.Action{Do: newsletter.AddOwn, Area: 2})
		if err != nil || saved.NewItem == 0 {
			t.Fatalf("a new paragraph: %+v, %v", saved, err)
		}
		now := d.loaded()
		if _, err := d.Save(ctx, d.editor, loaded.Issue.ID, 3, typed(now, word(saved.NewItem, "KOM holdt et seminar 4. september."))); err != nil {
			t.Fatal(err)
		}
		if err := d.Freeze(ctx, d.editor, loaded.Issue.ID); err != nil {
			t.Fatal(err)
		}
		frozenIssue(t, d, loaded.Issue.ID)
	})
}

// frozenIssue checks that a frozen issue gives the same for ever.
func frozenIssue(t *testing.T, d desk, id int64) {
	t.Helper()
	ctx := t.Context()
	before := map[string]models.IssueFile{}
	for _, format := range documents.NewsletterFormats() {
		file, err := d.Download(ctx, d.reader, d.plan, models.IssueRef{Period: third}, format)
		if err != nil {
			t.Fatal(err)
		}
		before[format.Name] = file
		if strings.Contains(textIn(t, file), "Utkast") {
			t.Errorf("the frozen %s says that it is a draft", format.Name)
		}
	}
	text := plainSpaces(string(before["txt"].Body))
	for _, want := range []string{"JD er ferdig med gruppen, se her.", "Vesentlig avvik. " + textOfSeven, "KOM holdt et seminar 4. september. (fra redaksjonen)", "https://www.regjeringen.no/mandat"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
	_, err := d.Save(ctx, d.editor, id, 4, newsletter.Content{Intro: "Sent ute"})
	wantKind(t, err, models.KindState)
	wantKind(t, d.Freeze(ctx, d.editor, id), models.KindState)
	d.erratum(third, 1, "En rettet tekst.")
	wantKind(t, d.Refresh(ctx, d.editor, d.plan, third), models.KindState)
	for _, statement := range []string{
		"UPDATE issues SET intro = 'x'", "UPDATE issues SET state = 'draft'", "UPDATE issue_items SET text = 'x'", "DELETE FROM issue_items",
		"UPDATE issue_files SET hash = hash", "DELETE FROM issue_files",
	} {
		if err := d.Store.Read(ctx).Exec(statement).Error; err == nil {
			t.Errorf("the database let %q through", statement)
		}
	}
	for _, format := range documents.NewsletterFormats() {
		after, err := d.Download(ctx, d.reader, d.plan, models.IssueRef{Period: third}, format)
		if err != nil || !bytes.Equal(after.Body, before[format.Name].Body) || after.Hash != before[format.Name].Hash {
			t.Errorf("the %s has changed: %v", format.Name, err)
		}
	}
	var events int64
	if err := d.Store.Read(ctx).Table("audit_events").Where("action = 'issue.freeze' AND after LIKE ?", "%"+before["docx"].Hash+"%").Count(&events).Error; err != nil || events != 1 {
		t.Errorf("the trail has %d lines of the freezing with the file's hash, %v", events, err)
	}
}

// textIn is all text of a file.
func textIn(t *testing.T, file models.IssueFile) string {
	t.Helper()
	if file.Format != "docx" && file.Format != "odt" {
		return string(file.Body)
	}
	archive, err := zip.NewReader(bytes.NewReader(file.Body), int64(len(file.Body)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, part := range archive.File {
		if !strings.HasSuffix(part.Name, ".xml") && !strings.HasSuffix(part.Name, ".rels") {
			continue
		}
		reader, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&b, reader); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func TestTwoEditorsNeverOverwriteEachOtherInSilence(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		d := newDesk(t, w)
		ctx := t.Context()
		loaded := d.begin()
		one := item(t, loaded, 1)
		if _, err := d.Save(ctx, d.editor, loaded.Issue.ID, 1, typed(loaded, word(one.ID, "Den førstes ord."))); err != nil {
			t.Fatal(err)
		}
		_, err := d.Save(ctx, d.editor, loaded.Issue.ID, 1, typed(loaded, word(one.ID, "Den andres ord.")))
		var conflict *newsletter.ConflictError
		if !errors.As(err, &conflict) || !models.IsKind(err, models.KindConflict) {
			t.Fatalf("got %v, want a conflict", err)
		}
		said := func(c newsletter.Content) string {
			for _, i := range c.Items {
				if i.ID == one.ID {
					return i.Text
				}
			}
			return ""
		}
		if said(conflict.Theirs) != "Den førstes ord." || said(conflict.Mine) != "Den andres ord." || conflict.Revision != 2 || conflict.Who != "Redaktør i KOM" {
			t.Errorf("the conflict holds %q and %q, revision %d by %q", said(conflict.Theirs), said(conflict.Mine), conflict.Revision, conflict.Who)
		}
		if got := item(t, d.loaded(), 1).Wording(); got != "Den førstes ord." {
			t.Errorf("what stands is %q", got)
		}
		var aside []models.Revision
		if err := d.Store.Read(ctx).Where("subject = 'issue' AND set_aside").Find(&aside).Error; err != nil || len(aside) != 1 || !strings.Contains(aside[0].Content, "Den andres ord.") {
			t.Errorf("set aside: %+v, %v", aside, err)
		}
		if saved, err := d.Save(ctx, d.editor, loaded.Issue.ID, 1, typed(loaded, word(one.ID, "Den førstes ord."))); err != nil || saved.Revision != 2 {
			t.Errorf("the same words twice: revision %d, %v", saved.Revision, err)
		}
		wantKind(t, d.FreezeAt(ctx, d.editor, loaded.Issue.ID, 1), models.KindConflict)
	})
}

func TestWhatAnEditorMayDoToAnItem(t *testing.T) {
	d := newDesk(t, servertest.Start(t))
	ctx := t.Context()
	loaded := d.begin()
	id, revision := loaded.Issue.ID, 1
	save := func(change func(*newsletter.Content), actions ...newsletter.Action) newsletter.Loaded {
		t.Helper()
		saved, err := d.Save(ctx, d.editor, id, revision, typed(d.loaded(), change), actions...)
		if err != nil {
			t.Fatal(err)
		}
		revision = saved.Revision
		return d.loaded()
	}
	one := item(t, loaded, 1)

	t.Run("a sentence that states a status keeps its words", func(t *testing.T) {
		var fact models.IssueItem
		for _, i := range loaded.Items {
			if i.Fact == models.MeasureCompleted {
				fact = i
			}
		}
		for _, i := range save(word(fact.ID, "Tiltak 1 er vesentlig forsinket.")).Items {
			if i.ID == fact.ID && i.Wording() != fact.Proposed {
				t.Errorf("it says %q", i.Wording())
			}
		}
	})
	t.Run("a text that is put back as it was is no edit", func(t *testing.T) {
		save(word(one.ID, "Noe annet."))
		if got := item(t, save(word(one.ID, textOfOne)), 1); got.Edited() {
			t.Errorf("it is said to be edited: %q", got.Text)
		}
	})
	t.Run("undoing gives the ministry's text and links back", func(t *testing.T) {
		save(func(c *newsletter.Content) {
			word(one.ID, "Noe annet.")(c)
			for i := range c.Items {
				if c.Items[i].ID == one.ID {
					c.Items[i].Links = []models.Link{}
				}
			}
		})
		if got := item(t, d.loaded(), 1); len(got.Links) != 0 || !got.Edited() {
			t.Fatalf("before undoing: %+v", got)
		}
		got := item(t, save(nil, newsletter.Action{Do: newsletter.UndoEdit, Item: one.ID}), 1)
		if got.Edited() || len(got.Links) != 1 || got.Links[0].URL != "https://www.regjeringen.no/mandat" {
			t.Errorf("after undoing: %q, %v", got.Text, got.Links)
		}
	})
	t.Run("a measure is moved with all that belongs to it", func(t *testing.T) {
		first := newsletter.Arrange(d.loaded().Items).Areas[0].Measures
		moved := newsletter.Arrange(save(nil, newsletter.Action{Do: newsletter.MeasureDown, Key: first[0].Key}).Items).Areas[0].Measures
		if moved[0].Key != first[1].Key || moved[1].Key != first[0].Key || len(moved[1].Items) != len(first[0].Items) {
			t.Errorf("order is %s, %s", moved[0].Key, moved[1].Key)
		}
	})
	t.Run("an own paragraph can be taken away again", func(t *testing.T) {
		before := len(d.loaded().Items)
		save(nil, newsletter.Action{Do: newsletter.AddOwn, Area: 1})
		items := d.loaded().Items
		if len(items) != before+1 {
			t.Fatalf("%d items, want %d", len(items), before+1)
		}
		for _, i := range items {
			if i.Kind == models.ItemOwn {
				save(nil, newsletter.Action{Do: newsletter.RemoveOwn, Item: i.ID})
			}
		}
		if after := len(d.loaded().Items); after != before {
			t.Errorf("%d items, want %d", after, before)
		}
	})
	t.Run("a proposed item cannot be taken away", func(t *testing.T) {
		before := len(d.loaded().Items)
		if after := len(save(nil, newsletter.Action{Do: newsletter.RemoveOwn, Item: one.ID}).Items); after != before {
			t.Errorf("%d items, want %d", after, before)
		}
	})
	t.Run("a link that cannot be opened stops the freezing and nothing else", func(t *testing.T) {
		save(func(c *newsletter.Content) {
			for i := range c.Items {
				if c.Items[i].ID == one.ID {
					c.Items[i].Kept, c.Items[i].Links = true, []models.Link{{URL: "regjeringen.no", Label: "Mandatet"}}
				}
			}
		})
		wantKind(t, d.Freeze(ctx, d.editor, id), models.KindInvalid)
		txt, err := documents.NewsletterFormats().Find("txt")
		if err != nil {
			t.Fatal(err)
		}
		if file, err := d.Download(ctx, d.editor, d.plan, models.IssueRef{Period: third}, txt); err != nil || !strings.Contains(string(file.Body), "Utkast") {
			t.Errorf("the draft cannot be downloaded: %v", err)
		}
	})
	t.Run("a text far too long is refused", func(t *testing.T) {
		_, err := d.Save(ctx, d.editor, id, revision, typed(d.loaded(), word(one.ID, strings.Repeat("x", models.MaxNewsletterText+1))))
		wantKind(t, err, models.KindInvalid)
	})
}

func TestANewRevisionOfTheEditionIsTakenInWithoutLosingWords(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		d := newDesk(t, w)
		ctx := t.Context()
		loaded := d.begin()
		one := item(t, loaded, 1)
		if _, err := d.Save(ctx, d.editor, loaded.Issue.ID, 1, typed(loaded, word(one.ID, "KOMs ord."))); err != nil {
			t.Fatal(err)
		}
		d.erratum(third, 1, "Rettet av JD.")
		d.erratum(third, 7, "Rettet av BFD.")
		if now := d.loaded(); !now.SourceChanged() || now.Source.Revision != 1 || now.Newest.Revision != 3 {
			t.Fatalf("made from %v, newest %v", now.Source, now.Newest)
		}
		if err := d.Refresh(ctx, d.editor, d.plan, third); err != nil {
			t.Fatal(err)
		}
		now := d.loaded()
		if now.SourceChanged() || len(now.Items) != len(loaded.Items) {
			t.Errorf("source changed: %v; %d items, want %d", now.SourceChanged(), len(now.Items), len(loaded.Items))
		}
		edited := item(t, now, 1)
		if source, _ := newsletter.SourceOf(edited); edited.Wording() != "KOMs ord." || edited.Proposed != "Rettet av JD." || source.Was != textOfOne {
			t.Errorf("the edited item says %q, proposed %q, was %q", edited.Wording(), edited.Proposed, source.Was)
		}
		if untouched := item(t, now, 7); untouched.Wording() != "Rettet av BFD." {
			t.Errorf("the untouched item says %q", untouched.Wording())
		}
		if _, err := d.Save(ctx, d.editor, now.Issue.ID, now.Issue.Revision, typed(now, word(one.ID, "KOMs nye ord."))); err != nil {
			t.Fatal(err)
		}
		if source, _ := newsletter.SourceOf(item(t, d.loaded(), 1)); source.Was != "" {
			t.Error("the mark stays after the editor has worded the item anew")
		}
	})
}
