package db

import (
	"context"
	"database/sql"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
)

// riverVersion is the number among our migrations at which River's tables are
// made, at the version of the library in go.mod. A later version of the library
// that changes them needs a migration of its own.
const riverVersion = 70

// Pools are the driver's own pools, one of them nil: package jobs gives them to
// River. SQLite's is the one writing connection.
func (d *DB) Pools() (*sql.DB, *pgxpool.Pool) { return d.writer, d.pg }

// Driver is the driver's own transaction, one of them nil, so that package jobs
// can insert a job in it.
func (t *Tx) Driver() (*sql.Tx, pgx.Tx) { return t.sqlite, t.pg }

// riverMigration makes River's tables inside our own sequence of migrations, so
// that one lock and one version number hold for all. PostgreSQL takes River's
// steps one by one: a new value of an enumeration cannot be used in the
// transaction that adds it.
func (d *DB) riverMigration() (*goose.Migration, error) {
	quiet := &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)}
	if d.pg != nil {
		m, err := rivermigrate.New(riverpgxv5.New(d.pg), quiet)
		if err != nil {
			return nil, err
		}
		up := func(ctx context.Context, _ *sql.DB) error {
			_, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil)
			return err
		}
		return goose.NewGoMigration(riverVersion, &goose.GoFunc{RunDB: up}, nil), nil
	}
	m, err := rivermigrate.New(riversqlite.New(nil), quiet)
	if err != nil {
		return nil, err
	}
	up := func(ctx context.Context, tx *sql.Tx) error {
		// Deprecated for PostgreSQL's sake: SQLite's one connection is in goose's
		// transaction, and none of River's steps for SQLite needs one of its own.
		_, err := m.MigrateTx(ctx, tx, rivermigrate.DirectionUp, nil) //lint:ignore SA1019 see above
		return err
	}
	return goose.NewGoMigration(riverVersion, &goose.GoFunc{RunTx: up}, nil), nil
}
