package web

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// Limits say how long a client may keep the server, and how much it may send at
// the same time as others. A slow link is served; one that stands still is not.
type Limits struct {
	Conns   int           // connections at once; more wait until one ends
	Head    time.Duration // for the request's head
	Stretch time.Duration // for each 64 kB of a body or an answer
	Whole   time.Duration // for a body or an answer, however large
	Uploads int           // forms with files that are received at once
	Own     int           // of those, from one account
	Files   int           // files that are made at once
	Wait    time.Duration // for a turn among those
	Rows    int           // of a list's file that is made while its reader waits; of more, a task makes it
}

// DefaultLimits let a link of 9 kbit/s work. 32 forms of 64 MB are 2 GB of
// temporary files at most, 4,000 connections 200 MB of memory.
func DefaultLimits() Limits {
	return Limits{Conns: 4000, Head: 10 * time.Second, Stretch: time.Minute, Whole: time.Hour, Uploads: 32, Own: 4, Files: 4, Wait: 20 * time.Second, Rows: 20_000}
}

// stretch is how much of a body or an answer moves under one deadline. What went
// fast earns nothing: a client could take what the kernel keeps for it, and stop.
const stretch = 64 << 10

// pace is how far a body or an answer has come.
type pace struct {
	Limits
	began, from time.Time // the whole, and its present stretch
	moved       int       // of the stretch
}

// until is when the next n bytes must have moved.
func (p *pace) until(n int) time.Time {
	if p.began.IsZero() || p.moved >= stretch {
		p.from, p.moved = time.Now(), 0
	}
	if p.began.IsZero() {
		p.began = p.from
	}
	p.moved += n
	first, last := p.from.Add(p.Stretch), p.began.Add(p.Whole)
	if last.Before(first) {
		return last
	}
	return first
}

// write writes data stretch by stretch, each under its deadline.
func (p *pace) write(w http.ResponseWriter, data []byte) (n int, err error) {
	c := http.NewResponseController(w)
	for {
		part := data[n:min(n+stretch, len(data))]
		_ = c.SetWriteDeadline(p.until(len(part))) // what cannot has no client either: a test's recorder
		wrote, err := w.Write(part)
		n += wrote
		if err != nil || n == len(data) {
			return n, err
		}
	}
}

// pacedBody is a request's body that must keep coming.
type pacedBody struct {
	io.ReadCloser
	pace pace
	c    *http.ResponseController
}

// paced puts the body of r under the limits, from now on: also one that nobody
// reads, which the server would wait for when it has answered.
func paced(w http.ResponseWriter, r *http.Request, l Limits) {
	if r.ContentLength == 0 {
		return
	}
	b := &pacedBody{ReadCloser: r.Body, pace: pace{Limits: l}, c: http.NewResponseController(w)}
	_ = b.c.SetReadDeadline(b.pace.until(0))
	r.Body = b
}

// Read implements io.Reader.
func (b *pacedBody) Read(p []byte) (int, error) {
	_ = b.c.SetReadDeadline(b.pace.until(0))
	n, err := b.ReadCloser.Read(p)
	b.pace.until(n)
	if errors.Is(err, io.EOF) {
		// The server goes on reading, to see whether the client leaves: that has no end.
		_ = b.c.SetReadDeadline(time.Time{})
	}
	return n, err
}
