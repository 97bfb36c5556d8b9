// Package app puts the program together: database, services, pages, server. The
// command line starts it, and so do tests.
package app

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"lantoa/internal/account"
	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/config"
	"lantoa/internal/db"
	"lantoa/internal/demo"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/jobs"
	"lantoa/internal/law"
	"lantoa/internal/org"
	"lantoa/internal/web"
)

// Services are the features, for whoever fills a database.
type Services struct {
	DB       *db.DB
	Files    *blob.Store
	Orgs     *org.Service
	Laws     *law.Service
	Accounts *account.Service
	Jobs     *jobs.Runner
	// Sealing is what audit.Seal takes; its key is empty but in a started program.
	Sealing Sealing
	Features
}

// Sealing is the key of the audit log, and the log of its seals.
type Sealing struct {
	Key     audit.Key
	Anchors audit.Anchors
}

// Options say how to start.
type Options struct {
	config.Serve
	Log      *slog.Logger
	Now      func() time.Time // the clock; time.Now when nil
	Accounts account.Config   // the default when zero
	Jobs     jobs.Options     // how background work runs
	Limits   web.Limits       // on what clients may hold up; the default when zero
	// Bare starts without built assets: pages link to nothing. For tests.
	Bare bool
	// Database is one that is open and migrated already; Start opens Data or
	// DatabaseURL when nil.
	Database *db.DB
}

// App is the running program but for its listener.
type App struct {
	*Services
	Texts    *i18n.Catalogue
	Demo     []demo.Account // to sign in with, one per role first
	Password string         // of the demonstration's accounts
	handler  http.Handler
	log      *slog.Logger
	limits   web.Limits
	memory   int // MB
	owns     bool
}

// Start opens and migrates the database and puts everything together. Errors
// that the person who starts the program can mend carry start.* keys.
func Start(ctx context.Context, o Options) (_ *App, err error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Jobs.Log = o.Log
	if o.Limits == (web.Limits{}) {
		o.Limits = web.DefaultLimits()
	}
	a := &App{log: o.Log, limits: o.Limits, memory: o.Memory}
	if a.Texts, err = i18n.Load(); err != nil {
		return nil, err
	}
	// Asked first: without them nothing else is touched.
	files, paths, err := builtAssets(o.Bare)
	if err != nil {
		return nil, err
	}
	s, err := Open(ctx, o)
	if err != nil {
		return nil, err
	}
	a.Services, a.owns = s, o.Database == nil
	defer func() {
		if err != nil {
			a.Close()
		}
	}()
	if s.Sealing, err = openSealing(ctx, s.DB, o.Serve); err != nil {
		return nil, err
	}
	if o.Demo {
		if err := a.loadDemo(ctx, o); err != nil {
			return nil, err
		}
	}
	a.handler, err = web.New(web.Options{DB: s.DB, Accounts: s.Accounts, Texts: a.Texts, Log: o.Log, Assets: files, Paths: paths,
		PublicURL: o.PublicURL, Demo: o.Demo, Limits: o.Limits, Pages: s.pages(o.PublicURL, o.Limits.Rows, a.Texts)})
	return a, err
}

// Open opens and migrates the database of a command and makes the services.
func Open(ctx context.Context, o Options) (*Services, error) {
	d := o.Database
	if d == nil {
		var err error
		if d, err = db.Open(ctx, db.Options{Dir: o.Data, URL: o.DatabaseURL, Now: o.Now}); err != nil {
			return nil, err
		}
		if err := d.Migrate(ctx); err != nil {
			d.Close()
			return nil, err
		}
	}
	s, err := newServices(ctx, d, o)
	if err != nil && o.Database == nil {
		d.Close()
	}
	return s, err
}

// openSealing opens the key, or makes it at the first start.
func openSealing(ctx context.Context, d *db.DB, o config.Serve) (Sealing, error) {
	key, err := audit.OpenKey(ctx, d, o.KeyFile(o.Database))
	return Sealing{Key: key, Anchors: audit.Anchors{File: o.AnchorsFile(o.Database)}}, err
}

// Handler answers requests.
func (a *App) Handler() http.Handler { return a.handler }

// Close ends what Start opened.
func (a *App) Close() {
	_ = a.Files.Close()
	if a.owns {
		a.DB.Close()
	}
}

func (a *App) loadDemo(ctx context.Context, o Options) (err error) {
	if !config.Loopback(o.Addr) {
		return errs.New(errs.Invalid, "start.demo_address", o.Addr)
	}
	if a.Password, err = demoPassword(o.Serve); err != nil {
		return err
	}
	if o.Accounts.Tries == 0 {
		o.Accounts = account.DefaultConfig()
	}
	a.Demo, err = demo.Load(ctx, demo.Target{DB: a.DB, Files: a.Files, Accounts: o.Accounts}, a.Password)
	return err
}

// demoPassword is the one given, or one made at the first start and kept beside
// the data, so that every start announces the same.
func demoPassword(c config.Serve) (string, error) {
	if c.DemoPassword != "" {
		if account.DefaultConfig().CheckPassword("", c.DemoPassword) != nil {
			return "", errs.New(errs.Invalid, "start.demo_password")
		}
		return c.DemoPassword, nil
	}
	name := filepath.Join(c.Data, "demo-password")
	if kept, err := os.ReadFile(name); err == nil && account.DefaultConfig().CheckPassword("", strings.TrimSpace(string(kept))) == nil {
		return strings.TrimSpace(string(kept)), nil
	}
	made := "Lan-toa-" + rand.Text()[:10]
	if err := os.MkdirAll(c.Data, 0o750); err != nil {
		return "", errs.Wrap(err, errs.Invalid, "start.folder", c.Data)
	}
	if err := os.WriteFile(name, []byte(made+"\n"), 0o600); err != nil {
		return "", errs.Wrap(err, errs.Invalid, "start.folder", c.Data)
	}
	return made, nil
}
