package server_test

import (
	"bytes"
	"log/slog"
	"net"
	"testing"
	"time"

	"tiltak/app/catalogue"
	"tiltak/app/demo"
	"tiltak/app/server"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
)

// demoSite serves a filled demo on a free port and gives its address and its
// database.
func demoSite(t *testing.T, address string) (string, *store.Store) {
	t.Helper()
	logger := slog.New(slog.DiscardHandler)
	if err := demo.Fill(t.Context(), address, logger); err != nil {
		t.Fatal(err)
	}
	s := storetest.Open(t, address, nil)
	return serveSite(t, s), s
}

// serveSite serves a database as a demo on a free port.
func serveSite(t *testing.T, s *store.Store) string {
	t.Helper()
	return serveConfig(t, server.Config{Store: s, Logger: slog.New(slog.DiscardHandler), Demo: true})
}

// serveConfig serves on a free port until the test ends.
func serveConfig(t *testing.T, config server.Config) string {
	t.Helper()
	web, err := server.New(config)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = web.App().Listener(listener) }()
	t.Cleanup(func() { _ = web.Stop(5 * time.Second) })
	return "http://" + listener.Addr().String()
}

// measureTitles gives the titles of the built-in catalogue by number.
func measureTitles(t *testing.T) map[int]string {
	t.Helper()
	file, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	titles := map[int]string{}
	for _, measure := range file.Measures {
		titles[measure.Number] = measure.Title.NB
	}
	return titles
}
