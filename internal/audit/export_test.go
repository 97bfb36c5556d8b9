package audit

import (
	"context"
	"os"

	"lantoa/internal/db"
)

// Rechain makes every seal from a number on anew under a key, over the entries as
// they are now: all that can be done by somebody who may write the whole database.
func Rechain(ctx context.Context, tx *db.Tx, k Key, from int64) error {
	seals, err := sealsAfter(ctx, tx, from-1, 1<<62, 1000)
	if err != nil {
		return err
	}
	before, _, err := sealNo(ctx, tx, from-1)
	if err != nil {
		return err
	}
	prev := before.HMAC
	for _, s := range seals {
		entries, err := db.All[sealed](ctx, tx, `select i.seal_no, i.place, i.entry_id, i.leaf, `+entryColumns+`
			from audit_sealed i join audit_entry e on e.id = i.entry_id where i.seal_no = $1 order by i.place`, s.No)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `delete from audit_sealed where seal_no = $1`, s.No); err != nil {
			return err
		}
		var (
			t   tree
			buf fields
			all []item
		)
		for i, e := range entries {
			leaf := e.leaf(&buf)
			t.add(leaf)
			all = append(all, item{SealNo: s.No, Place: int64(i), EntryID: e.ID, Leaf: leaf[:]})
		}
		made := k.make(s.No, prev, t.root(), int64(len(all)), s.At.Time)
		if err := insertItems(ctx, tx, all); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `update audit_seal set prev = $2, root = $3, count = $4, hmac = $5 where no = $1`, made.No, made.Prev, made.Root, int64(made.Count), made.HMAC); err != nil {
			return err
		}
		prev = made.HMAC
	}
	return nil
}

// MakeKey makes a key on a file system with another way of linking.
func MakeKey(file string, link func(from, to string) error) (Key, error) { return makeKey(file, link) }

// LockAnchors takes the log of anchors as another node does while it writes.
func LockAnchors(ctx context.Context, a Anchors) (*os.File, error) { return a.open(ctx) }

// LockBy takes the log of anchors on a file system with other locks.
func LockBy(ctx context.Context, f *os.File, try func(*os.File) error) error {
	return lock(ctx, f, try)
}
