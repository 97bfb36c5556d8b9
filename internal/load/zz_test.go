package load_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"errors"

	"lantoa/internal/account"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/law"
	"lantoa/internal/load"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
)

func TestZZ(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("N"))
	dir := t.TempDir()
	d, err := db.Open(t.Context(), db.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	_ = d.Migrate(t.Context())
	f, _ := blob.Open(filepath.Join(dir, "files"))
	laws := law.New(d)
	_ = laws.Seed(t.Context())
	orgs := org.New(d)
	_ = nomination.New(d, orgs, plan.New(d, orgs, f), laws, f).SeedRoutes(t.Context())
	_, err = load.Load(t.Context(), load.Target{DB: d, Files: f, Accounts: account.DefaultConfig()}, load.Options{Exemplars: n, Seed: 1, Password: "Lan-toa-do-luong-1"})
	for err != nil {
		fmt.Printf("%T %v\n", err, err)
		err = errors.Unwrap(err)
	}
}
