package report_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"lantoa/internal/apptest/client"
)

// joined are texts without what only sets them apart.
func joined(texts ...string) string {
	return strings.NewReplacer(" ", "", "\n", "", ";", "", "·", "").Replace(strings.Join(texts, ""))
}

func TestSheet_hasTheReportsAndTheCasesThatThePagesShow(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	as := s.As("standing_officer")
	for _, address := range []string{listPath, path + "/so-lieu", path + "/so-lieu?loai=individual", path + "/so-lieu?cap=province"} {
		page := as.Open(address)
		var want []string
		for _, row := range page.All("main tbody tr") {
			want = append(want, joined(client.Words(row)))
		}
		if len(want) == 0 {
			t.Fatalf("%s shows nothing", address)
		}
		answer := as.Get(page.Attr("a[href*='.xlsx']", "href")).Want(http.StatusOK)
		x, err := excelize.OpenReader(bytes.NewReader(answer.Body))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := x.GetRows("Danh sách")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range rows[1:] {
			got = append(got, joined(r[:len(rows[0])-1]...))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", address, diff)
		}
		_ = x.Close()
		s.As("unit_officer").Get(page.Attr("a[href*='.xlsx']", "href")).Want(http.StatusForbidden)
	}
}
