package intake_test

import (
	"bytes"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/apptest/sheets"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/intake"
	"lantoa/internal/sheet"
)

func TestImport_ofAccountsMakesThemWithoutAPasswordThatAnybodyKnows(t *testing.T) {
	t.Parallel()
	k := open(t)
	accounts := account.New(k.DB, account.DefaultConfig())
	unit := k.actor.Grants[0]
	a, err := accounts.Setup(t.Context(), account.Input{Username: "quan-tri", Name: "Trần Văn Bình", Role: access.Admin, OrgID: unit.OrgID}, "Mat-khau-dai-123", false)
	if err != nil {
		t.Fatal(err)
	}
	officer := k.actor
	if k.actor, err = accounts.Actor(t.Context(), a.ID); err != nil {
		t.Fatal(err)
	}
	all, err := k.Orgs.All(t.Context(), k.DB.Reader(), civil.DayOf(k.DB.Now()))
	if err != nil {
		t.Fatal(err)
	}
	var choices []sheet.Choice
	for _, o := range all {
		choices = append(choices, sheet.Choice{Code: o.ID, Label: o.Full()})
	}
	lines := []account.Row{
		{Username: "moi", Name: "Lý Thị Dợ", Role: unit.Role, OrgID: unit.OrgID},
		{Username: "quan-tri", Name: "Lý Thị Dợ", Role: unit.Role, OrgID: unit.OrgID},
		{ID: a.ID, Username: "quan-tri", Name: "Trần Văn Bình", Role: access.Admin, OrgID: unit.OrgID, FromDay: civil.DayOf(k.DB.Now())},
	}
	w, err := sheet.Fill(t.Context(), sheets.Printer(t), sheet.About{}, account.Columns(k.print, choices), func(yield func(account.Row, error) bool) {
		for _, l := range lines {
			if !yield(l, nil) {
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
	if _, err := k.in.Begin(t.Context(), officer, db.NewID(), intake.Accounts, "", "a.xlsx", bytes.NewReader(file.Bytes())); !errs.Is(err, errs.Denied) {
		t.Errorf("an officer reads accounts in: %v", err)
	}
	n, err := k.in.Begin(t.Context(), k.actor, db.NewID(), intake.Accounts, "", "a.xlsx", bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	n = k.until(n.ID, intake.Checked)
	if c := k.counts(n); c[intake.Fresh] != 1 || c[intake.Faulty] != 1 || c[intake.Same] != 1 {
		rows, _ := k.in.Rows(t.Context(), n, intake.Filter{Limit: 9})
		t.Fatalf("%v %+v", c, rows)
	}
	if err := k.in.Confirm(t.Context(), k.actor, n.ID, n.Version, true); err != nil {
		t.Fatal(err)
	}
	k.until(n.ID, intake.Done)
	if got := k.number(`select count(*) from account where username = 'moi' and must_change = true and password_hash <> ''`); got != 1 {
		t.Errorf("%d accounts made", got)
	}
}
