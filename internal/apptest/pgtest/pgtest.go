// Package pgtest gives tests databases of a temporary PostgreSQL: the one that
// `make test` started, or one of the test process's own.
package pgtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"lantoa/internal/apptest/pgtest/cluster"
)

// shared is the process's cluster and its migrated template.
type shared struct {
	once     sync.Once
	url      string
	err      error
	template string
}

// one per test process: a cluster takes a second to start.
var process = &shared{}

func (s *shared) start(migrate func(context.Context, string) error) {
	s.once.Do(func() {
		s.url = os.Getenv("LANTOA_TEST_POSTGRES_URL")
		if s.url == "" {
			c, err := cluster.Start()
			if err != nil {
				s.err = err
				return
			}
			s.url = c.URL
		}
		s.template = "template_" + suffix()
		if s.err = admin(s.url, `create database `+s.template+` template template0 lc_collate 'C' lc_ctype 'C' encoding 'UTF8'`); s.err == nil {
			s.err = migrate(context.Background(), withDatabase(s.url, s.template))
		}
	})
}

// Migrated is the address of a fresh database with the schema; it goes with the test.
func Migrated(t testing.TB, migrate func(context.Context, string) error) string {
	t.Helper()
	if os.Getenv("LANTOA_TEST_POSTGRES_URL") == "" && cluster.Binaries() == "" {
		t.Fatal("LANTOA_TEST_POSTGRES=1 but there are no PostgreSQL server binaries")
	}
	process.start(migrate)
	if process.err != nil {
		t.Fatal(process.err)
	}
	name := "lt_" + suffix()
	if err := admin(process.url, `create database `+name+` template `+process.template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := admin(process.url, `drop database `+name+` with (force)`); err != nil {
			t.Error(err)
		}
	})
	return withDatabase(process.url, name)
}

// Collated is the address of an empty database that sorts by a collation; it
// goes with the test.
func Collated(t testing.TB, collation string) string {
	t.Helper()
	process.start(func(context.Context, string) error { return nil })
	if process.err != nil {
		t.Fatal(process.err)
	}
	name := "lt_" + suffix()
	if err := admin(process.url, `create database `+name+` template template0 lc_collate '`+collation+`' lc_ctype '`+collation+`' encoding 'UTF8'`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := admin(process.url, `drop database `+name+` with (force)`); err != nil {
			t.Error(err)
		}
	})
	return withDatabase(process.url, name)
}

func suffix() string { return strings.ToLower(rand.Text()[:16]) }

func admin(address, text string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, text); err != nil {
		return fmt.Errorf("%s: %w", text, err)
	}
	return nil
}

func withDatabase(address, name string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Path = "/" + name
	return u.String()
}
