package apptest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"

	"lantoa/internal/db"
)

// schema is the file of an empty migrated database of SQLite. Most of what a test
// takes that needs a database is its migrations: a process runs them once.
var schema = &struct {
	once sync.Once
	file []byte
	err  error
}{}

// laySchema puts a migrated database into a folder.
func laySchema(dir string) error {
	schema.once.Do(func() { schema.file, schema.err = makeSchema() })
	if schema.err != nil {
		return schema.err
	}
	return os.WriteFile(filepath.Join(dir, "lantoa.db"), schema.file, 0o600)
}

func makeSchema() (_ []byte, err error) {
	dir, err := os.MkdirTemp("", "lantoa-schema-*")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	d, err := db.Open(context.Background(), db.Options{Dir: dir})
	if err != nil {
		return nil, err
	}
	err = d.Migrate(context.Background())
	d.Close() // with it the log is taken into the file
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(dir, "lantoa.db-wal")); !errors.Is(err, os.ErrNotExist) {
		return nil, errors.New("apptest: the schema is not whole without its log")
	}
	return os.ReadFile(filepath.Join(dir, "lantoa.db"))
}
