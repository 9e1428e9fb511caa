package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"time"

	"tiltak/app/demo"
	"tiltak/app/server"
	"tiltak/app/store"
)

// stopWithin is how long requests under way may take when the node stops.
const stopWithin = 20 * time.Second

type serveOptions struct {
	listen        string
	metricsListen string
	database      string
	publicURL     string
	demo          bool
	logFormat     string
}

// serve runs the website until the context ends.
func serve(ctx context.Context, c call) error {
	options, err := parseServe(c)
	if err != nil {
		return err
	}
	logger := slog.New(slog.NewJSONHandler(c.stderr, nil))
	if options.logFormat == "text" {
		logger = slog.New(slog.NewTextHandler(c.stderr, nil))
	}
	s, err := openMigrated(ctx, options.database, store.Options{Logger: logger})
	if err != nil {
		return err
	}
	defer s.Close()
	if err := prepare(ctx, s, options, c.stdout); err != nil {
		return err
	}
	web, err := server.New(server.Config{Store: s, Logger: logger, Now: time.Now, PublicURL: options.publicURL, Demo: options.demo})
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", options.listen)
	if err != nil {
		return fmt.Errorf("kan ikke lytte på %s: %w", options.listen, err)
	}
	fmt.Fprintf(c.stdout, "Tiltaksoversikten er klar på http://%s\n", listener.Addr())
	failed := make(chan error, 1)
	go func() { failed <- web.App().Listener(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		logger.Info("stopping")
		return web.Stop(stopWithin)
	}
}

func parseServe(c call) (serveOptions, error) {
	set := c.flags()
	var o serveOptions
	set.StringVar(&o.listen, "listen", "127.0.0.1:8080", "adresse og port for nettstedet")
	set.StringVar(&o.metricsListen, "metrics-listen", "", "egen adresse og port for /metrics; tomt: av")
	set.StringVar(&o.database, "database", "", "sqlite:FIL eller postgres://…; tomt: "+defaultDatabase+", i demo "+demoDatabase)
	set.StringVar(&o.publicURL, "public-url", "", "https-adressen folk bruker, når TLS ender foran serveren")
	set.BoolVar(&o.demo, "demo", false, "eksempeldata og eksempelbrukere; bare på egen maskin")
	set.StringVar(&o.logFormat, "log", "json", "loggform: json eller text")
	rest, err := c.parse(set)
	if err != nil {
		return o, err
	}
	if len(rest) > 0 {
		return o, usageError{fmt.Sprintf("skjønner ikke %q", rest[0])}
	}
	return o, o.check()
}

func (o *serveOptions) check() error {
	if o.database == "" {
		o.database = defaultDatabase
		if o.demo {
			o.database = demoDatabase
		}
	}
	for name, address := range map[string]string{"--listen": o.listen, "--metrics-listen": o.metricsListen} {
		if address == "" && name == "--metrics-listen" {
			continue
		}
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return usageError{fmt.Sprintf("%s %q er ingen adresse. Skriv for eksempel 127.0.0.1:8080", name, address)}
		}
		if o.demo && !loopback(host) {
			return usageError{fmt.Sprintf("%s %q: demoen har brukere uten passord og svarer bare på egen maskin. Bruk 127.0.0.1", name, address)}
		}
	}
	if o.publicURL != "" {
		parsed, err := url.Parse(o.publicURL)
		if err != nil || (parsed.Scheme != "https" && parsed.Scheme != "http") || parsed.Host == "" {
			return usageError{fmt.Sprintf("--public-url %q er ingen adresse. Skriv for eksempel https://tiltak.example.no", o.publicURL)}
		}
	}
	if o.logFormat != "json" && o.logFormat != "text" {
		return usageError{fmt.Sprintf("--log %q finnes ikke. Velg json eller text", o.logFormat)}
	}
	return nil
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// prepare checks that the database is of the right kind and fills an empty one.
func prepare(ctx context.Context, s *store.Store, options serveOptions, out interface{ Write([]byte) (int, error) }) error {
	isDemo, err := s.IsDemo(ctx)
	if err != nil {
		return err
	}
	empty, err := s.IsEmpty(ctx)
	if err != nil {
		return err
	}
	switch {
	case options.demo && !isDemo && !empty:
		return fmt.Errorf("databasen er ikke en demo. Start uten --demo, eller velg en annen --database")
	case !options.demo && isDemo:
		return fmt.Errorf("databasen er en demo. Start med --demo, eller velg en annen --database")
	case !empty:
		return nil
	}
	if options.demo {
		return demo.Fill(ctx, options.database, slog.New(slog.DiscardHandler))
	}
	return importBuiltIn(ctx, s)
}
