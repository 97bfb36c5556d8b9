package bench

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"lantoa/internal/audit"
	"lantoa/internal/db"
)

// recorder keeps the calls of the database while it is on.
type recorder struct {
	mu    sync.Mutex
	on    bool
	calls []db.Call
}

func (r *recorder) note(c db.Call) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.on {
		r.calls = append(r.calls, db.Call{Kind: c.Kind, Text: c.Text, Args: slices.Clone(c.Args)})
	}
}

func (r *recorder) begin() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.on, r.calls = true, nil
}

func (r *recorder) end() []db.Call {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.on = false
	return r.calls
}

// page is what the handler answers inside this process.
type page struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (p *page) Header() http.Header { return p.header }

// WriteHeader implements http.ResponseWriter.
func (p *page) WriteHeader(status int) { p.status = status }

// Write implements http.ResponseWriter.
func (p *page) Write(b []byte) (int, error) {
	if p.status == 0 {
		p.status = http.StatusOK
	}
	return p.body.Write(b)
}

// inside asks the handler in this process, without a connection.
func (h *house) inside(ctx context.Context, method, path, cookies, kind string, body []byte) (answer, error) {
	const host = "127.0.0.1"
	r, err := http.NewRequestWithContext(ctx, method, "http://"+host+path, bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	r.RequestURI, r.RemoteAddr = path, "127.0.0.1:1"
	r.Header.Set("Cookie", cookies)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
		r.Header.Set("Origin", "http://"+host)
	}
	p := &page{header: http.Header{}}
	h.app.Handler().ServeHTTP(p, r)
	return answer{status: p.status, location: p.header.Get("Location"), body: p.body.Bytes()}, nil
}

// recording is the calls of one request, to be run again.
type recording struct {
	calls []db.Call
	made  []string // the keys that the request made, in order
	slots []slot
}

// slot is an argument in which keys stand that every run needs anew.
type slot struct{ call, arg int }

// dossierRef is the number that a dossier is given.
var dossierRef = regexp.MustCompile(`^HS\.\d{4}\.\d+$`)

var uuidForm = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)

// newRecording finds in the calls the keys that were made since the time.
func newRecording(calls []db.Call, since time.Time) (*recording, error) {
	if len(calls) == 0 {
		return nil, fmt.Errorf("the page ran no statement")
	}
	r := &recording{calls: calls}
	for _, c := range calls {
		for _, a := range c.Args {
			for _, id := range uuidForm.FindAllString(fmt.Sprint(a), -1) {
				u, err := uuid.Parse(id)
				if err == nil && !time.Unix(u.Time().UnixTime()).Before(since.Truncate(time.Millisecond)) && !slices.Contains(r.made, id) {
					r.made = append(r.made, id)
				}
			}
		}
	}
	if len(r.made) == 0 {
		return r, nil
	}
	other := make([]string, len(r.made))
	for i := range other {
		other[i] = db.NewID()
	}
	for i, c := range calls {
		for j, a := range c.Args {
			if _, changed := r.renew(a, other); changed {
				r.slots = append(r.slots, slot{i, j})
			}
		}
	}
	return r, nil
}

// fresh is the calls with new keys in place of those that the request made.
func (r *recording) fresh() []db.Call {
	if len(r.slots) == 0 {
		return r.calls
	}
	ids := make([]string, len(r.made))
	for i := range ids {
		ids[i] = db.NewID()
	}
	out := slices.Clone(r.calls)
	last := -1
	for _, s := range r.slots {
		if s.call != last {
			out[s.call].Args = slices.Clone(out[s.call].Args)
			last = s.call
		}
		out[s.call].Args[s.arg], _ = r.renew(out[s.call].Args[s.arg], ids)
	}
	for _, s := range r.slots { // what is entered stays, and the log with it
		audit.Rehash(out[s.call].Text, out[s.call].Args)
	}
	return out
}

// renew is an argument with the keys in place of those made: as they stand, as
// the place in the search index that follows from a key, and as a dossier's number.
func (r *recording) renew(arg any, ids []string) (any, bool) {
	switch v := arg.(type) {
	case string:
		if dossierRef.MatchString(v) {
			return v[:len("HS.2021.")] + ids[0], true
		}
		changed := v
		for i, old := range r.made {
			changed = strings.ReplaceAll(changed, old, ids[i])
		}
		return changed, changed != v
	case int64:
		for i, old := range r.made {
			if off := v - indexPlace(old); off >= 0 && off < 8 {
				return indexPlace(ids[i]) + off, true
			}
		}
	case []string:
		out, any := slices.Clone(v), false
		for i := range out {
			one, changed := r.renew(out[i], ids)
			out[i], any = one.(string), any || changed
		}
		return out, any
	}
	return arg, false
}

// indexPlace is where search files the record of a key: see search.Put.
func indexPlace(id string) int64 {
	raw, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	if err != nil || len(raw) != 16 {
		return -1
	}
	ms, _ := strconv.ParseInt(hex.EncodeToString(raw[:6]), 16, 64)
	return (ms<<12 | int64(raw[6]&0x0f)<<8 | int64(raw[7])) * 8
}
