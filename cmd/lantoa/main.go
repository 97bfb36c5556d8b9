// Command lantoa is the whole program: web server and command line.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"lantoa/internal/app"
	"lantoa/internal/config"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/temp"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(Run(ctx, os.Args[1:], Outside{os.Stdout, os.Stderr, config.UseTemporary}))
}

// Outside is what a command has of the process.
type Outside struct {
	Out, Err  io.Writer
	Temporary func(dir string) error // lets the process's temporary files lie in a folder
}

// Run runs one command and returns the exit code. What goes wrong is one
// sentence on Err.
func Run(ctx context.Context, args []string, o Outside) int {
	stdout, stderr := o.Out, o.Err
	texts, err := i18n.Load()
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	p := texts.Printer(i18n.Vietnamese)
	name, cli, err := config.Parse(args, stdout)
	if errors.Is(err, config.ErrShown) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, usage(p, err.Error()))
		return failed(args)
	}
	log := slog.New(slog.NewTextHandler(stderr, nil))
	c := command{cli: cli, p: p, out: stdout, aside: stderr, log: log, useTemporary: o.Temporary}
	if err := c.run(ctx, name); err != nil {
		if errors.Is(err, errDeviations) || errors.Is(err, errFindings) { // they have been printed
			return 1
		}
		fmt.Fprintln(stderr, sentence(p, err))
		return failed(args)
	}
	return 0
}

// failed is the exit code of a command that could not do its work: a check ends
// with 1 where something is wrong, and so with another code without an answer.
func failed(args []string) int {
	if len(args) > 1 && (args[0] == "doc" && args[1] == "check" || args[0] == "audit" && args[1] == "verify") {
		return 2
	}
	return 1
}

// sentence is what the person who started the program reads: the error's words,
// those of its fields, or for a fault of the program its own text.
func sentence(p *i18n.Printer, err error) string {
	e := errs.As(err)
	if e == nil || e.Key == "error.internal" {
		return p.T("start.failed", err.Error())
	}
	if len(e.Fields) == 0 {
		return p.T(e.Key, e.Args...)
	}
	text := ""
	for i, f := range e.Fields {
		if i > 0 {
			text += " "
		}
		text += p.T(f.Key, f.Args...)
	}
	return text
}

type command struct {
	cli *config.CLI
	p   *i18n.Printer
	out io.Writer
	log *slog.Logger
	// aside is where progress goes.
	aside        io.Writer
	useTemporary func(dir string) error
}

func (c command) run(ctx context.Context, name string) error {
	switch name {
	case "bench":
		return c.bench(ctx)
	case "serve":
		return c.serve(ctx)
	case "migrate":
		return c.migrate(ctx)
	case "org seed":
		return c.orgSeed(ctx)
	case "plan parse <file>":
		return c.planParse(ctx)
	case "plan import <file>":
		return c.planImport(ctx)
	case "doc check <file>":
		return c.docCheck()
	case "report":
		return c.report(ctx)
	case "audit verify":
		return c.auditVerify(ctx)
	case "audit seal":
		return c.auditSeal(ctx)
	case "audit erase <entry>":
		return c.auditErase(ctx)
	case "load":
		return c.load(ctx)
	case "admin create <username>":
		return c.adminCreate(ctx)
	case "admin reset-password <username>":
		return c.adminReset(ctx)
	default:
		c.say("start.version", version())
		return nil
	}
}

func (c command) say(key string, args ...any) { fmt.Fprintln(c.out, c.p.T(key, args...)) }

func (c command) serve(ctx context.Context) error {
	l, err := app.Listen(c.cli.Serve)
	if err != nil {
		return err
	}
	end, err := c.temporary(c.cli.Serve.Data)
	if err != nil {
		_ = l.Close()
		return err
	}
	defer end()
	a, err := app.Start(ctx, app.Options{Serve: c.cli.Serve, Log: c.log})
	if err != nil {
		_ = l.Close()
		return err
	}
	defer a.Close()
	if c.cli.Serve.Profile != "" {
		end, err := profile(c.cli.Serve.Profile)
		if err != nil {
			return err
		}
		defer end()
	}
	go app.Rest(ctx)
	return a.Serve(ctx, l, func() { c.ready(a, l.Addr().String()) })
}

// temporary lets all temporary files of the process, those of the libraries too,
// lie in a folder of its own with the data: forms and files that are being sent
// may be many and large, and what a process leaves that is killed is found there.
func (c command) temporary(data string) (end func(), err error) {
	f := temp.Open(filepath.Join(data, "tmp"))
	dir, err := f.Path()
	if err == nil {
		err = c.useTemporary(dir)
	}
	if err != nil {
		return nil, errs.Wrap(err, errs.Invalid, "start.folder", data)
	}
	if left := f.Left(); left != nil {
		c.log.Warn("temporary files stay", slog.Any("cause", left))
	}
	return func() { _ = f.Close() }, nil
}

// ready says where the program answers and, of the demonstration, who may sign in.
func (c command) ready(a *app.App, addr string) {
	c.say("start.ready", "http://"+addr)
	if len(a.Demo) > 0 {
		c.say("start.demo", a.Password)
	}
	for _, who := range a.Demo {
		c.say("start.demo_account", who.Username, c.p.T("role."+string(who.Role)), who.OrgName)
	}
}
