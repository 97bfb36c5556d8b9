package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"time"

	"lantoa/internal/bench"
	"lantoa/internal/errs"
)

// quiet is longer than the program takes to notice that nobody asks anything.
const quiet = 20 * time.Second

func (c command) bench(ctx context.Context) error {
	o := c.cli.Bench
	program, err := os.Executable()
	if err != nil {
		return err
	}
	to := bench.Options{Program: program, Time: time.Duration(o.Seconds * float64(time.Second)), Clients: o.Clients, Quiet: quiet, Only: o.Only, Profile: o.Profile, Say: c.progress}
	for _, d := range o.Data {
		to.Places = append(to.Places, bench.Place{Data: d})
	}
	for _, u := range o.DatabaseURL {
		name := "postgres"
		if at, err := url.Parse(u); err == nil {
			name = path.Base(at.Path)
		}
		to.Places = append(to.Places, bench.Place{Data: filepath.Join(o.Files, name), URL: u})
	}
	report, err := bench.Run(ctx, to)
	if err != nil {
		return err
	}
	if o.JSON {
		w := json.NewEncoder(c.out)
		w.SetIndent("", "  ")
		err = w.Encode(report)
	} else {
		err = report.Write(c.out, c.p)
	}
	if err == nil && !report.Kept() {
		err = errs.New(errs.Conflict, "bench.goals_missed")
	}
	return err
}

// progress says what is being measured.
func (c command) progress(key string, args ...any) {
	for i, a := range args {
		if name, ok := a.(bench.Name); ok {
			args[i] = name.Text(c.p)
		}
	}
	fmt.Fprintln(c.aside, c.p.T(key, args...))
}

// profile watches the processor from now on; end writes what was seen and the
// memory of the end.
func profile(dir string) (end func(), err error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, errs.Wrap(err, errs.Invalid, "start.folder", dir)
	}
	f, err := os.Create(filepath.Join(dir, "processor"))
	if err != nil {
		return nil, errs.Wrap(err, errs.Invalid, "start.folder", dir)
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, err
	}
	return func() {
		pprof.StopCPUProfile()
		_ = f.Close()
		runtime.GC()
		if heap, err := os.Create(filepath.Join(dir, "memory")); err == nil {
			_ = pprof.WriteHeapProfile(heap)
			_ = heap.Close()
		}
	}, nil
}
