package pgtest_test

import (
	"context"
	"os"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"lantoa/internal/apptest/pgtest"
	"lantoa/internal/apptest/pgtest/cluster"
)

func TestMigrated_copiesOneTemplateForEachTest(t *testing.T) {
	if cluster.Binaries() == "" && os.Getenv("LANTOA_TEST_POSTGRES_URL") == "" {
		if os.Getenv("LANTOA_TEST_REQUIRE_ALL") == "1" {
			t.Fatal("no PostgreSQL server binaries found")
		}
		t.Skip("skipped: PostgreSQL tests: no server binaries found")
	}
	ctx := context.Background()
	var migrations atomic.Int32
	migrate := func(ctx context.Context, url string) error {
		migrations.Add(1)
		return exec(ctx, url, `create table thing (name text not null)`)
	}
	one, two := pgtest.Migrated(t, migrate), pgtest.Migrated(t, migrate)
	if err := exec(ctx, one, `insert into thing values ('a')`); err != nil {
		t.Fatal(err)
	}
	var things int
	var collation string
	conn, err := pgx.Connect(ctx, two)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	err = conn.QueryRow(ctx, `select (select count(*) from thing), (select datcollate from pg_database where datname = current_database())`).Scan(&things, &collation)
	if err != nil || things != 0 || collation != "C" || migrations.Load() != 1 {
		t.Errorf("%d things of the other test, collation %q, %d migrations, %v", things, collation, migrations.Load(), err)
	}
}

func exec(ctx context.Context, url, text string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, text)
	return err
}
