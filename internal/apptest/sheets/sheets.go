// Package sheets lets tests take rows away as a spreadsheet and read them back.
package sheets

import (
	"bytes"
	"context"
	"testing"

	"lantoa/internal/i18n"
	"lantoa/internal/sheet"
)

// Printer writes Vietnamese.
func Printer(t testing.TB) *i18n.Printer {
	t.Helper()
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return texts.Printer(i18n.Vietnamese)
}

// File is rows written by their columns.
func File[T any](t testing.TB, p *i18n.Printer, columns []sheet.Column[T], rows []T) []byte {
	t.Helper()
	w, err := sheet.Fill(context.Background(), p, sheet.About{}, columns, func(yield func(T, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	var file bytes.Buffer
	if err := w.Send(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// Back writes rows by their columns, and reads the file again.
func Back[T any](t testing.TB, p *i18n.Printer, columns []sheet.Column[T], rows []T) []sheet.Row {
	t.Helper()
	file := File(t, p, columns, rows)
	b, err := sheet.Open(bytes.NewReader(file), int64(len(file)), sheet.Limits{Rows: len(rows), Columns: len(columns)})
	if err != nil {
		t.Fatal(err)
	}
	table, err := b.Table(sheet.Heads(columns), p)
	if err != nil {
		t.Fatal(err)
	}
	var out []sheet.Row
	for row, err := range table.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, row)
	}
	if len(out) != len(rows) {
		t.Fatalf("%d rows come back of %d", len(out), len(rows))
	}
	return out
}
