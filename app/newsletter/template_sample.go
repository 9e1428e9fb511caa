package newsletter

import (
	"tiltak/app/documents"
	"tiltak/app/language"
)

// templateSample is a paper that shows every style of a template. All of its text
// says that it is an example; its header does not, for it may become the header of
// real papers.
func templateSample(p language.Printer) documents.Document {
	text := func(key string) documents.Run { return documents.Plain(p.T("letterhead.sample." + key)) }
	return documents.Document{
		Title: p.T("letterhead.sample.title"), Subject: p.T("newsletter.paper.subject"), Author: p.T("newsletter.paper.author"), Language: language.Tag(p.Language),
		Words: documents.Words{Page: p.T("newsletter.paper.page"), Figure: p.T("newsletter.paper.figure"), Continued: p.T("newsletter.paper.continued")},
		Blocks: []documents.Block{
			documents.Title(text("title")), documents.Lead(text("lead")),
			documents.TableOf(documents.Table{
				Caption: p.T("letterhead.sample.caption"),
				Columns: []documents.Column{{Heading: p.T("newsletter.paper.area")}, {Heading: p.T("newsletter.paper.total"), Number: true}},
				Rows:    [][]documents.Cell{documents.Cells(p.T("letterhead.sample.row"), "1")},
			}),
			documents.Columns(2), documents.Heading1(text("heading1")), documents.Heading2(text("heading2")),
			documents.Paragraph(text("paragraph"), documents.Plain(" "), documents.Link(p.T("newsletter.paper.see_first")+"\u00a0"+p.T("newsletter.paper.here"), "https://eksempel.no/"), documents.Plain(".")),
			documents.Item(text("item")), documents.Item(text("item")), documents.Note(text("note")),
		},
	}
}
