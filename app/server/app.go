package server

import (
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/compress"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"tiltak/app/access"
	"tiltak/app/language"
	"tiltak/app/pages"
	"tiltak/models"
)

// Limits of one request. A report with all texts at their longest is some 60 KB.
const (
	bodyLimit      = 1 << 20
	readTimeout    = 15 * time.Second
	writeTimeout   = 30 * time.Second
	idleTimeout    = 60 * time.Second
	requestTimeout = 10 * time.Second
)

// Server is the web application.
type Server struct {
	app      *fiber.App
	config   Config
	pages    *pages.Renderer
	accounts *access.Accounts
	entry    *access.Handlers
	origin   *http.CrossOriginProtection
	secure   bool
	routes   []Route
	mail     mailing
	stopping atomic.Bool
}

// New builds the application. It listens to nothing yet.
func New(config Config) (*Server, error) {
	catalogue, err := language.Load()
	if err != nil {
		return nil, err
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	s := &Server{config: config, secure: strings.HasPrefix(config.PublicURL, "https://")}
	s.pages = pages.NewRenderer(catalogue, config.Now, s.secure)
	s.accounts = access.NewAccounts(config.Store)
	s.origin = http.NewCrossOriginProtection()
	if config.PublicURL != "" {
		if err := s.origin.AddTrustedOrigin(strings.TrimRight(config.PublicURL, "/")); err != nil {
			return nil, err
		}
	}
	s.app = fiber.New(fiber.Config{
		// Strings of a request would else be reused for the next one.
		Immutable:             true,
		StrictRouting:         true,
		CaseSensitive:         true,
		DisableStartupMessage: true,
		BodyLimit:             bodyLimit,
		ReadBufferSize:        16 << 10,
		ReadTimeout:           readTimeout,
		WriteTimeout:          writeTimeout,
		IdleTimeout:           idleTimeout,
		ErrorHandler:          s.answerError,
	})
	if s.mail, err = s.mailing(); err != nil {
		return nil, err
	}
	s.app.Server().HeaderReceived = roomForUploads
	capabilities, err := s.capabilities()
	if err != nil {
		return nil, err
	}
	s.routes = routes(capabilities)
	s.app.Use(s.observe, recover.New(recover.Config{EnableStackTrace: true, StackTraceHandler: s.logPanic}), s.headers, s.deadline, compress.New(compress.Config{Level: compress.LevelBestSpeed, Next: alreadySmall}))
	s.register()
	s.app.Use(func(*fiber.Ctx) error { return models.NotFound() })
	return s, nil
}

// App is the fiber application, for listening and for tests.
func (s *Server) App() *fiber.App { return s.app }

// Routes is the route table, for the test that tries every route as everyone.
func (s *Server) Routes() []Route { return s.routes }

func (s *Server) register() {
	for _, route := range s.routes {
		chain := []fiber.Handler{s.guard(route), route.Handler}
		s.app.Add(route.Method, route.Path, chain...)
		if route.PerPlan {
			s.app.Add(route.Method, planPath(route.Path), chain...)
		}
	}
}

func planPath(path string) string {
	if path == "/" {
		return "/plan/:plan"
	}
	return "/plan/:plan" + path
}

// Drain lets /readyz say that the node is going away, so that nobody sends it
// more; requests are still answered.
func (s *Server) Drain() { s.stopping.Store(true) }

// Stop tells that the node is going away, waits for requests under way, and
// closes. It gives an error when they take longer than allowed.
func (s *Server) Stop(within time.Duration) error {
	s.Drain()
	return s.app.ShutdownWithTimeout(within)
}
