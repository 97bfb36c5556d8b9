package audit_test

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lantoa/internal/audit"
	"lantoa/internal/db"
)

// sealedLog has the records a (one entry in each of seals 1 to 3), b (three entries
// in seal 1), c (one entry, in seal 2) and d (whose first detail was erased, in seal
// 3), and two entries of e that wait.
func sealedLog(t testing.TB) *log {
	t.Helper()
	l := newLog(t)
	l.write("a", 1)
	l.write("b", 3)
	l.seal(4)
	l.write("a", 1)
	l.write("c", 1)
	l.seal(2)
	l.write("a", 1)
	l.write("d", 2)
	err := l.db.Write(t.Context(), func(tx *db.Tx) error {
		return audit.Erase(t.Context(), tx, l.entry(tx, "d", 1), "Theo yêu cầu của chủ thể dữ liệu")
	})
	if err != nil {
		t.Fatal(err)
	}
	l.seal(4)
	l.write("e", 2)
	l.inOrder()
	return l
}

// entry is the key of a record's entry.
func (l *log) entry(r db.Reader, record string, version int) string {
	l.t.Helper()
	id, err := db.One[string](l.t.Context(), r, `select id from audit_entry where entity = 'thing' and entity_id = $1 and entity_version = $2`, record, version)
	if err != nil {
		l.t.Fatal(err)
	}
	return id
}

var errUndo = errors.New("undo")

// found changes the database, verifies it and takes the change back. refused tells
// that the database did not take the change.
func (l *log) found(change func(*db.Tx) error) (r audit.Report, refused error) {
	l.t.Helper()
	err := l.db.Write(l.t.Context(), func(tx *db.Tx) error {
		if refused = change(tx); refused != nil {
			return errUndo
		}
		var err error
		if r, err = audit.Verify(l.t.Context(), tx, l.key, l.anchors); err != nil {
			return err
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		l.t.Fatal(err)
	}
	return r, refused
}

// unbound lets go of the database's own checks until the transaction ends.
func unbound(l *log, tx *db.Tx) error {
	text := `pragma defer_foreign_keys = on`
	if l.db.Engine() == db.PostgreSQL {
		text = `set local session_replication_role = replica`
	}
	_, err := tx.Exec(l.t.Context(), text)
	return err
}

type mutation struct {
	what  string
	want  audit.Kind
	texts []string
}

// mutations are changes by SQL. #a1 stands for the key of a's first entry.
func mutations() []mutation {
	edit := func(set string, want audit.Kind) mutation {
		return mutation{"edit: " + set, want, []string{`update audit_entry set ` + set + ` where id = '#a2'`}}
	}
	seal := func(set string, want audit.Kind) mutation {
		return mutation{"seal: " + set, want, []string{`update audit_seal set ` + set + ` where no = 2`}}
	}
	return []mutation{
		edit(`at = '2021-02-03 04:05:06'`, audit.EntryChanged),
		edit(`actor_id = 'another'`, audit.EntryChanged),
		edit(`actor_id = ''`, audit.EntryChanged),
		edit(`action = 'other'`, audit.EntryChanged),
		edit(`entity = 'other'`, audit.EntryChanged),
		edit(`entity_id = 'other'`, audit.VersionGap),
		edit(`entity_version = 7`, audit.VersionGap),
		edit(`meta = '{"step":1}'`, audit.EntryChanged),
		edit(`detail = '{}'`, audit.DetailChanged),
		edit(`detail = ''`, audit.DetailChanged),
		edit(`salt = detail_hash`, audit.DetailChanged),
		edit(`detail_hash = salt`, audit.EntryChanged),
		edit(`id = 'other'`, audit.EntryGone),
		{"a detail blanked with its salt", audit.ErasedUnsaid, []string{`update audit_entry set detail = '', salt = (select salt from audit_entry where id = '#d1') where id = '#a2'`}},
		{"an erased detail filled again", audit.DetailChanged, []string{`update audit_entry set detail = '{}' where id = '#d1'`}},
		{"the detail of a waiting entry", audit.DetailChanged, []string{`update audit_entry set detail = '{}' where id = '#e1'`}},
		{"a detail with its salt and hash taken from another", audit.EntryChanged, []string{`update audit_entry set detail = (select detail from audit_entry where id = '#b1'),
			salt = (select salt from audit_entry where id = '#b1'), detail_hash = (select detail_hash from audit_entry where id = '#b1') where id = '#a2'`}},
		{"delete in the middle of a record", audit.VersionGap, []string{`delete from audit_entry where id = '#a2'`}},
		{"delete the last of a record", audit.EntryGone, []string{`delete from audit_entry where id = '#a3'`}},
		{"delete a whole record", audit.EntryGone, []string{`delete from audit_entry where entity_id = 'b'`}},
		{"delete a record of one entry", audit.EntryGone, []string{`delete from audit_entry where entity_id = 'c'`}},
		{"delete with the item", audit.SealCount, []string{`delete from audit_entry where id = '#c1'`, `delete from audit_sealed where entry_id = '#c1'`}},
		{"delete the item", audit.EntryLoose, []string{`delete from audit_sealed where entry_id = '#c1'`}},
		{"delete with the item, the count mended", audit.SealChanged, []string{`delete from audit_entry where id = '#c1'`, `delete from audit_sealed where entry_id = '#c1'`, `update audit_seal set count = 1 where no = 2`}},
		{"insert a forged entry", audit.EntryLoose, []string{forged}},
		{"insert a forged entry under a seal", audit.SealCount, []string{forged, `insert into audit_sealed select 2, 2, 'forged', leaf from audit_sealed where entry_id = '#c1'`}},
		{"replace an entry under its seal", audit.EntryChanged, []string{`delete from audit_entry where id = '#c1'`, forged, `update audit_sealed set entry_id = 'forged' where entry_id = '#c1'`}},
		{"swap two entries", audit.EntryChanged, swap("audit_entry", "id", "'#b1'", "'#b2'")},
		{"swap two versions", audit.EntryChanged, swap("audit_entry", "entity_version", "1", "2", "entity_id = 'b'")},
		{"swap the places of two items", audit.SealRoot, swap("audit_sealed", "place", "0", "1", "seal_no = 2")},
		{"swap the entries of two items", audit.EntryChanged, swap("audit_sealed", "entry_id", "'#a2'", "'#c1'")},
		{"move an item to another seal", audit.SealCount, []string{`update audit_sealed set seal_no = 3, place = 9 where entry_id = '#c1'`}},
		{"move an item in its seal", audit.SealMisplaced, []string{`update audit_sealed set place = 9 where seal_no = 2 and place = 1`}},
		{"change a leaf", audit.SealRoot, []string{`update audit_sealed set leaf = (select detail_hash from audit_entry where id = '#c1') where entry_id = '#c1'`}},
		{"shorten a leaf", audit.EntryChanged, []string{`update audit_sealed set leaf = (select salt from audit_entry where id = '#c1') where entry_id = '#c1'`}},
		seal(`prev = root`, audit.SealUnchained),
		seal(`root = prev`, audit.SealRoot),
		seal(`count = 3`, audit.SealCount),
		seal(`at = '2021-02-03 04:05:06'`, audit.SealChanged),
		seal(`hmac = root`, audit.SealChanged),
		{"the first seal's signature", audit.SealChanged, []string{`update audit_seal set hmac = root where no = 0`}},
		{"the newest seal's signature", audit.SealChanged, []string{`update audit_seal set hmac = root where no = 3`}},
		{"cut off the newest seal", audit.EntryLoose, []string{`delete from audit_sealed where seal_no = 3`, `delete from audit_seal where no = 3`}},
		{"cut off the newest seals, their entries marked anew", audit.AnchorUnsealed, []string{`insert into audit_pending select entry_id from audit_sealed where seal_no >= 2`,
			`delete from audit_sealed where seal_no >= 2`, `delete from audit_seal where no >= 2`}},
		{"cut off all seals, the entries marked anew", audit.AnchorUnsealed, []string{`insert into audit_pending select entry_id from audit_sealed`, `delete from audit_sealed`, `delete from audit_seal`}},
		{"take a seal out of the middle", audit.SealGap, []string{`delete from audit_sealed where seal_no = 2`, `delete from audit_seal where no = 2`}},
		{"take the first seal", audit.SealGap, []string{`delete from audit_seal where no = 0`}},
		{"take a mark away", audit.EntryLoose, []string{`delete from audit_pending where entry_id = '#e1'`}},
		{"mark a sealed entry", audit.PendingTwice, []string{`insert into audit_pending values ('#a2')`}},
		{"delete a waiting entry and its mark", audit.VersionGap, []string{`delete from audit_pending where entry_id = '#e1'`, `delete from audit_entry where id = '#e1'`}},
		{"delete who erased", audit.ErasedUnsaid, []string{`delete from audit_entry where entity = 'audit_entry'`}},
	}
}

const forged = `insert into audit_entry select 'forged', at, 'another', action, entity, 'forged', 1, meta, detail, salt, detail_hash from audit_entry where id = '#a1'`

// swap exchanges two values of a column that takes none twice.
func swap(table, column, one, other string, where ...string) []string {
	step := func(from, to string) string {
		text := `update ` + table + ` set ` + column + ` = ` + to + ` where ` + column + ` = ` + from
		for _, w := range where {
			text += ` and ` + w
		}
		return text
	}
	aside := "'aside'"
	if one[0] != '\'' {
		aside = "99"
	}
	return []string{step(one, aside), step(other, one), step(aside, other)}
}

// put writes the keys into a text.
func (l *log) put(tx *db.Tx, text string) string {
	var b bytes.Buffer
	for i := 0; i < len(text); i++ {
		if text[i] != '#' {
			b.WriteByte(text[i])
			continue
		}
		n, _ := strconv.Atoi(text[i+2 : i+3])
		b.WriteString(l.entry(tx, text[i+1:i+2], n))
		i += 2
	}
	return b.String()
}

func TestVerify_findsEveryChange(t *testing.T) {
	t.Parallel()
	l := sealedLog(t)
	for _, m := range mutations() {
		r, refused := l.found(func(tx *db.Tx) error {
			var texts []string
			for _, text := range m.texts {
				texts = append(texts, l.put(tx, text))
			}
			for _, text := range texts {
				if n, err := tx.Exec(t.Context(), text); err != nil || n == 0 {
					t.Fatalf("%s: %d rows, %v", m.what, n, err)
				}
			}
			return nil
		})
		if refused != nil || !has(r, m.want) {
			t.Errorf("%s: no %s among %+v (%v)", m.what, m.want, r.Findings, refused)
		}
	}
	l.inOrder()
}

func has(r audit.Report, k audit.Kind) bool {
	return slices.ContainsFunc(r.Findings, func(f audit.Finding) bool { return f.Kind == k })
}

func TestVerify_findsWhatTheDatabaseItselfWouldRefuse(t *testing.T) {
	t.Parallel()
	l := sealedLog(t)
	all := []mutation{
		{"delete a seal but not its items", audit.ItemUnsealed, []string{`delete from audit_seal where no = 2`}},
		{"delete the newest seal but not its items", audit.ItemUnsealed, []string{`delete from audit_seal where no = 3`}},
		{"renumber a seal", audit.SealGap, []string{`update audit_seal set no = 7 where no = 3`}},
		{"delete a waiting entry but not its mark", audit.PendingLost, []string{`delete from audit_entry where id = '#e2'`}},
	}
	if l.db.Engine() == db.SQLite { // whose columns take anything
		all = append(all, mutation{"a time that is none", audit.EntryChanged, []string{`update audit_entry set at = 'hôm qua' where id = '#a2'`}},
			mutation{"a version that is none", audit.EntryChanged, []string{`update audit_entry set entity_version = 'hai' where id = '#a2'`}},
			mutation{"an empty time of a seal", audit.SealChanged, []string{`update audit_seal set at = '' where no = 2`}})
	}
	for _, m := range all {
		r, refused := l.found(func(tx *db.Tx) error {
			text := l.put(tx, m.texts[0])
			if err := unbound(l, tx); err != nil {
				return err
			}
			_, err := tx.Exec(t.Context(), text)
			return err
		})
		if refused != nil || !has(r, m.want) {
			t.Errorf("%s: no %s among %+v (%v)", m.what, m.want, r.Findings, refused)
		}
	}
}

func TestVerify_findsSealsMadeUnderAnotherKey(t *testing.T) {
	t.Parallel()
	l, other := sealedLog(t), newLog(t)
	for from := int64(1); from <= 3; from++ {
		r, refused := l.found(func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), l.put(tx, `update audit_entry set actor_id = 'another' where id = '#a3'`)); err != nil {
				return err
			}
			return audit.Rechain(t.Context(), tx, other.key, from)
		})
		if refused != nil || !has(r, audit.SealChanged) || !has(r, audit.AnchorDiffers) || has(r, audit.EntryChanged) || has(r, audit.SealRoot) {
			t.Errorf("from %d: %+v, %v", from, r.Findings, refused)
		}
	}
	// Whoever has the key itself is found by the anchors.
	r, _ := l.found(func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), l.put(tx, `update audit_entry set actor_id = 'another' where id = '#a2'`)); err != nil {
			return err
		}
		return audit.Rechain(t.Context(), tx, l.key, 2)
	})
	if !has(r, audit.AnchorDiffers) || has(r, audit.SealChanged) {
		t.Errorf("under the key: %+v", r.Findings)
	}
}

// Random changes of one value, one row, or one exchange between two rows.
func TestVerify_findsRandomChanges(t *testing.T) {
	t.Parallel()
	l := sealedLog(t)
	l.seal(2)
	columns := map[string][]string{
		"audit_entry":  {"id", "at", "actor_id", "action", "entity", "entity_id", "entity_version", "meta", "detail", "salt", "detail_hash"},
		"audit_seal":   {"no", "prev", "root", "count", "at", "hmac"},
		"audit_sealed": {"seal_no", "place", "entry_id", "leaf"},
	}
	keys := map[string][]string{}
	for table, key := range map[string]string{"audit_entry": "id", "audit_seal": "cast(no as text)", "audit_sealed": "entry_id"} {
		var err error
		if keys[table], err = db.All[string](t.Context(), l.db.Reader(), `select `+key+` from `+table+` order by 1`); err != nil {
			t.Fatal(err)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		table := rapid.SampledFrom([]string{"audit_entry", "audit_seal", "audit_sealed"}).Draw(rt, "table")
		column := rapid.SampledFrom(columns[table]).Draw(rt, "column")
		row := rapid.SampledFrom(keys[table]).Draw(rt, "row")
		another := rapid.SampledFrom(keys[table]).Draw(rt, "another row")
		key := map[string]string{"audit_entry": "id", "audit_seal": "cast(no as text)", "audit_sealed": "entry_id"}[table]
		drop := rapid.IntRange(0, 9).Draw(rt, "delete") == 0
		value := valueFor(rt, column)
		from := rapid.Bool().Draw(rt, "from another row")
		nothing := false
		r, refused := l.found(func(tx *db.Tx) error {
			if err := unbound(l, tx); err != nil {
				return err
			}
			var err error
			var n int64
			switch {
			case drop:
				n, err = tx.Exec(t.Context(), `delete from `+table+` where `+key+` = $1`, row)
			case from:
				n, err = tx.Exec(t.Context(), `update `+table+` set `+column+` = (select `+column+` from `+table+` where `+key+` = $2)
					where `+key+` = $1 and `+column+` <> (select `+column+` from `+table+` where `+key+` = $2)`, row, another)
			default:
				n, err = tx.Exec(t.Context(), `update `+table+` set `+column+` = $2 where `+key+` = $1 and `+column+` <> $2`, row, value)
			}
			nothing = n == 0
			return err
		})
		if refused == nil && !nothing && r.InOrder() {
			rt.Errorf("%s.%s of %s = %v (from %q: %v, delete: %v) was not found", table, column, row, value, another, from, drop)
		}
	})
}

func valueFor(rt *rapid.T, column string) any {
	switch column {
	case "at":
		return time.UnixMicro(rapid.Int64Range(1e15, 2e15).Draw(rt, "time"))
	case "entity_version", "no", "count", "seal_no", "place":
		return rapid.Int64Range(-2, 20).Draw(rt, "number")
	case "salt", "detail_hash", "prev", "root", "hmac", "leaf":
		return rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(rt, "bytes")
	}
	return rapid.StringMatching(`[a-z{}":0-9 đ]{0,20}`).Draw(rt, "text")
}

func TestErase_takesTheDetailAndLeavesTheChain(t *testing.T) {
	t.Parallel()
	l := sealedLog(t)
	erase := func(id, reason string) error {
		return l.db.Write(t.Context(), func(tx *db.Tx) error { return audit.Erase(t.Context(), tx, id, reason) })
	}
	id := l.entry(l.db.Reader(), "b", 2)
	for want, err := range map[string]error{
		"error.not_found":     erase("none", "lý do"),
		"error.invalid":       erase(id, " \n "),
		"audit.erase.already": erase(l.entry(l.db.Reader(), "d", 1), "lý do"),
	} {
		if key(err) != want {
			t.Errorf("%s: %v", want, err)
		}
	}
	if err := erase(id, "Theo yêu cầu của chủ thể dữ liệu"); err != nil {
		t.Fatal(err)
	}
	of, err := audit.Of(t.Context(), l.db.Reader(), "thing", "b")
	if err != nil || of[1].Detail != "" || of[0].Detail == "" || of[1].Meta == "" {
		t.Errorf("%+v, %v", of, err)
	}
	said, err := audit.Of(t.Context(), l.db.Reader(), "audit_entry", id)
	if err != nil || len(said) != 1 || said[0].ActorID != "" || said[0].Detail != `{"reason":"Theo yêu cầu của chủ thể dữ liệu"}` {
		t.Errorf("%+v, %v", said, err)
	}
	if r := l.inOrder(); r.Erased != 2 {
		t.Errorf("%+v", r)
	}
	l.seal(3)
	l.inOrder()
}
