package check_test

import (
	"testing"

	"lantoa/internal/apptest/sample"
	"lantoa/internal/officialdoc"
)

func rules(t testing.TB) officialdoc.Rules { t.Helper(); return sample.Rules(t) }

func written(t testing.TB, f officialdoc.File) []byte { t.Helper(); return sample.Written(t, f) }

func samples(t testing.TB) map[string]officialdoc.File { t.Helper(); return sample.All(t) }

func text(kind officialdoc.BlockKind, s string) officialdoc.Block { return officialdoc.Text(kind, s) }
