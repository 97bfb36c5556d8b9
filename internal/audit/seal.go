package audit

import (
	"context"
	"strconv"
	"strings"
	"time"

	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// seal is one link of the chain.
type seal struct {
	No    int64
	Prev  []byte // signature of the seal before, none for the first
	Root  []byte // of the tree over the entries' leaves
	Count number
	At    moment
	HMAC  []byte `db:"hmac"`
}

// sealSize is how many entries one seal covers at most: what one transaction
// may hold up others for.
const sealSize = 1000

// tries is how often a seal is tried again when another node was first.
const tries = 5

// Seal seals what is pending and says how many entries it sealed. Each seal is a
// short transaction of its own, and is noted in the log of anchors once it would
// outlast a power cut; what a run before left unnoted is noted first. It builds on
// nothing that was not made under the key, and stops when the anchors say
// otherwise than the database.
func Seal(ctx context.Context, d *db.DB, k Key, a Anchors) (int, error) {
	total := 0
	for {
		if err := a.catchUp(ctx, d, k); err != nil {
			return total, err
		}
		n, err := sealAgain(ctx, d, k)
		if err != nil || n == 0 {
			return total, err
		}
		total += n
	}
}

// sealAgain makes one seal, even when other nodes seal at the same time.
func sealAgain(ctx context.Context, d *db.DB, k Key) (n int, err error) {
	for range tries {
		err = d.Write(ctx, func(tx *db.Tx) error {
			n, err = sealPending(ctx, tx, k)
			return err
		})
		if !errs.Is(err, errs.Conflict) && !errs.Is(err, errs.Busy) {
			return n, err
		}
	}
	return 0, err
}

func sealPending(ctx context.Context, tx *db.Tx, k Key) (int, error) {
	last, there, err := lastSeal(ctx, tx)
	if err != nil {
		return 0, err
	}
	if !there {
		return 0, errs.New(errs.Invalid, "audit.unopened")
	}
	if err := k.owns(last); err != nil {
		return 0, err
	}
	pending, err := nextPending(ctx, tx)
	if err != nil || len(pending) == 0 {
		return 0, err
	}
	var (
		t   tree
		buf fields
		all = make([]item, len(pending))
		ids = make([]string, len(pending))
	)
	for i := range pending {
		leaf := pending[i].leaf(&buf)
		t.add(leaf)
		ids[i] = pending[i].ID
		all[i] = item{SealNo: last.No + 1, Place: int64(i), EntryID: ids[i], Leaf: leaf[:]}
	}
	if err := insertSeal(ctx, tx, k.make(last.No+1, last.HMAC, t.root(), int64(len(all)), tx.Now())); err != nil {
		return 0, err
	}
	if err := insertItems(ctx, tx, all); err != nil {
		return 0, err
	}
	_, err = tx.Exec(ctx, `delete from audit_pending where entry_id = any($1)`, ids)
	return len(all), err
}

// nextPending gives the oldest entries that no seal covers yet, as many as one
// covers at most. A mark on a sealed entry, which only an intruder makes, is passed
// over and left for Verify to find. Marks are read a page at a time: asked for what
// is marked and not sealed, PostgreSQL goes through all seals there are.
func nextPending(ctx context.Context, tx *db.Tx) ([]kept, error) {
	var ids []string
	for after := ""; len(ids) == 0; {
		marks, err := db.All[mark](ctx, tx, `select p.entry_id, coalesce(i.seal_no, -1) as seal_no
			from (select entry_id from audit_pending where entry_id > $1 order by entry_id limit $2) p
			left join audit_sealed i on i.entry_id = p.entry_id order by p.entry_id`, after, sealSize)
		if err != nil || len(marks) == 0 {
			return nil, err
		}
		for _, m := range marks {
			if m.SealNo < 0 {
				ids = append(ids, m.EntryID)
			}
		}
		after = marks[len(marks)-1].EntryID
	}
	return db.All[kept](ctx, tx, `select e.id, e.at, e.actor_id, e.action, e.entity, e.entity_id, e.entity_version, e.meta, e.detail_hash
		from audit_entry e where e.id = any($1) order by e.id`, ids)
}

// mark is an entry that waits for its seal, with the seal that it has all the same, or -1.
type mark struct {
	EntryID string
	SealNo  int64
}

// item is a sealed entry's place.
type item struct {
	SealNo  int64
	Place   int64
	EntryID string
	Leaf    []byte
}

func insertSeal(ctx context.Context, tx *db.Tx, s seal) error {
	_, err := tx.Exec(ctx, `insert into audit_seal (no, prev, root, count, at, hmac) values ($1, $2, $3, $4, $5, $6)`,
		s.No, s.Prev, s.Root, int64(s.Count), s.At.Time, s.HMAC)
	return err
}

// batch is how many items one statement enters: PostgreSQL is a round trip away, and
// SQLite reads a long list of parameters slowly.
const batch = 50

func insertItems(ctx context.Context, tx *db.Tx, all []item) error {
	for len(all) > 0 {
		n := min(batch, len(all))
		if n < batch {
			n = 1 // two texts in all: each is prepared once
		}
		var text strings.Builder
		text.WriteString(`insert into audit_sealed (seal_no, place, entry_id, leaf) values `)
		args := make([]any, 0, 4*n)
		for i, it := range all[:n] {
			if i > 0 {
				text.WriteByte(',')
			}
			at := 4 * i
			text.WriteString("($" + strconv.Itoa(at+1) + ",$" + strconv.Itoa(at+2) + ",$" + strconv.Itoa(at+3) + ",$" + strconv.Itoa(at+4) + ")")
			args = append(args, it.SealNo, it.Place, it.EntryID, it.Leaf)
		}
		if _, err := tx.Exec(ctx, text.String(), args...); err != nil {
			return err
		}
		all = all[n:]
	}
	return nil
}

const sealColumns = `no, prev, root, count, at, hmac`

func lastSeal(ctx context.Context, r db.Reader) (seal, bool, error) {
	return first(db.All[seal](ctx, r, `select `+sealColumns+` from audit_seal order by no desc limit 1`))
}

func sealNo(ctx context.Context, r db.Reader, no int64) (seal, bool, error) {
	return first(db.All[seal](ctx, r, `select `+sealColumns+` from audit_seal where no = $1`, no))
}

func first(all []seal, err error) (seal, bool, error) {
	if err != nil || len(all) == 0 {
		return seal{}, false, err
	}
	return all[0], true, nil
}

// sealsAfter lists some seals in order.
func sealsAfter(ctx context.Context, r db.Reader, no, upTo int64, limit int) ([]seal, error) {
	return db.All[seal](ctx, r, `select `+sealColumns+` from audit_seal where no > $1 and no <= $2 order by no limit $3`, no, upTo, limit)
}

// late is how long an entry may wait for its seal, and a seal for its anchor.
const late = 5 * time.Minute
