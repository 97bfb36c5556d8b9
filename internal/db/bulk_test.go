package db_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lantoa/internal/apptest"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// entries are rows of a table with every type of value.
func entries(n int) *db.Rows {
	rows := db.NewRows("session", "token_hash, id, account_id, created_at, seen_at, expires_at,\n\taddress, agent, renew, revoked")
	at := time.Date(2021, 3, 8, 9, 30, 0, 123456789, civil.Zone())
	for i := range n {
		rows.Add([]byte{byte(i), byte(i >> 8)}, "s"+strings.Repeat("x", i%7)+string(rune('a'+i%26))+time.Duration(i).String(), "a", at, &at, at.Add(time.Hour), "Địa chỉ", "", i%2 == 0, false)
	}
	return rows
}

func TestBulk_keepsWhatExecKeeps(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	rows := entries(103)
	var one, many db.Rows
	err := d.Write(t.Context(), func(tx *db.Tx) (err error) {
		if _, err := tx.Exec(t.Context(), `insert into account (id, username, name, sort_key, folded, password_hash, must_change, disabled, created_at, active_at, version)
			values ('a', 'a', '', $1, '', '', false, false, $2, $2, 1)`, []byte{1}, tx.Now()); err != nil {
			return err
		}
		for _, row := range rows.Values {
			if _, err := tx.Exec(t.Context(), `insert into session (token_hash, id, account_id, created_at, seen_at, expires_at, address, agent, renew, revoked)
				values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, row...); err != nil {
				return err
			}
		}
		if one, err = db.TableOf(t.Context(), tx, "session", "id"); err != nil {
			return err
		}
		if _, err := tx.Exec(t.Context(), `delete from session`); err != nil {
			return err
		}
		if err := tx.Bulk(t.Context(), *rows); err != nil {
			return err
		}
		many, err = db.TableOf(t.Context(), tx, "session", "id")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(one.Columns, many.Columns) || len(one.Values) != 103 || len(many.Values) != 103 {
		t.Fatalf("%d rows and %d", len(one.Values), len(many.Values))
	}
	for i := range one.Values {
		for j, v := range one.Values[i] {
			w := many.Values[i][j]
			switch v := v.(type) {
			case []byte:
				if !slices.Equal(v, w.([]byte)) {
					t.Errorf("%s: %v and %v", one.Columns[j], v, w)
				}
			case time.Time:
				if !v.Equal(w.(time.Time)) {
					t.Errorf("%s: %v and %v", one.Columns[j], v, w)
				}
			default:
				if v != w {
					t.Errorf("%s: %v and %v", one.Columns[j], v, w)
				}
			}
		}
	}
}

func TestBulk_refusesWhatExecRefuses(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	add := func(rows db.Rows) error {
		return d.Write(t.Context(), func(tx *db.Tx) error { return tx.Bulk(t.Context(), rows) })
	}
	short := db.NewRows("blob", "hash, size, media_type, stored_at")
	short.Add("a", 1)
	if err := add(*short); err == nil {
		t.Error("a row with too few values was kept")
	}
	twice := db.NewRows("blob", "hash, size, media_type, stored_at")
	twice.Add("a", 1, "text/plain", d.Now())
	twice.Add("a", 1, "text/plain", d.Now())
	if err := add(*twice); !errs.Is(err, errs.Conflict) {
		t.Errorf("the same key twice: %v", err)
	}
	for _, text := range []string{"a\x00b", "a\xff"} {
		bad := db.NewRows("blob", "hash, size, media_type, stored_at")
		bad.Add(text, 1, "text/plain", d.Now())
		if err := add(*bad); err == nil {
			t.Errorf("%q was kept", text)
		}
	}
	if err := add(*db.NewRows("blob", "hash")); err != nil {
		t.Errorf("no rows: %v", err)
	}
	if n, err := db.Count(t.Context(), d.Reader(), "blob"); err != nil || n != 0 {
		t.Errorf("%d rows, %v", n, err)
	}
	if err := d.Settle(t.Context()); err != nil {
		t.Error(err)
	}
	if d.Engine() == db.SQLite {
		samples, err := db.One[int](t.Context(), d.Reader(), `select count(*) from sqlite_stat4`)
		if err != nil || samples != 0 {
			t.Errorf("samples of values are kept, for which statements are planned again and again: %d, %v", samples, err)
		}
	}
}

func TestTables_listsThoseOfTheMigrations(t *testing.T) {
	t.Parallel()
	all, err := db.Tables()
	if err != nil || !slices.Contains(all, "audit_entry") || !slices.Contains(all, "nomination") || slices.Index(all, "batch") > slices.Index(all, "nomination") {
		t.Errorf("%v, %v", all, err)
	}
}
