// Package db runs one SQL text on two engines: SQLite embedded (modernc) and
// PostgreSQL (pgx). It owns pools, transactions with one `now`, scanning, and
// the mapping of driver errors to errs. No other package imports a driver.
package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	_ "modernc.org/sqlite" // the SQLite driver registers itself by name

	"lantoa/internal/errs"
)

// Engine is the database underneath.
type Engine int

// The engines.
const (
	SQLite Engine = iota
	PostgreSQL
)

// String names the engine as migrations' file names do.
func (e Engine) String() string {
	if e == PostgreSQL {
		return "postgres"
	}
	return "sqlite"
}

// Options say where the data are. URL (postgres://…) wins over Dir.
type Options struct {
	Dir string // folder of the embedded database; made if missing
	URL string // a PostgreSQL database with collation C
	// Now is the clock; time.Now when nil.
	Now func() time.Time
	// Committed, when not nil, is told the statements by which each Write changed
	// rows, once it has ended well: for tests of what a change must leave behind.
	Committed func(statements []string)
	// MaxConns bounds PostgreSQL's pool and SQLite's readers; when 0, 8 and as
	// many as there are processors, 4 at least: SQLite works in this process.
	MaxConns int
	// Watch, when not nil, is told each statement as the driver gets it: for
	// measuring. What it is told must not be changed.
	Watch func(Call)
	// Wait is how long a statement waits for a connection, or a Write for SQLite's
	// one writer, before it is Busy; usualWait when 0.
	Wait time.Duration
	// Untouched opens for a check, which changes nothing: no folder, no file and no
	// row is made. Whoever writes all the same gets the database's refusal.
	Untouched bool
}

// DB is an open database.
type DB struct {
	engine Engine
	file   string // of SQLite
	now    func() time.Time
	plans  *planCache
	texts  *textCache
	watch  func(Call)
	wait   time.Duration // of Options

	pg     *pgxpool.Pool
	writer *sql.DB // one connection
	reader *sql.DB
	turn   chan struct{} // whose turn it is to write on SQLite
	reads  *statements
	writes *statements

	whole *Tx // the one transaction of Whole, nil outside it

	committed func([]string) // of Options
}

// usualWait is how long one waits for a connection of PostgreSQL or for SQLite's
// one writer. A Write inside a Write would wait for ever: it fails after this long
// instead.
const usualWait = 20 * time.Second

// Open connects and checks that the database can be used. It does not migrate.
// Errors carry sentences for the person who starts the program.
func Open(ctx context.Context, o Options) (*DB, error) {
	d := &DB{now: o.Now, plans: &planCache{}, texts: &textCache{}, watch: o.Watch, wait: o.Wait}
	if d.wait == 0 {
		d.wait = usualWait
	}
	if d.now == nil {
		d.now = time.Now
	}
	if o.MaxConns == 0 {
		o.MaxConns = 8
		if o.URL == "" {
			o.MaxConns = max(4, runtime.GOMAXPROCS(0))
		}
	}
	d.committed = o.Committed
	if o.URL != "" {
		return d, d.openPostgres(ctx, o)
	}
	return d, d.openSQLite(ctx, o)
}

func (d *DB) openPostgres(ctx context.Context, o Options) error {
	d.engine = PostgreSQL
	cfg, err := pgxpool.ParseConfig(o.URL)
	if err != nil {
		return errs.Wrap(err, errs.Invalid, "start.database_url")
	}
	cfg.MaxConns = int32(o.MaxConns)
	if o.Untouched {
		cfg.ConnConfig.RuntimeParams["default_transaction_read_only"] = "on"
	}
	if d.pg, err = pgxpool.NewWithConfig(ctx, cfg); err != nil {
		return errs.Wrap(err, errs.Internal, "start.database_unreachable", cfg.ConnConfig.Host)
	}
	var collation, name string
	err = d.pg.QueryRow(ctx, `select datcollate, datname from pg_database where datname = current_database()`).Scan(&collation, &name)
	if err != nil {
		d.pg.Close()
		return errs.Wrap(err, errs.Internal, "start.database_unreachable", cfg.ConnConfig.Host)
	}
	if collation != "C" && collation != "POSIX" {
		d.pg.Close()
		return errs.New(errs.Invalid, "start.collation", name, collation)
	}
	return nil
}

// readerRest is how long a reader that nobody needs stays open on SQLite.
const readerRest = 10 * time.Second

// The pragmas of both SQLite pools, and what they are to do to a file that may be
// changed; read back in a test.
const (
	readPragmas  = "_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_time_format=sqlite&_timezone=UTC"
	writePragmas = "&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)"
)

func (d *DB) openSQLite(ctx context.Context, o Options) error {
	d.engine = SQLite
	file, err := d.fileIn(o)
	if err != nil {
		return err
	}
	if d.writer, err = sql.Open("sqlite", file+"&_txlock=immediate"); err != nil {
		return errs.Wrap(err, errs.Invalid, "start.folder", o.Dir)
	}
	d.writer.SetMaxOpenConns(1)
	if err = d.writer.PingContext(ctx); err != nil {
		_ = d.writer.Close()
		return errs.Wrap(err, errs.Invalid, "start.database_broken", d.file)
	}
	if d.reader, err = sql.Open("sqlite", file+"&_pragma=query_only(1)&_pragma=cache_size(-4096)"); err != nil {
		return errs.Wrap(err, errs.Invalid, "start.folder", o.Dir)
	}
	d.reader.SetMaxOpenConns(o.MaxConns)
	d.reader.SetMaxIdleConns(o.MaxConns)
	d.reader.SetConnMaxIdleTime(readerRest) // each holds some MB of pages
	d.turn = make(chan struct{}, 1)
	d.reads, d.writes = newStatements(d.reader), newStatements(d.writer)
	return nil
}

// fileIn is how the driver opens the file of the folder, which must be writable.
func (d *DB) fileIn(o Options) (string, error) {
	d.file = filepath.Join(o.Dir, "lantoa.db")
	if o.Untouched {
		if _, err := os.Stat(d.file); err != nil {
			return "", errs.Wrap(err, errs.Invalid, "start.no_database", o.Dir)
		}
		// Who may write puts what a log holds into the file at the end; who may only
		// read leaves an empty log behind where there was none.
		mode := "rw"
		if _, err := os.Stat(d.file + "-wal"); err == nil {
			mode = "ro"
		}
		return "file:" + d.file + "?mode=" + mode + "&_pragma=query_only(1)&_pragma=schema_version&" + readPragmas, nil
	}
	if err := os.MkdirAll(o.Dir, 0o750); err != nil {
		return "", errs.Wrap(err, errs.Invalid, "start.folder", o.Dir)
	}
	probe, err := os.CreateTemp(o.Dir, ".write-*")
	if err != nil {
		return "", errs.Wrap(err, errs.Invalid, "start.folder", o.Dir)
	}
	_ = probe.Close()
	_ = os.Remove(probe.Name())
	return "file:" + d.file + "?" + readPragmas + writePragmas, nil
}

// Engine is the engine underneath; business code never asks.
func (d *DB) Engine() Engine { return d.engine }

// WithClock is the same database, its pools shared, under another clock: for
// filling it with what happened on earlier days. Close the original only.
func (d *DB) WithClock(now func() time.Time) *DB {
	other := *d
	other.now = now
	return &other
}

// Whole runs fn over the same database as one transaction: what its Writes do
// happens together or not at all, and its readers see it. The first error of a
// Write must end fn. For filling a database, not for requests: fn is alone with
// the transaction and must not share it between goroutines.
func (d *DB) Whole(ctx context.Context, fn func(*DB) error) error {
	return d.Write(ctx, func(tx *Tx) error {
		other := *d
		other.whole = tx
		return fn(&other)
	})
}

// Now is the clock's time as the database would keep it: UTC, whole microseconds.
func (d *DB) Now() time.Time { return d.now().UTC().Truncate(time.Microsecond) }

// Close ends all connections.
func (d *DB) Close() {
	if d.pg != nil {
		d.pg.Close()
	}
	if d.writer != nil {
		_ = d.reader.Close()
		_ = d.writer.Close()
	}
}

// Sync makes sure that what has been committed outlasts a power cut. SQLite with
// synchronous=NORMAL promises that only from its next checkpoint on.
func (d *DB) Sync(_ context.Context) error {
	if d.engine == PostgreSQL || d.whole != nil {
		return nil
	}
	// The log alone: SQLite's locks lie on its other files, where closing one
	// here would lose them.
	f, err := os.OpenFile(d.file+"-wal", os.O_RDWR, 0)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("db: sync: %w", err)
	}
	return errors.Join(f.Sync(), f.Close())
}

// Ping reports whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	if d.pg != nil {
		return d.pg.Ping(ctx)
	}
	return d.reader.PingContext(ctx)
}

// NewID makes a key: a UUIDv7, so that keys sort by the time they were made.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

// MadeHere reports a key such as NewID makes: of version 7, of a time that is
// not ahead and not years ago.
func MadeHere(id string) bool {
	u, err := uuid.Parse(id)
	if err != nil || u.Version() != 7 || u.String() != id {
		return false
	}
	at := time.Unix(u.Time().UnixTime())
	return time.Since(at) > -time.Minute && time.Since(at) < 365*24*time.Hour
}

// Write runs fn in one transaction with one now; any error rolls it back. fn's
// helpers take the Tx: a Write inside a Write waits for its own outer one and
// fails.
func (d *DB) Write(ctx context.Context, fn func(*Tx) error) (err error) {
	if d.committed != nil {
		var last *Tx
		inner := fn
		fn = func(tx *Tx) error { last = tx; return inner(tx) }
		defer func() {
			if err == nil && last != nil && len(last.changes) > 0 {
				d.committed(last.changes)
			}
		}()
	}
	if d.whole != nil {
		return fn(&Tx{db: d, now: d.Now(), sqlite: d.whole.sqlite, pg: d.whole.pg})
	}
	if d.engine == PostgreSQL {
		return d.writePostgres(ctx, fn)
	}
	wait, cancel := context.WithTimeout(ctx, d.wait)
	defer cancel()
	select {
	case d.turn <- struct{}{}:
		defer func() { <-d.turn }()
	case <-wait.Done():
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return errs.Wrap(wait.Err(), errs.Busy, "error.busy")
	}
	d.writes.catchUp(ctx)
	stx, err := d.writer.BeginTx(ctx, nil)
	if err != nil {
		return mapError(err)
	}
	defer func() {
		if p := recover(); p != nil {
			_ = stx.Rollback()
			panic(p)
		}
	}()
	d.watched(Begin, "", nil)
	if err = fn(&Tx{db: d, now: d.Now(), sqlite: stx}); err != nil {
		_ = stx.Rollback()
		return err
	}
	d.watched(Commit, "", nil)
	return mapError(stx.Commit())
}

func (d *DB) writePostgres(ctx context.Context, fn func(*Tx) error) error {
	conn, err := d.acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	ptx, err := conn.Begin(ctx)
	if err != nil {
		return mapError(err)
	}
	// After a commit this does nothing; after an error or a panic it must not
	// depend on a context that may be done.
	defer func() { _ = ptx.Rollback(context.WithoutCancel(ctx)) }()
	d.watched(Begin, "", nil)
	if err := fn(&Tx{db: d, now: d.Now(), pg: ptx}); err != nil {
		return err
	}
	d.watched(Commit, "", nil)
	return mapError(ptx.Commit(ctx))
}

// acquire waits for one of PostgreSQL's connections.
func (d *DB) acquire(ctx context.Context) (*pgxpool.Conn, error) {
	wait, cancel := context.WithTimeout(ctx, d.wait)
	defer cancel()
	conn, err := d.pg.Acquire(wait)
	if err != nil && wait.Err() != nil && ctx.Err() == nil {
		return nil, errs.Wrap(err, errs.Busy, "error.busy")
	}
	return conn, mapError(err)
}

// Read runs fn on the reading side. Statements see their own snapshots.
func (d *DB) Read(_ context.Context, fn func(Reader) error) error { return fn(pool{d}) }

// Reader is the reading side, for selects in helpers that take either a Tx or a pool.
type Reader interface {
	query(ctx context.Context, text string, args []any) (rows, error)
	owner() *DB
	// Now is the transaction's time, or the clock's outside one.
	Now() time.Time
}

// EngineOf is the engine behind a Reader: for search, whose indexes differ.
func EngineOf(r Reader) Engine { return r.owner().engine }

// Reader gives the reading side without a function.
func (d *DB) Reader() Reader { return pool{d} }

type pool struct{ db *DB }

func (p pool) owner() *DB     { return p.db }
func (p pool) Now() time.Time { return p.db.Now() }

func (p pool) query(ctx context.Context, text string, args []any) (rows, error) {
	if p.db.whole != nil {
		return p.db.whole.query(ctx, text, args)
	}
	if p.db.engine == PostgreSQL {
		args = pgArgs(args)
		p.db.watched(Read, text, args)
		conn, err := p.db.acquire(ctx)
		if err != nil {
			return nil, err
		}
		r, err := conn.Query(ctx, text, args...)
		if err != nil {
			conn.Release()
			return nil, err
		}
		return pgRows{r, conn}, nil
	}
	text, args, err := p.db.texts.sqlite(text, args)
	if err != nil {
		return nil, err
	}
	p.db.watched(Read, text, args)
	r, err := p.db.reads.query(ctx, text, args)
	return r, err
}

// All runs a select and returns its rows as values; none give an empty slice.
func All[T any](ctx context.Context, r Reader, text string, args ...any) (out []T, err error) {
	rs, err := r.query(ctx, text, args)
	if err != nil {
		return nil, queryError(err, text)
	}
	defer func() {
		if cerr := rs.Close(); err == nil && cerr != nil {
			err = queryError(cerr, text)
		}
	}()
	scan, err := scannerFor[T](r.owner().plans, rs)
	if err != nil {
		return nil, queryError(err, text)
	}
	for rs.Next() {
		var v T
		if err := scan(rs, &v); err != nil {
			return nil, queryError(err, text)
		}
		out = append(out, v)
	}
	if err := rs.Err(); err != nil {
		return nil, queryError(err, text)
	}
	return out, nil
}

// One is the first row; no row is errs.NotFound.
func One[T any](ctx context.Context, r Reader, text string, args ...any) (T, error) {
	all, err := All[T](ctx, r, text, args...)
	if err != nil || len(all) == 0 {
		var zero T
		if err == nil {
			err = errs.New(errs.NotFound, "error.not_found")
		}
		return zero, err
	}
	return all[0], nil
}

func queryError(err error, text string) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("%w in %.200s", mapError(err), text)
}
