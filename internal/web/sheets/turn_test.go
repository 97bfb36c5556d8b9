package sheets_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"testing/synctest"

	"lantoa/internal/apptest/world"
	"lantoa/internal/audit"
	"lantoa/internal/errs"
	"lantoa/internal/sheet"
	"lantoa/internal/web/sheets"
)

// numbers is a list of n rows, read a thousand at a time; reach is told of each part.
func numbers(n int, reach func(at int)) sheets.Export {
	r := httptest.NewRequest(http.MethodGet, "/quan-ly/so", nil)
	return sheets.Of(r, sheets.List[int]{Name: "so", Title: "so", Columns: []sheet.Column[int]{sheets.Typed("sheet.key", sheet.WholeKind, sheet.Whole)},
		Page: func(_ context.Context, after string) ([]int, string, error) {
			at, _ := strconv.Atoi(after)
			reach(at)
			rows := make([]int, min(1000, n-at))
			for i := range rows {
				rows[i] = at + i
			}
			return rows, sheets.Next(rows, 1000, func(i int) string { return strconv.Itoa(i + 1) }), nil
		}})
}

func TestExporter_makesTwoBigFilesAtOnceAndSmallOnesAlways(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	x := sheets.New(w.DB)
	hold, began := make(chan struct{}), make(chan struct{}, 2)
	ended := make(chan error, 2)
	for range 2 {
		go func() {
			_, err := x.Write(context.Background(), numbers(10_500, func(at int) {
				if at == 9_000 {
					began <- struct{}{}
					<-hold
				}
			}), io.Discard)
			ended <- err
		}()
		<-began
	}
	if n, err := x.Write(t.Context(), numbers(3_500, func(int) {}), io.Discard); n != 3_500 || err != nil {
		t.Errorf("a small file: %d rows, %v", n, err)
	}
	gone, cancel := context.WithCancel(t.Context())
	if _, err := x.Write(gone, numbers(10_500, func(at int) {
		if at == 5_000 {
			cancel()
		}
	}), io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("who goes away while waiting: %v", err)
	}
	close(hold)
	for range 2 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	if n, err := x.Write(t.Context(), numbers(10_500, func(int) {}), io.Discard); n != 10_500 || err != nil {
		t.Errorf("once there is a turn again: %d rows, %v", n, err)
	}
}

func TestExporter_endsWhenTheClientHasGoneAndRegistersNothing(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	ctx, cancel := context.WithCancel(t.Context())
	parts := 0
	_, err := sheets.New(w.DB).Write(ctx, numbers(100_000, func(int) {
		if parts++; parts == 8 {
			cancel()
		}
	}), io.Discard)
	if !errors.Is(err, context.Canceled) || parts != 8 {
		t.Errorf("after %d parts: %v", parts, err)
	}
	all, err := audit.Recent(t.Context(), w.DB.Reader(), "", 1)
	if err != nil || len(all) > 0 && all[0].Action == "list.export" {
		t.Errorf("registered all the same: %v, %v", all, err)
	}
}

func TestExporter_saysInWordsThatNoTurnCame(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	synctest.Test(t, func(t *testing.T) {
		x := sheets.New(w.DB)
		hold := make(chan struct{})
		ctx, cancel := context.WithCancel(context.Background())
		for range 2 {
			go func() {
				_, _ = x.Write(ctx, numbers(10_500, func(at int) {
					if at == 9_000 {
						<-hold
						cancel()
					}
				}), io.Discard)
			}()
		}
		synctest.Wait()
		if _, err := x.Write(context.Background(), numbers(10_500, func(int) {}), io.Discard); !errs.Is(err, errs.Conflict) || errs.As(err).Key != "sheet.busy" {
			t.Errorf("a third: %v", err)
		}
		cancel()
		close(hold)
		synctest.Wait()
	})
}
