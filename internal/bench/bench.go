// Package bench measures the program as people meet it, and beside each figure
// the floor under it, in one run.
//
// The program is started as a process of its own, so that resident memory and
// the time of a cold start are its own. The clients sit in this process: they
// sign in through the real form, keep their connections, and check every answer;
// a wrong answer ends the run and never counts as a fast one.
//
// The floor of a page is what its statements cost alone. The page is asked for
// once inside this process with the database watched (db.Options.Watch), which
// gives every statement that it really runs, with its arguments and in its
// order, those that find the session and the person's rights too. The floor runs
// the same statements again on the bare drivers (db.Raw): the same pools and
// settings, statements that stay prepared, every row scanned and thrown away, as
// many clients, no HTTP, nothing rendered. For a create, the statements run in
// their one transaction with fresh keys in place of those that were made while
// watching. So the floor is not the fastest way in which a page could be had
// (fewer statements would lower it too): it says how much the program adds to
// the statements that it chose. Page and floor take turns of a fraction of the
// time each, so that noise of the machine meets both.
package bench

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"lantoa/internal/errs"
)

// Place is a database to measure: an embedded one in the folder Data, or with
// URL a PostgreSQL database, whose files lie in Data.
type Place struct {
	Data string
	URL  string
}

// String is the place as the report names it, without a password.
func (p Place) String() string {
	if p.URL == "" {
		return p.Data
	}
	_, host, with := strings.Cut(p.URL, "@")
	if !with {
		_, host, _ = strings.Cut(p.URL, "://")
	}
	host, _, _ = strings.Cut(host, "?")
	return host
}

// Options say what to measure and how long.
type Options struct {
	Places  []Place
	Program string        // the binary to start
	Time    time.Duration // of page and of floor, each, per scenario and number of clients
	Clients []int
	Quiet   time.Duration // how long nobody asks anything before memory is called idle
	Only    string        // measure only scenarios whose name contains it; all when ""
	Profile string        // a folder for profiles of the program, one set per place; none when ""
	// Say is told what is being done, for whoever waits.
	Say func(step string, args ...any)
}

// Run measures all places, one after the other, and judges.
func Run(ctx context.Context, o Options) (Report, error) {
	if o.Say == nil {
		o.Say = func(string, ...any) {}
	}
	if len(o.Places) == 0 || o.Time <= 0 || len(o.Clients) == 0 || slices.Min(o.Clients) < 1 {
		return Report{}, errs.New(errs.Invalid, "bench.nothing")
	}
	out := Report{Machine: thisMachine(), At: time.Now().UTC().Truncate(time.Second), Seconds: o.Time.Seconds()}
	for _, p := range o.Places {
		o.Say("bench.place", p.String())
		d, err := measure(ctx, o, p)
		if err != nil {
			return out, fmt.Errorf("bench: %s: %w", p, err)
		}
		out.Databases = append(out.Databases, d)
	}
	out.Goals = judge(out.Databases)
	return out, nil
}

// measure runs every scenario over one database.
func measure(ctx context.Context, o Options, place Place) (_ Database, err error) {
	h, err := openHouse(ctx, place)
	if err != nil {
		return Database{}, err
	}
	defer h.close()
	d := Database{Engine: h.db.Engine().String(), Place: place.String()}
	if d.Dossiers, d.Exemplars, err = sizes(ctx, h.db.Reader()); err != nil {
		return d, err
	}
	if d.ColdStart, err = coldStart(ctx, o.Program, place); err != nil {
		return d, err
	}
	p, _, err := start(ctx, o.Program, place, o.Profile)
	if err != nil {
		return d, err
	}
	defer func() {
		if serr := p.stop(); err == nil {
			err = serr
		}
	}()
	d.Memory.Start = p.resident()
	all, people, err := h.scenarios(ctx, p.addr)
	defer func() { err = errors.Join(err, h.leave(context.WithoutCancel(ctx), people)) }()
	if err != nil {
		return d, err
	}
	if d.Memory.Idle, err = p.settled(ctx, o.Quiet); err != nil {
		return d, err
	}
	chosen := slices.DeleteFunc(slices.Clone(all), func(s scenario) bool { return !strings.Contains(string(s.Name), o.Only) })
	if len(chosen) == 0 {
		return d, errs.New(errs.Invalid, "bench.only", o.Only, names(all))
	}
	for _, s := range chosen {
		r, err := h.run(ctx, o, p, s)
		if err != nil {
			return d, fmt.Errorf("%s: %w", s.Name, err)
		}
		d.Scenarios = append(d.Scenarios, r)
	}
	d.Memory.Peak = p.peak()
	d.Memory.After, err = p.settled(ctx, o.Quiet)
	return d, err
}

// names are what can be chosen.
func names(all []scenario) string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = string(s.Name)
	}
	return strings.Join(out, ", ")
}
