package archtest_test

import (
	"testing"

	"lantoa/internal/archtest"
)

// none fails with each finding on a line of its own.
func none(t *testing.T, found []string, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Error(f)
	}
}

func root(t *testing.T) string {
	t.Helper()
	dir, err := archtest.Root()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func files(t *testing.T) []archtest.File {
	t.Helper()
	all, err := archtest.Files(root(t))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestProject_packagesImportOnlyThoseBeforeThem(t *testing.T) {
	t.Parallel()
	all, err := archtest.Packages(root(t))
	none(t, archtest.Layers(all), err)
}

func TestProject_tablesAreWrittenByTheirOwner(t *testing.T) {
	t.Parallel()
	none(t, archtest.TableOwners(files(t)), nil)
}

func TestProject_everyTableHasAnOwner(t *testing.T) {
	t.Parallel()
	found, err := archtest.UnownedTables(archtest.Migrations(root(t)))
	none(t, found, err)
}

func TestProject_SQLStandsInStores(t *testing.T) {
	t.Parallel()
	none(t, archtest.SQLInStores(files(t)), nil)
}

func TestProject_filesAndFunctionsAreShort(t *testing.T) {
	t.Parallel()
	none(t, archtest.Sizes(files(t)), nil)
}

func TestProject_packagesHaveNoStateAndNoInit(t *testing.T) {
	t.Parallel()
	none(t, archtest.State(files(t)), nil)
}

func TestProject_onlyConfigReadsTheEnvironment(t *testing.T) {
	t.Parallel()
	none(t, archtest.Environment(files(t)), nil)
}

func TestProject_onlyTheEdgeReadsTheClock(t *testing.T) {
	t.Parallel()
	none(t, archtest.Clock(files(t)), nil)
}

func TestProject_onlyDBKnowsTheDrivers(t *testing.T) {
	t.Parallel()
	none(t, archtest.Drivers(files(t)), nil)
}

func TestProject_generatedViewsAreUpToDate(t *testing.T) {
	t.Parallel()
	found, err := archtest.Views(root(t), t.TempDir())
	none(t, found, err)
}
