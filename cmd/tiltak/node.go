package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"tiltak/app/server"
	"tiltak/app/server/metrics"
	"tiltak/app/store"
)

// stopWithin is how long requests under way may take when the node stops.
const stopWithin = 20 * time.Second

// runNode answers for the pages, and for the measures on their own address,
// until the context ends. Then /readyz says so, and after the time for draining
// no new requests are taken and those under way are finished.
func runNode(ctx context.Context, s *store.Store, options serveOptions, logger *slog.Logger, out io.Writer) error {
	measures, err := metrics.New(s, programVersion(), logger)
	if err != nil {
		return err
	}
	web, err := server.New(server.Config{
		Store: s, Logger: logger, Now: time.Now, PublicURL: options.publicURL, Demo: options.demo,
		Version: programVersion(), TrustedProxies: options.proxies, Observe: measures.Observe,
		Mail: options.mail, ObserveMail: measures.ObserveMail,
	})
	if err != nil {
		return err
	}
	listener, err := listenOn(ctx, options.listen)
	if err != nil {
		return err
	}
	measuring, err := serveMetrics(ctx, measures, options.metricsListen, out)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer measuring.Close()
	if err := offerFirstAdministrator(ctx, s, options, listener.Addr().String(), out); err != nil {
		return errors.Join(err, listener.Close())
	}
	fmt.Fprintf(out, "Tiltaksoversikten er klar på http://%s\n", listener.Addr())
	finish := sendMail(ctx, web)
	defer finish()
	failed := make(chan error, 1)
	go func() { failed <- web.App().Listener(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	logger.Info("stopping")
	web.Drain()
	select {
	case err := <-failed:
		return err
	case <-time.After(options.drain):
	}
	return web.Stop(stopWithin)
}

// sendMail sends mails in the background, if mail is set up. finish waits for
// the one that is under way.
func sendMail(ctx context.Context, web *server.Server) (finish func()) {
	office := web.Office()
	if office == nil {
		return func() {}
	}
	ctx, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		office.Run(ctx)
	}()
	return func() {
		stop()
		<-done
	}
}

func listenOn(ctx context.Context, address string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("kan ikke lytte på %s: %w", address, err)
	}
	return listener, nil
}

// serveMetrics answers for /metrics on an address of its own; an empty one is
// none.
func serveMetrics(ctx context.Context, measures *metrics.Metrics, address string, out io.Writer) (io.Closer, error) {
	site := &http.Server{Handler: measures.Handler(), ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 15 * time.Second}
	if address == "" {
		return site, nil
	}
	listener, err := listenOn(ctx, address)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(out, "Målinger på http://%s/metrics\n", listener.Addr())
	go func() { _ = site.Serve(listener) }() // ends with Close
	return site, nil
}
