package sheets_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
)

// slow is a reader that takes nothing until it is let.
type slow struct {
	*httptest.ResponseRecorder
	began chan<- struct{}
	hold  <-chan struct{}
}

// Write implements http.ResponseWriter.
func (s slow) Write(p []byte) (int, error) {
	select {
	case s.began <- struct{}{}:
	case <-s.hold:
	}
	<-s.hold
	return s.ResponseRecorder.Write(p)
}

// answering is a list of n rows as it is answered.
func answering(d *db.DB, n int) kit.Handler {
	return sheets.New(d).Handler("/quan-ly/so.xlsx", func(r *http.Request) (sheets.Export, error) {
		return numbersFor(r, n, func(int) {}), nil
	}, access.SignedIn)
}

func ask() *http.Request { return httptest.NewRequest(http.MethodGet, "/quan-ly/so.xlsx", nil) }

func TestHandler_letsNobodyWaitForThoseWhoReadSlowly(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	for rows, readers := range map[int]int{500: 4, 10_500: 2} { // as many as there are turns
		handle := answering(w.DB, rows)
		began, hold, ended := make(chan struct{}), make(chan struct{}), make(chan error)
		for range readers {
			go func() { ended <- handle(slow{httptest.NewRecorder(), began, hold}, ask()) }()
			<-began
		}
		answer := httptest.NewRecorder()
		if err := handle(answer, ask()); err != nil || answer.Body.Len() == 0 {
			t.Errorf("of %d rows, while %d read slowly: %v", rows, readers, err)
		}
		close(hold)
		for range readers {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	}
}

func TestHandler_registersNothingWhereItAnswersNoFile(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	handle := answering(w.DB, 500)
	taken := func() int {
		n, err := db.One[int](t.Context(), w.DB.Reader(), `select count(*) from audit_entry where action = 'list.export'`)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	r := ask()
	busy := &kit.Request{Making: func(context.Context) (func(), error) { return nil, errs.New(errs.Busy, "error.busy") }}
	if err := handle(httptest.NewRecorder(), r.WithContext(kit.With(r.Context(), busy))); !errs.Is(err, errs.Busy) || taken() != 0 {
		t.Errorf("%v, registered %d times", err, taken())
	}
	if err := handle(httptest.NewRecorder(), ask()); err != nil || taken() != 1 {
		t.Errorf("%v, registered %d times", err, taken())
	}
}
