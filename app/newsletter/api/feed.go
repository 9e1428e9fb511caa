package api

import (
	"time"

	"github.com/gorilla/feeds"

	"tiltak/app/language"
	"tiltak/app/newsletter"
	"tiltak/models"
)

// feedEntries is how many newsletters the feed holds.
const feedEntries = 12

// atom writes the issued sections as an Atom feed, newest first. An erratum is the
// same entry, updated. Addresses begin with site.
func atom(issued []newsletter.FeedEntry, site string, printer language.Printer) (string, error) {
	feed := feeds.AtomFeed{
		Xmlns: "http://www.w3.org/2005/Atom", Title: printer.T("newsletter.feed.title"), Id: site + "/api/v1/newsletter.atom",
		Link:    &feeds.AtomLink{Href: site + "/api/v1/newsletter.atom", Rel: "self", Type: "application/atom+xml"},
		Author:  &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: printer.T("newsletter.paper.author")}},
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339), // before anything is issued
	}
	for i, l := range issued {
		at, page := l.FrozenAt.UTC().Format(time.RFC3339), site+"/nyhetsbrev/"+l.Period.String()
		if i == 0 || at > feed.Updated {
			feed.Updated = at
		}
		entry := &feeds.AtomEntry{
			Title: printer.T("newsletter.title", "Months", printer.Months(l.Period)), Id: page, Updated: at,
			Content: &feeds.AtomContent{Type: "html", Content: string(l.Body)},
			Links:   []feeds.AtomLink{{Href: page, Rel: "alternate", Type: "text/html"}},
		}
		if l.Reason != "" {
			entry.Summary = &feeds.AtomSummary{Type: "text", Content: printer.T("newsletter.feed.corrected", "Reason", l.Reason)}
		}
		if l.Address != "" {
			entry.Links = append(entry.Links, feeds.AtomLink{Href: l.Address, Rel: "related", Type: "text/html"})
		}
		feed.Entries = append(feed.Entries, entry)
	}
	body, err := feeds.ToXML(&feed)
	return body, models.Wrap(err, "write the feed")
}
