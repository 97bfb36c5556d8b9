package sheet_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"lantoa/internal/i18n"
	"lantoa/internal/sheet"
)

func TestFill_endsWithItsContextAndWithAFailingRow(t *testing.T) {
	t.Parallel()
	p := printer(t, i18n.Vietnamese)
	ctx, cancel := context.WithCancel(t.Context())
	seen := 0
	_, err := sheet.Fill(ctx, p, sheet.About{}, columns(), func(yield func(line, error) bool) {
		for yield(line{Text: "x"}, nil) {
			if seen++; seen == 10 {
				cancel()
			}
		}
	})
	if !errors.Is(err, context.Canceled) || seen != 10 {
		t.Errorf("after %d rows: %v", seen, err)
	}
	broken := errors.New("broken")
	if _, err := sheet.Fill(t.Context(), p, sheet.About{}, columns(), func(yield func(line, error) bool) { yield(line{}, broken) }); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

// A reader that trusts the size of an empty sheet reads nothing else.
func TestSend_claimsNoSizeThatItDoesNotHave(t *testing.T) {
	t.Parallel()
	w, err := sheet.Fill(t.Context(), printer(t, i18n.Vietnamese), sheet.About{}, columns(), func(yield func(line, error) bool) { yield(lines()[0], nil) })
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	var file bytes.Buffer
	if err := w.Send(&file); err != nil {
		t.Fatal(err)
	}
	parts, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, part := range parts.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/") {
			continue
		}
		f, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(f)
		_ = f.Close()
		if seen++; err != nil || strings.Contains(string(text), "<dimension") {
			t.Errorf("%s claims a size (%v)", part.Name, err)
		}
	}
	if seen != 2 {
		t.Errorf("%d sheets", seen)
	}
}

// BenchmarkWrite writes a list of 100,000 rows of ten columns, and says how much
// memory the program held at most meanwhile.
func BenchmarkWrite(b *testing.B) {
	p := printer(b, i18n.Vietnamese)
	for b.Loop() {
		peak, done := watched()
		w, err := sheet.Fill(b.Context(), p, sheet.About{Title: "Hồ sơ", At: time.Now()}, columns(), func(yield func(line, error) bool) {
			for i := range 100_000 {
				l := lines()[0]
				l.Text, l.ID = fmt.Sprintf("Hội Liên hiệp Phụ nữ xã Lũng Cú, thôn %d", i), fmt.Sprintf("01900000-0000-7000-8000-%012d", i)
				if !yield(l, nil) {
					return
				}
			}
		})
		if err != nil {
			b.Fatal(err)
		}
		if err := w.Send(io.Discard); err != nil {
			b.Fatal(err)
		}
		_ = w.Close()
		b.ReportMetric(float64(done(peak))/(1<<20), "MB-heap")
	}
}

// BenchmarkRead reads 10,000 rows of ten columns with all of their values.
func BenchmarkRead(b *testing.B) {
	p := printer(b, i18n.Vietnamese)
	rows := make([]line, 10_000)
	for i := range rows {
		rows[i] = lines()[0]
	}
	raw := file(b, p, rows)
	for b.Loop() {
		peak, done := watched()
		got, err := tryRead(raw, 10_000, p)
		if err != nil || len(got) != len(rows) {
			b.Fatal(len(got), err)
		}
		b.ReportMetric(float64(done(peak))/(1<<20), "MB-heap")
	}
}

// watched looks at the heap every few milliseconds until it is asked for the most
// that was held.
func watched() (stop chan struct{}, most func(chan struct{}) uint64) {
	stop = make(chan struct{})
	result := make(chan uint64)
	go func() {
		var top uint64
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			top = max(top, m.HeapInuse)
			select {
			case <-stop:
				result <- top
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return stop, func(stop chan struct{}) uint64 {
		close(stop)
		return <-result
	}
}
