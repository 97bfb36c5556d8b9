// Package config is the command line with its environment: the one place that
// reads either.
package config

import (
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"

	"github.com/alecthomas/kong"
)

// Database says where the data are; every command that needs them takes both.
type Database struct {
	Data        string `help:"Folder of the embedded database and of files." default:"var" env:"LANTOA_DATA"`
	DatabaseURL string `help:"A PostgreSQL database instead: postgres://user:password@host/name." env:"LANTOA_DATABASE_URL"`
}

// Audit says where the key and the anchors of the audit log are.
type Audit struct {
	AuditKey     string `help:"File of the key that seals the audit log; audit.key in the data folder when empty, made at the first start. Every node of one database needs a copy of the same file. Keep a copy elsewhere: without it the log cannot be verified." env:"LANTOA_AUDIT_KEY" placeholder:"FILE"`
	AuditAnchors string `help:"Log in which each seal of the audit log is noted; audit-anchors.log beside the key when empty." env:"LANTOA_AUDIT_ANCHORS" placeholder:"FILE"`
}

// KeyFile is where the key is.
func (a Audit) KeyFile(d Database) string {
	if a.AuditKey != "" {
		return a.AuditKey
	}
	return filepath.Join(d.Data, "audit.key")
}

// AnchorsFile is where the anchors are.
func (a Audit) AnchorsFile(d Database) string {
	if a.AuditAnchors != "" {
		return a.AuditAnchors
	}
	return filepath.Join(filepath.Dir(a.KeyFile(d)), "audit-anchors.log")
}

// AuditVerify checks the audit log.
type AuditVerify struct {
	Database
	Audit
	Anchors string `help:"A copy of the log of anchors that was kept elsewhere, to compare with instead." placeholder:"FILE"`
}

// AuditSeal seals what is pending.
type AuditSeal struct {
	Database
	Audit
}

// AuditErase takes a detail out of the audit log.
type AuditErase struct {
	Database
	Entry  string `arg:"" help:"Key of the entry."`
	Reason string `help:"Why, and on whose demand: it stays in the log." required:""`
}

// Serve is the web server.
type Serve struct {
	Database
	Audit
	Addr         string `help:"Address to listen on." default:"127.0.0.1:8080" env:"LANTOA_ADDR"`
	PublicURL    string `help:"Address under which browsers reach the program, when another server stands in front." env:"LANTOA_PUBLIC_URL"`
	Demo         bool   `help:"Load illustration data into an empty database; loopback only." env:"LANTOA_DEMO"`
	Profile      string `help:"Write profiles of processor and memory to this folder when the program ends." hidden:"" placeholder:"FOLDER"`
	Memory       int    `help:"Megabytes of memory from which on the program tidies up at once instead of now and then; 0 for never." default:"512" env:"LANTOA_MEMORY"`
	DemoPassword string `help:"Password of the demonstration's accounts; one is made when empty." env:"LANTOA_DEMO_PASSWORD"`
}

// Bench measures the program over filled databases.
type Bench struct {
	Data        []string `help:"Folder of an embedded database; may be given again. The databases are written to." placeholder:"FOLDER"`
	DatabaseURL []string `help:"A PostgreSQL database; may be given again." placeholder:"URL" sep:"none"`
	Files       string   `help:"Folder with a folder of files for each PostgreSQL database." default:"var"`
	Seconds     float64  `help:"How long each page, and the floor beside it, is measured at each number of clients." default:"5"`
	Clients     []int    `help:"Numbers of clients." default:"1,16"`
	Only        string   `help:"Measure only what has this in its name." placeholder:"NAME"`
	Profile     string   `help:"Write profiles of the program to this folder." placeholder:"FOLDER"`
	JSON        bool     `help:"Write JSON." name:"json"`
}

// PlanParse reads a plan document and writes what it found.
type PlanParse struct {
	File string `arg:"" help:"Text of the plan (UTF-8)."`
	JSON bool   `help:"Write JSON."`
}

// PlanImport stores a plan document.
type PlanImport struct {
	Database
	File string `arg:"" help:"Text of the plan (UTF-8)."`
}

// DocCheck compares a document with the form of official documents.
type DocCheck struct {
	File  string `arg:"" help:"The document (.docx)."`
	Rules string `help:"A file with other rules (JSON)." placeholder:"FILE.json"`
	Day   string `help:"Take the rules of this day; today when empty." placeholder:"YYYY-MM-DD"`
}

// Report writes the report of a plan as a document.
type Report struct {
	Database
	Plan string `help:"Number of the plan, such as 160/KH-UBND." required:""`
	Out  string `help:"Word file to write (.docx)." required:""`
	PDF  string `help:"PDF file to write beside it." name:"pdf"`
	From string `help:"First day, dd/mm/yyyy; the plan's own day when empty."`
	To   string `help:"Last day, dd/mm/yyyy; today when empty."`
}

// AdminCreate makes the first administrator of an installation.
type AdminCreate struct {
	Database
	Username string `arg:"" help:"Name to sign in with."`
	Name     string `help:"The person's name." required:""`
}

// AdminReset gives an account a new password.
type AdminReset struct {
	Database
	Username string `arg:"" help:"Name to sign in with."`
}

// Load fills an empty database for measuring.
type Load struct {
	Database
	Audit
	Exemplars int    `help:"How many exemplars." default:"1000"`
	Seed      uint64 `help:"The same number and seed give the same data." default:"1"`
	Password  string `help:"Password of all accounts; one is made and shown once when empty." env:"LANTOA_LOAD_PASSWORD"`
}

// CLI is the program's commands.
type CLI struct {
	Bench   Bench `cmd:"" help:"Measure pages, search and entries over filled databases, beside what their statements cost alone."`
	Serve   Serve `cmd:"" help:"Start the web server."`
	Migrate struct {
		Database
	} `cmd:"" help:"Bring the database to this program's version."`
	Org struct {
		Seed struct{ Database } `cmd:"" help:"Enter the organisations of Ha Giang, 2021."`
	} `cmd:"" help:"Organisations."`
	Plan struct {
		Parse  PlanParse  `cmd:"" help:"Read a plan document and show what it says."`
		Import PlanImport `cmd:"" help:"Store a plan document."`
	} `cmd:"" help:"Plan documents."`
	Doc struct {
		Check DocCheck `cmd:"" help:"Check the form of a document (.docx) and print each deviation. Exit codes: 0 none found, 1 deviations found, 2 not checked."`
	} `cmd:"" help:"Official documents."`
	Report Report `cmd:"" help:"Write the report of a plan as a Word file, from the figures of now."`
	Load   Load   `cmd:"" help:"Fill an empty database with made-up exemplars, for measuring."`
	Admin  struct {
		Create        AdminCreate `cmd:"" help:"Make an administrator."`
		ResetPassword AdminReset  `cmd:"" help:"Give an account a new password."`
	} `cmd:"" help:"Accounts, from the machine itself."`
	Audit struct {
		Verify AuditVerify `cmd:"" help:"Check the whole audit log and print what is wrong with it. Exit codes: 0 all in order, 1 something found, 2 not checked."`
		Seal   AuditSeal   `cmd:"" help:"Seal the entries that wait for it, now."`
		Erase  AuditErase  `cmd:"" help:"Take the detail out of an entry, as the law on personal data may demand; the entry stays and the seals hold."`
	} `cmd:"" help:"The audit log."`
	Version struct{} `cmd:"" help:"Print the version."`
}

// ErrShown reports that the answer (help) has been written.
var ErrShown = errors.New("config: help was shown")

// Parse reads the command line and the environment. It returns the command as
// words ("plan parse <file>") and its values.
func Parse(args []string, out io.Writer) (string, *CLI, error) {
	cli := &CLI{}
	shown := false
	parser, err := kong.New(cli, kong.Name("lantoa"), kong.Description("Build and replicate exemplars: from the plan document to the final report."),
		kong.Writers(out, out), kong.UsageOnError(), kong.Exit(func(int) { shown = true }))
	if err != nil {
		return "", nil, fmt.Errorf("config: %w", err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	ctx, err := parser.Parse(args)
	if shown {
		return "", nil, ErrShown
	}
	if err != nil {
		return "", nil, err
	}
	return ctx.Command(), cli, nil
}

// Loopback reports an address that only this machine reaches.
func Loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
