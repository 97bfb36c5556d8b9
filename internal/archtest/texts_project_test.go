package archtest_test

import (
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/archtest"
	"lantoa/internal/blob"
	"lantoa/internal/org"
)

func texts(t *testing.T) archtest.Catalogues {
	t.Helper()
	c, err := archtest.ReadCatalogues(root(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func sources(t *testing.T) []archtest.File {
	t.Helper()
	all, err := archtest.Sources(root(t))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestProject_bothLanguagesSayTheSame(t *testing.T) {
	t.Parallel()
	none(t, archtest.Translations(texts(t)), nil)
}

func TestProject_textsAreTypedWithCare(t *testing.T) {
	t.Parallel()
	c := texts(t)
	none(t, append(archtest.Typing(c.Vi), archtest.Typing(c.En)...), nil)
}

func TestProject_everyTextIsUsed(t *testing.T) {
	t.Parallel()
	none(t, archtest.UnusedTexts(texts(t), sources(t)), nil)
}

func TestProject_noTextIsMissing(t *testing.T) {
	t.Parallel()
	none(t, archtest.MissingTexts(texts(t), sources(t)), nil)
}

func TestProject_everyValueHasItsWord(t *testing.T) {
	t.Parallel()
	c := texts(t)
	for begin, members := range map[string][]string{
		"role.":            strs(access.Roles()),
		"org.kind.":        strs(org.Kinds()),
		"duty.":            strs([]org.DutyKind{org.Lead, org.Coordinate, org.Standing, org.Decide, org.Publicise}),
		"account.state.":   append(strs(account.States()), "any"),
		"file.wrong_type.": {blob.Photo.String(), blob.Evidence.String(), blob.Scan.String()},
	} {
		none(t, archtest.MissingMembers(c, begin, members...), nil)
	}
}

func strs[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

func TestProject_VietnameseStandsInTheCatalogues(t *testing.T) {
	t.Parallel()
	none(t, archtest.VietnameseStrings(sources(t)), nil)
}
