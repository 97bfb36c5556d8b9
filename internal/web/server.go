package web

import (
	"log/slog"
	"net/http"
	"time"
)

// headLimit bounds a request's head; an address that is too long is told so by a
// page of ours up to here, by the server's own words beyond.
const headLimit = 160 << 10

// NewServer is an HTTP server with limits on what a client may hold up. Those on
// reading and writing hold until the site has set its own.
func NewServer(h http.Handler, log *slog.Logger, l Limits) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: l.Head,
		ReadTimeout:       10 * time.Minute,
		WriteTimeout:      10 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    headLimit,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}
