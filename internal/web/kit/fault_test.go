package kit_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"lantoa/internal/web/kit"
)

func TestRender_namesTheFieldOfAFaultThatCouldBeAnyFields(t *testing.T) {
	t.Parallel()
	f := form(t, "year", "x", "criterion", "y", "level", "", "other", "z")
	f.Int("year", 0, 10)
	f.Add("criterion", "field.too_long", 2000)
	f.Required("level")
	f.Add("other", "password.short", 14) // names its field itself
	page := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, i := range f.Errors().Items {
			_, _ = io.WriteString(w, i.Text+"|")
		}
		f.Field("year", "Năm sinh")
		f.Field("criterion", strings.Repeat("Gương mẫu ", 20))
		f.Field("level", "Ở cấp nào?")
		f.Field("other", "Mục khác")
		return nil
	})
	w := httptest.NewRecorder()
	if err := kit.Render(w, vietnamese(t, httptest.NewRequest("POST", "/x", nil)), http.StatusUnprocessableEntity, page); err != nil {
		t.Fatal(err)
	}
	want := []string{"Năm sinh: Phải nhập số", strings.TrimSpace(strings.Repeat("Gương mẫu ", 6)) + "…: Nội dung quá dài", "Ở cấp nào? Phải nhập mục này.", "Mật khẩu mới quá ngắn", ""}
	got := strings.Split(w.Body.String(), "|")
	for i, x := range want {
		if len(got) != len(want) || !strings.HasPrefix(got[i], x) {
			t.Fatalf("%q, want %q", got, want)
		}
	}
}
