package db

import (
	"context"
	"database/sql"
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
	var (
		dialect = goose.DialectSQLite3
		conn    = d.writer
		opts    []goose.ProviderOption
	)
	if d.engine == PostgreSQL {
		dialect = goose.DialectPostgres
		conn = stdlib.OpenDBFromPool(d.pg)
		defer func(c *sql.DB) { _ = c.Close() }(conn)
		// Several nodes may start at once: one migrates, the others wait.
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return err
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	river, err := d.riverMigration()
	if err != nil {
		return err
	}
	opts = append(opts, goose.WithGoMigrations(river))
	provider, err := goose.NewProvider(dialect, conn, engineFiles{d.engine}, opts...)
	if err != nil {
		return err
	}
	have, want, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if have > want {
		return errs.New(errs.Invalid, "start.newer_database", strconv.FormatInt(have, 10), strconv.FormatInt(want, 10))
	}
	_, err = provider.Up(ctx)
	return err
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
