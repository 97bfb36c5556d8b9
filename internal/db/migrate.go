package db

import (
	"context"
	"embed"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"lantoa/internal/errs"
)

//go:embed migrations
var migrationFiles embed.FS

// Migrate brings the schema to this program's version. A database of a newer
// program is refused untouched.
func (d *DB) Migrate(ctx context.Context) error {
	provider, done, err := d.migrations()
	if err != nil {
		return err
	}
	defer done()
	if _, err := current(ctx, provider); err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

// Current refuses a database of another version of the program, and changes
// nothing: for commands that only look.
func (d *DB) Current(ctx context.Context) error {
	provider, done, err := d.migrations()
	if err != nil {
		return err
	}
	defer done()
	behind, err := current(ctx, provider)
	if err == nil && behind {
		err = errs.New(errs.Invalid, "start.older_database")
	}
	return err
}

// current reports a database that is behind this program, and refuses one of a
// newer program.
func current(ctx context.Context, provider *goose.Provider) (behind bool, err error) {
	have, want, err := provider.GetVersions(ctx)
	if err == nil && have > want {
		err = errs.New(errs.Invalid, "start.newer_database", strconv.FormatInt(have, 10), strconv.FormatInt(want, 10))
	}
	return have < want, err
}

func (d *DB) migrations() (_ *goose.Provider, done func(), err error) {
	var (
		dialect = goose.DialectSQLite3
		conn    = d.writer
		opts    []goose.ProviderOption
	)
	done = func() {}
	if d.engine == PostgreSQL {
		dialect = goose.DialectPostgres
		conn = stdlib.OpenDBFromPool(d.pg)
		done = func() { _ = conn.Close() }
		// Several nodes may start at once: one migrates, the others wait.
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, done, err
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	river, err := d.riverMigration()
	if err != nil {
		return nil, done, err
	}
	opts = append(opts, goose.WithGoMigrations(river))
	provider, err := goose.NewProvider(dialect, conn, engineFiles{d.engine}, opts...)
	return provider, done, err
}

// engineFiles shows one engine its migrations: those for both and its own.
type engineFiles struct{ engine Engine }

func (f engineFiles) Open(name string) (fs.File, error) {
	return migrationFiles.Open("migrations/" + name)
}

// ReadDir implements fs.ReadDirFS, which fs.Glob asks.
func (f engineFiles) ReadDir(string) ([]fs.DirEntry, error) {
	all, err := migrationFiles.ReadDir("migrations")
	if err != nil {
		return nil, err
	}
	other := "." + SQLite.String() + ".sql"
	if f.engine == SQLite {
		other = "." + PostgreSQL.String() + ".sql"
	}
	return slices.DeleteFunc(all, func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), other) }), nil
}
