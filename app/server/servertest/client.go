package servertest

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"tiltak/app/access"
)

const plainOrigin = "http://tiltak.test"

// Client is a browser: it keeps cookies and says where its requests come from.
type Client struct {
	t      testing.TB
	world  *World
	origin *url.URL
	jar    *cookiejar.Jar
	header http.Header
}

// Anonymous is a browser that nobody has logged in with.
func (w *World) Anonymous() *Client {
	w.t.Helper()
	address := plainOrigin
	if w.publicURL != "" {
		address = w.publicURL
	}
	origin, err := url.Parse(address)
	if err != nil {
		w.t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return &Client{t: w.t, world: w, origin: origin, jar: jar, header: http.Header{}}
}

// As is a browser in which a user is logged in.
func (w *World) As(username string) *Client {
	w.t.Helper()
	user, err := w.Accounts.FindUser(w.t.Context(), username)
	if err != nil {
		w.t.Fatal(err)
	}
	if user == nil {
		w.t.Fatalf("there is no user %q", username)
	}
	secret, err := w.Accounts.Begin(w.t.Context(), *user, "")
	if err != nil {
		w.t.Fatal(err)
	}
	client := w.Anonymous()
	client.SetCookie(access.CookieName(w.secure()), secret)
	return client
}

func (w *World) secure() bool { return strings.HasPrefix(w.publicURL, "https://") }

// SetCookie puts a cookie into the browser.
func (c *Client) SetCookie(name, value string) {
	c.jar.SetCookies(c.origin, []*http.Cookie{{Name: name, Value: value, Path: "/", Secure: c.origin.Scheme == "https"}})
}

// Cookie gives the value of a cookie the browser holds, or nothing.
func (c *Client) Cookie(name string) string {
	for _, cookie := range c.jar.Cookies(c.origin) {
		if cookie.Name == name {
			return cookie.Value
		}
	}
	return ""
}

// With gives the same browser sending one header more, or another value of it.
// An empty value takes the header away.
func (c *Client) With(name, value string) *Client {
	other := *c
	other.header = c.header.Clone()
	other.header.Set(name, value)
	return &other
}

// Partial gives the same browser asking as the page's script does.
func (c *Client) Partial() *Client { return c.With("HX-Request", "true") }

// Get visits an address of the site.
func (c *Client) Get(path string) *Page {
	c.t.Helper()
	return c.Do(http.MethodGet, path, "", "")
}

// Post sends a form.
func (c *Client) Post(path string, form url.Values) *Page {
	c.t.Helper()
	return c.Do(http.MethodPost, path, "application/x-www-form-urlencoded", form.Encode())
}

// Upload sends a form with one file in it.
func (c *Client) Upload(path, field, name string, content []byte) *Page {
	c.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, err := form.CreateFormFile(field, name)
	if err != nil {
		c.t.Fatal(err)
	}
	if _, err := file.Write(content); err != nil {
		c.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		c.t.Fatal(err)
	}
	return c.Do(http.MethodPost, path, form.FormDataContentType(), body.String())
}

// Do makes one request and does not follow redirects.
func (c *Client) Do(method, path, contentType, body string) *Page {
	c.t.Helper()
	request, err := http.NewRequestWithContext(c.t.Context(), method, c.origin.ResolveReference(c.reference(path)).String(), strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	request.Header.Set("Sec-Fetch-Mode", "navigate")
	if method != http.MethodGet && method != http.MethodHead {
		request.Header.Set("Origin", c.origin.Scheme+"://"+c.origin.Host)
	}
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	for name, values := range c.header {
		if values[0] == "" {
			request.Header.Del(name)
			continue
		}
		request.Header[name] = values
	}
	for _, cookie := range c.jar.Cookies(c.origin) {
		request.AddCookie(cookie)
	}
	answer, err := c.world.Server.App().Test(request, -1)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	c.jar.SetCookies(c.origin, answer.Cookies())
	page := &Page{t: c.t, client: c, Path: path, Status: answer.StatusCode, Header: answer.Header, Body: string(text), Cookies: answer.Cookies()}
	page.check()
	return page
}

func (c *Client) reference(path string) *url.URL {
	reference, err := url.Parse(path)
	if err != nil {
		c.t.Fatal(err)
	}
	return reference
}
