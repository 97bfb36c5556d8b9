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
	have, want, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if have > want {
		return newer(have, want)
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
	all := provider.ListSources()
	want := all[len(all)-1].Version
	// The provider itself would make its table where there is none.
	have, err := One[int64](ctx, d.Reader(), `select coalesce(max(version_id), 0) from goose_db_version where is_applied`)
	switch {
	case err != nil:
		return errs.Wrap(err, errs.Invalid, "start.no_schema")
	case have > want:
		return newer(have, want)
	case have < want:
		return errs.New(errs.Invalid, "start.older_database", strconv.FormatInt(have, 10), strconv.FormatInt(want, 10))
	}
	return nil
}

func newer(have, want int64) error {
	return errs.New(errs.Invalid, "start.newer_database", strconv.FormatInt(have, 10), strconv.FormatInt(want, 10))
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
