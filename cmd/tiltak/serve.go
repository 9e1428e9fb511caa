package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"tiltak/app/access"
	"tiltak/app/demo"
	"tiltak/app/keys"
	"tiltak/app/newsletter"
	"tiltak/app/notify/smtp"
	"tiltak/app/store"
)

type serveOptions struct {
	listen        string
	metricsListen string
	database      string
	publicURL     string
	demo          bool
	logFormat     string
	drain         time.Duration
	proxies       []netip.Prefix
	smtpURL       string
	mailFrom      string
	mail          smtp.Server
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
	return runNode(ctx, s, options, logger, c.stdout)
}

func parseServe(c call) (serveOptions, error) {
	set := c.flags()
	var o serveOptions
	set.StringVar(&o.listen, "listen", "127.0.0.1:8080", "adresse og port for nettstedet")
	set.StringVar(&o.metricsListen, "metrics-listen", "", "egen adresse og port for /metrics; tomt: av")
	set.StringVar(&o.database, "database", "", "sqlite:FIL eller postgres://…; tomt: "+defaultDatabase+", i demo "+demoDatabase)
	set.StringVar(&o.publicURL, "public-url", "", "https-adressen folk bruker, når TLS ender foran serveren")
	set.Func("trusted-proxy", "adresse eller nett (10.0.0.0/8) for en mellomtjener som forteller hvem som spør, i X-Forwarded-For; kan gis flere ganger", o.addProxies)
	set.BoolVar(&o.demo, "demo", false, "eksempeldata og eksempelbrukere; bare på egen maskin")
	set.StringVar(&o.smtpURL, "smtp-url", "", "e-posttjener for påminnelser: smtp://VERT, starttls://BRUKER:PASSORD@VERT eller smtps://BRUKER:PASSORD@VERT; tomt: ingen e-post")
	set.StringVar(&o.mailFrom, "mail-from", "", "avsender av påminnelser, for eksempel «Tiltaksoversikten <tiltak@example.no>»")
	set.StringVar(&o.logFormat, "log", "json", "loggform: json eller text")
	set.DurationVar(&o.drain, "drain", 0, "hvor lenge /readyz sier fra om stopp før noden slutter å ta imot, for eksempel 5s bak en lastfordeler")
	rest, err := c.parse(set)
	if err != nil {
		return o, err
	}
	if len(rest) > 0 {
		return o, usageError{fmt.Sprintf("skjønner ikke %q", rest[0])}
	}
	return o, o.check()
}

// addProxies reads one address or network, or several with commas between.
func (o *serveOptions) addProxies(text string) error {
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimSpace(part)
		if address, err := netip.ParseAddr(part); err == nil {
			o.proxies = append(o.proxies, netip.PrefixFrom(address, address.BitLen()))
			continue
		}
		prefix, err := netip.ParsePrefix(part)
		if err != nil {
			return fmt.Errorf("%q er ingen adresse. Skriv for eksempel 10.0.0.1 eller 10.0.0.0/8", part)
		}
		o.proxies = append(o.proxies, prefix)
	}
	return nil
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
	if err := o.checkMail(); err != nil {
		return err
	}
	if o.drain < 0 || o.drain > time.Minute {
		return usageError{fmt.Sprintf("--drain %s går ikke. Velg fra 0s til 1m", o.drain)}
	}
	if o.logFormat != "json" && o.logFormat != "text" {
		return usageError{fmt.Sprintf("--log %q finnes ikke. Velg json eller text", o.logFormat)}
	}
	return nil
}

// checkMail reads the settings of mail. Mails hold links, so without the address
// people use there are none. No message repeats the password.
func (o *serveOptions) checkMail() error {
	switch {
	case o.smtpURL == "" && o.mailFrom == "":
		return nil
	case o.smtpURL == "":
		return usageError{"--mail-from er gitt uten --smtp-url. Gi begge, eller ingen av dem"}
	case o.mailFrom == "":
		return usageError{"--smtp-url er gitt uten --mail-from. Si hvem e-posten kommer fra"}
	case o.publicURL == "":
		return usageError{"--smtp-url er gitt uten --public-url. Lenkene i e-posten trenger adressen folk bruker"}
	}
	server, err := smtp.ParseServer(o.smtpURL, o.mailFrom)
	if err != nil {
		return usageError{"--smtp-url: " + err.Error()}
	}
	o.mail = server
	return nil
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// offerFirstAdministrator prints a link for making the first administrator when
// the database has no users. A demo has its own.
func offerFirstAdministrator(ctx context.Context, s *store.Store, options serveOptions, listening string, out io.Writer) error {
	if options.demo {
		return nil
	}
	passwords, err := access.NewPasswords()
	if err != nil {
		return err
	}
	secret, err := keys.NewRing(s, passwords).FirstAdministratorLink(ctx)
	if err != nil || secret == "" {
		return err
	}
	address := options.publicURL
	if address == "" {
		address = "http://" + listening
	}
	fmt.Fprintf(out, "Ingen brukere finnes ennå. Opprett den første administratoren her. Lenken kan brukes én gang, i 24 timer:\n%s\n",
		strings.TrimRight(address, "/")+keys.SetupPath+secret)
	return nil
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
		return newsletter.FillTexts(ctx, s)
	}
	if options.demo {
		return demo.Fill(ctx, options.database, slog.New(slog.DiscardHandler))
	}
	return importBuiltIn(ctx, s)
}
