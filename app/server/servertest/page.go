package servertest

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Page is an answer from the server.
type Page struct {
	Path    string
	Status  int
	Header  http.Header
	Body    string
	Cookies []*http.Cookie

	t      testing.TB
	client *Client
	doc    *goquery.Document
}

// Doc is the page as a document.
func (p *Page) Doc() *goquery.Document {
	p.t.Helper()
	if p.doc == nil {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(p.Body))
		if err != nil {
			p.t.Fatal(err)
		}
		p.doc = doc
	}
	return p.doc
}

// Text is the page's text with every run of white space as one space.
func (p *Page) Text() string {
	p.t.Helper()
	return strings.Join(strings.Fields(p.Doc().Text()), " ")
}

// WantStatus fails the test unless the answer has the status. It gives the page
// back.
func (p *Page) WantStatus(status int) *Page {
	p.t.Helper()
	if p.Status != status {
		p.t.Fatalf("%s answered %d, want %d:\n%s", p.Path, p.Status, status, p.excerpt())
	}
	return p
}

// WantText fails the test unless the page's text has each of the texts.
func (p *Page) WantText(texts ...string) *Page {
	p.t.Helper()
	for _, text := range texts {
		if !strings.Contains(p.Text(), text) {
			p.t.Errorf("%s does not say %q:\n%s", p.Path, text, p.excerpt())
		}
	}
	return p
}

// WantNoText fails the test when the body holds any of the texts anywhere.
func (p *Page) WantNoText(texts ...string) *Page {
	p.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.Body, text) || strings.Contains(p.Text(), text) {
			p.t.Errorf("%s gives away %q", p.Path, text)
		}
	}
	return p
}

// WantRedirect fails the test unless the answer sends the browser to an
// address with 303.
func (p *Page) WantRedirect(to string) *Page {
	p.t.Helper()
	p.WantStatus(http.StatusSeeOther)
	if got := p.Header.Get("Location"); got != to {
		p.t.Fatalf("%s leads to %q, want %q", p.Path, got, to)
	}
	return p
}

// Follow goes where redirects lead, and gives the page at the end.
func (p *Page) Follow() *Page {
	p.t.Helper()
	page := p
	for range 5 {
		if page.Status < 300 || page.Status > 399 {
			return page
		}
		page = page.client.Get(page.Header.Get("Location"))
	}
	p.t.Fatalf("%s leads in a circle", p.Path)
	return nil
}

// Form gives the fields of the form that a selector finds, as a browser would
// send them, and its address. Buttons are not among the fields.
func (p *Page) Form(selector string) (action string, fields url.Values) {
	p.t.Helper()
	form := p.Doc().Find(selector).First()
	if form.Length() == 0 {
		p.t.Fatalf("%s has no form %q:\n%s", p.Path, selector, p.excerpt())
	}
	fields = url.Values{}
	form.Find("input, textarea, select").Each(func(_ int, field *goquery.Selection) {
		name, named := field.Attr("name")
		_, disabled := field.Attr("disabled")
		if !named || disabled {
			return
		}
		switch goquery.NodeName(field) {
		case "textarea":
			// HTML drops the first line break of a text field.
			fields.Add(name, strings.TrimPrefix(field.Text(), "\n"))
		case "select":
			chosen := field.Find("option[selected]")
			if chosen.Length() == 0 {
				chosen = field.Find("option").First()
			}
			chosen.Each(func(_ int, option *goquery.Selection) { fields.Add(name, option.AttrOr("value", option.Text())) })
		default:
			kind := field.AttrOr("type", "text")
			_, checked := field.Attr("checked")
			if kind == "submit" || kind == "button" || (kind == "checkbox" || kind == "radio") && !checked {
				return
			}
			fields.Add(name, field.AttrOr("value", map[bool]string{true: "on"}[checked]))
		}
	})
	return form.AttrOr("action", p.Path), fields
}

var untranslated = regexp.MustCompile(`\[[a-z][a-z0-9_]*(\.[a-z0-9_]+)+\]`)

// check fails the test for what no page of the site may have.
func (p *Page) check() {
	p.t.Helper()
	if !strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") || strings.HasPrefix(p.Header.Get("Content-Disposition"), "attachment") {
		return // no page of the site; a file for mail carries its styles inline
	}
	if keys := untranslated.FindAllString(p.Body, -1); len(keys) > 0 {
		p.t.Errorf("%s has texts that are not in the language catalogue: %v", p.Path, keys)
	}
	seen := map[string]bool{}
	p.Doc().Find("*").Each(func(_ int, element *goquery.Selection) {
		name := goquery.NodeName(element)
		for _, attribute := range element.Nodes[0].Attr {
			switch {
			case attribute.Key == "style", strings.HasPrefix(attribute.Key, "on"):
				p.t.Errorf("%s: <%s %s> is refused by the content security policy", p.Path, name, attribute.Key)
			case attribute.Key == "id" && seen[attribute.Val]:
				p.t.Errorf("%s: two elements have the id %q", p.Path, attribute.Val)
			case attribute.Key == "id":
				seen[attribute.Val] = true
			}
		}
		if _, linked := element.Attr("src"); name == "style" || name == "script" && !linked {
			p.t.Errorf("%s: inline <%s> is refused by the content security policy", p.Path, name)
		}
	})
}

func (p *Page) excerpt() string {
	text := p.Body
	if strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") {
		text = strings.Join(strings.Fields(p.Doc().Find("main").Text()), " ")
		if text == "" {
			text = p.Body
		}
	}
	return text[:min(len(text), 2000)]
}
