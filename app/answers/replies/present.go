package replies

import (
	"tiltak/app/answers"
	"tiltak/app/language"
	"tiltak/models"
	view "tiltak/views/replies"
)

// frozenOf shows the replies that are frozen.
func frozenOf(listed []Listed) []view.Frozen {
	var frozen []view.Frozen
	for _, reply := range listed {
		if reply.State != models.ReplyFrozen || reply.FrozenAt == nil {
			continue
		}
		shown := view.Frozen{Number: reply.Number, Ref: reply.Edition(), FrozenAt: *reply.FrozenAt, FrozenBy: reply.Frozen}
		for _, file := range reply.Files {
			shown.Files = append(shown.Files, view.File{Language: file.Language, Format: file.Format, Name: file.Name, Hash: file.Hash})
		}
		frozen = append(frozen, shown)
	}
	return frozen
}

// draftOf shows a draft with the wordings of a language.
func draftOf(work Work, made answers.Made, written models.Language, p language.Printer) *view.Draft {
	draft := &view.Draft{
		Number: work.Reply.Number, Language: written, Languages: Languages(), Ref: work.Ref, Formats: Formats(), Last: work.Last(),
	}
	if work.Newest.Period.Index() > work.Reply.Period.Index() {
		draft.Newer = work.Newest.Period
	}
	for _, text := range made.Missing {
		draft.Missing = append(draft.Missing, view.Missing{Kind: string(text.Kind), Ref: text.Ref, Text: text.Text, Address: text.Address})
	}
	for _, source := range work.Basis.Sources() {
		row := rowOf(work, source, written, p)
		if row.Text != "" {
			draft.Worded++
		}
		if row.Changed {
			draft.Changed++
		}
		draft.Rows = append(draft.Rows, row)
	}
	return draft
}

func rowOf(work Work, source answers.Source, written models.Language, p language.Printer) view.Row {
	r := source.Recommendation
	row := view.Row{Ref: r.Ref, Topic: r.Topic, Level: r.Level, Confirmed: r.Confirmed, Article: source.Article}
	for _, part := range source.Parts {
		row.Parts = append(row.Parts, view.Part{
			Number: part.Measure.Number, Title: part.Measure.Title, TitleSettled: part.Measure.TitleConfirmed,
			Organisation: part.Organisation, Period: part.Period, Text: part.Text, Language: part.Language,
		})
	}
	if saved, there := work.Find(r.Ref, written); there && saved.Text != "" {
		row.Text, row.SavedBy, row.SavedAt = saved.Text, saved.Who, saved.SavedAt
		row.Changed = saved.Source != source.Text(p)
	}
	return row
}

func versionOf(saved Saved) view.Version {
	return view.Version{Number: saved.Number, SetAside: saved.SetAside, Text: saved.Text, SavedBy: saved.Who, SavedAt: saved.SavedAt}
}
