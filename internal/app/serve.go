package app

import (
	"context"
	"errors"
	"net"
	"net/http"
	"runtime/debug"
	"syscall"
	"time"

	"golang.org/x/net/netutil"

	"lantoa/internal/config"
	"lantoa/internal/errs"
	"lantoa/internal/web"
	"lantoa/internal/web/assets"
	"lantoa/internal/web/ui"
)

// shutdownWait is how long requests under way may take when the program ends.
const shutdownWait = 20 * time.Second

// builtAssets are the bundled style, script and fonts; bare tests do without.
func builtAssets(bare bool) (http.Handler, ui.AssetPaths, error) {
	built, err := assets.Load()
	if err != nil && bare {
		return http.NotFoundHandler(), ui.AssetPathsFrom(func(name string) string { return assets.Prefix + name }), nil
	}
	if err != nil {
		return nil, ui.AssetPaths{}, err
	}
	return built.Handler(), ui.AssetPathsFrom(built.Path), nil
}

// Listen takes the address before anything else is touched, so that a second
// start changes nothing.
func Listen(c config.Serve) (net.Listener, error) {
	if c.Demo && !config.Loopback(c.Addr) {
		return nil, errs.New(errs.Invalid, "start.demo_address", c.Addr)
	}
	l, err := net.Listen("tcp", c.Addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, errs.Wrap(err, errs.Invalid, "start.address", c.Addr)
	case err != nil:
		return nil, errs.Wrap(err, errs.Invalid, "start.address_wrong", c.Addr)
	}
	return l, nil
}

// Serve works jobs and answers on the listener until ctx ends, then lets requests
// and jobs under way finish. It calls ready once nothing stands in the way.
func (a *App) Serve(ctx context.Context, l net.Listener, ready func()) error {
	if a.memory > 0 {
		debug.SetMemoryLimit(int64(a.memory) << 20)
	}
	if err := a.Jobs.Start(ctx); err != nil {
		_ = l.Close()
		return err
	}
	ready()
	err := a.answer(ctx, l)
	wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownWait)
	defer cancel()
	return errors.Join(err, a.Jobs.Stop(wait))
}

func (a *App) answer(ctx context.Context, l net.Listener) error {
	server := web.NewServer(a.handler, a.log, a.limits)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(netutil.LimitListener(l, a.limits.Conns)) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownWait)
	defer cancel()
	if err := server.Shutdown(wait); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
