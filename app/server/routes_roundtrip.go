package server

import (
	"strings"

	"github.com/valyala/fasthttp"

	"tiltak/app/documents/letterhead"
	"tiltak/app/newsletter/templates"
	"tiltak/app/recommendations/intake"
	"tiltak/app/roundtrip"
	"tiltak/models"
)

// roundtrip: a ministry's round as a workbook, out and back. The rows stand
// before those of single reports, whose addresses would catch them.
func (h capabilities) roundtrip() []Route {
	handlers := roundtrip.NewHandlers(roundtrip.NewDesk(h.server.config.Store), h.server.pages)
	writers := may(models.WriteReports)
	return perPlan(
		get("/rapporter/regneark", writers, handlers.Start),
		post("/rapporter/regneark", writers, handlers.Upload),
		get("/rapporter/regneark/fil", writers, handlers.File),
		get("/rapporter/regneark/endringer", writers, handlers.Preview),
		post("/rapporter/regneark/endringer", writers, handlers.Confirm),
		post("/rapporter/regneark/forkast", writers, handlers.Discard),
	)
}

// uploadLimit is the body of an upload: the largest workbook, and the form
// around it. A file somewhat larger is taken in so that it can be told why it is
// refused.
const uploadLimit = roundtrip.MostBytes + 1<<20

// templateLimit is the same for the office's templates.
const templateLimit = letterhead.MostBytes + 1<<20

// roomForUploads lets the bodies of uploads, and no others, be larger than the
// rest. It is asked when the head of a request is read.
func roomForUploads(header *fasthttp.RequestHeader) fasthttp.RequestConfig {
	path, _, _ := strings.Cut(string(header.RequestURI()), "?")
	if rest, ok := strings.CutPrefix(path, "/plan/"); ok {
		_, rest, _ = strings.Cut(rest, "/")
		path = "/" + rest
	}
	switch {
	case header.IsPost() && path == roundtrip.Address:
		return fasthttp.RequestConfig{MaxRequestBodySize: uploadLimit}
	case header.IsPost() && path == templates.Address:
		return fasthttp.RequestConfig{MaxRequestBodySize: templateLimit}
	case header.IsPost() && path == intake.Address:
		return fasthttp.RequestConfig{MaxRequestBodySize: intake.MostSent}
	case header.IsPost() && path == intake.AddressConfirm:
		return fasthttp.RequestConfig{MaxRequestBodySize: intake.MostConfirmed}
	}
	return fasthttp.RequestConfig{}
}
