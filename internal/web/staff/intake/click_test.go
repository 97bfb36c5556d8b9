package intake_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/org"
)

// twice submits two forms at the same moment, and fails where they do not end as one.
func twice(t *testing.T, what string, forms [2]*client.Form) (path string) {
	t.Helper()
	var answers [2]*client.Answer
	var both sync.WaitGroup
	for i, f := range forms {
		both.Go(func() { answers[i] = f.Submit() })
	}
	both.Wait()
	for _, a := range answers {
		if a.Status != http.StatusSeeOther || a.Location() != answers[0].Location() {
			t.Fatalf("%s: %d to %q and %d to %q", what, answers[0].Status, answers[0].Header.Get("Location"), a.Status, a.Header.Get("Location"))
		}
	}
	return answers[0].Location()
}

// Of a double click both requests end as one, whichever is first.
func TestImport_takesADoubleClickForOne(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	x := samples(t, s)["units"]
	hands := [2]*client.Client{s.As(x.person), s.As(x.person)}
	both := func(page, form string, set func(*client.Form)) (out [2]*client.Form) {
		for i, c := range hands {
			out[i] = c.Open(page).Form(form)
			set(out[i])
		}
		return out
	}
	for round := range 4 {
		file := table(t, []any{"Tên", "Loại", "Cơ quan cấp trên trực tiếp", "Từ ngày"}, []any{fmt.Sprint("Phòng Thi đua ", round), "Đơn vị thuộc sở", org.SeedID("snv"), "02/01/2021"})
		forms := both(x.list+"/nhap", "main form[enctype]", func(f *client.Form) { f.File("file", "danh-sach.xlsx", file) })
		forms[1].Set("key", forms[0].Values.Get("key"))
		path := twice(t, "begin", forms)
		if n := number(t, s, `select count(*) from intake`); n != round+1 || number(t, s, `select count(*) from task where kind = 'import.units'`) < round+1 {
			t.Fatalf("%d imports after %d double clicks", n, round+1)
		}
		if round%2 == 0 {
			runOnce(t, s, func() { settled(t, hands[0], path) })
			twice(t, "discard", both(path, `form[action$="/bo"]`, func(*client.Form) {}))
			continue
		}
		runOnce(t, s, func() { settled(t, hands[0], path) })
		twice(t, "confirm", both(path, `form[action$="/xac-nhan"]`, func(*client.Form) {}))
		if n := number(t, s, `select count(*) from task where kind = 'import.units.store' and state = 'waiting'`); n != 1 {
			t.Fatalf("%d tasks store what a double click confirmed", n)
		}
		runOnce(t, s, func() { settled(t, hands[0], path) })
	}
}
