package audit

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"time"

	"lantoa/internal/db"
)

// page is how many entries verification holds at once.
const page = 500

// Verify checks the whole log: each entry against its leaf and its detail's hash,
// each seal's tree, signature and place in the chain, the anchors, the versions of
// every record, and that every entry is sealed or waits for it no longer than five
// minutes. It reads page by page and may run while the program works.
func Verify(ctx context.Context, r db.Reader, k Key, a Anchors) (Report, error) {
	// The lines first: each was written after its seal, so that every line read
	// here is of a seal that is there.
	lines, err := a.read()
	if err != nil {
		return Report{}, err
	}
	defer lines.close()
	c := &verification{ctx: ctx, r: r, k: k, lines: lines, copied: a.Copy, now: r.Now()}
	last, there, err := lastSeal(ctx, r)
	if err != nil {
		return Report{}, err
	}
	c.upTo = -1
	if there {
		c.upTo = last.No
	}
	for _, step := range []func() error{c.seals, c.pending, c.loose, c.versions} {
		if err := step(); err != nil {
			return Report{}, err
		}
	}
	return c.report, nil
}

// verification is one run.
type verification struct {
	ctx    context.Context
	r      db.Reader
	k      Key
	lines  *anchorLines
	copied bool // the lines are a copy that may be older than the newest seals
	now    time.Time
	upTo   int64 // the newest seal when the run began
	report Report

	items  items
	buf    fields
	erased []string // whose erasing entry is still to be looked for

	unnoted Finding // the newest seals without a line
}

// seals walks the chain and, beside it, the items and the lines.
func (c *verification) seals() error {
	c.items = items{c: c, seal: -1, place: -1}
	next, prev := int64(0), []byte{}
	for {
		some, err := sealsAfter(c.ctx, c.r, next-1, c.upTo, page)
		if err != nil {
			return err
		}
		if len(some) == 0 {
			break
		}
		for _, s := range some {
			if s.No != next {
				c.report.add(Finding{Kind: SealGap, Seal: next, Number: s.No - next})
			} else if !bytes.Equal(s.Prev, prev) {
				c.report.add(Finding{Kind: SealUnchained, Seal: s.No})
			}
			if !c.k.signed(s) {
				c.report.add(Finding{Kind: SealChanged, Seal: s.No})
			}
			if err := c.seal(s); err != nil {
				return err
			}
			next, prev = s.No+1, s.HMAC
		}
	}
	if err := c.unsealed(c.upTo + 1); err != nil {
		return err
	}
	if err := c.linesLeft(); err != nil {
		return err
	}
	return c.lookForErasing()
}

// seal checks what one seal covers.
func (c *verification) seal(s seal) error {
	c.report.Seals++
	if err := c.unsealed(s.No); err != nil {
		return err
	}
	var t tree
	misplaced := false
	for {
		it, err := c.items.peek()
		if err != nil {
			return err
		}
		if it == nil || it.SealNo != s.No {
			break
		}
		c.items.take()
		misplaced = misplaced || it.Place != int64(t.n)
		t.add(hash(append(slices.Clone(it.Leaf), make([]byte, sha256.Size)...)[:sha256.Size]))
		if err := c.item(it); err != nil {
			return err
		}
	}
	root := t.root()
	switch {
	case int64(s.Count) != int64(t.n):
		c.report.add(Finding{Kind: SealCount, Seal: s.No, Number: int64(t.n)})
	case !bytes.Equal(root[:], s.Root):
		c.report.add(Finding{Kind: SealRoot, Seal: s.No})
	case misplaced:
		c.report.add(Finding{Kind: SealMisplaced, Seal: s.No})
	}
	return c.anchored(s)
}

// unsealed finds items of seals that are not there, before the seal given.
func (c *verification) unsealed(before int64) error {
	for {
		it, err := c.items.peek()
		if err != nil || it == nil || it.SealNo >= before {
			return err
		}
		c.items.take()
		c.report.add(Finding{Kind: ItemUnsealed, Seal: it.SealNo, Entry: it.EntryID})
	}
}

// item checks one entry against its leaf.
func (c *verification) item(it *sealed) error {
	if it.ID == "" {
		c.report.add(Finding{Kind: EntryGone, Entry: it.EntryID, Seal: it.SealNo})
		return nil
	}
	c.report.Entries++
	if leaf := it.leaf(&c.buf); !bytes.Equal(leaf[:], it.Leaf) {
		c.report.add(Finding{Kind: EntryChanged, Entry: it.ID, Seal: it.SealNo, Entity: it.Entity, EntityID: it.EntityID})
	}
	return c.detail(&it.entry)
}

// detail checks a detail against its hash, and of one erased that somebody
// answers for it.
func (c *verification) detail(e *entry) error {
	if e.Detail == "" && len(e.Salt) == 0 {
		c.report.Erased++
		if c.erased = append(c.erased, e.ID); len(c.erased) == page {
			return c.lookForErasing()
		}
		return nil
	}
	c.buf = append(append(c.buf[:0], e.Salt...), e.Detail...)
	if sum := sha256.Sum256(c.buf); !bytes.Equal(sum[:], e.DetailHash) {
		c.report.add(Finding{Kind: DetailChanged, Entry: e.ID, Entity: e.Entity, EntityID: e.EntityID})
	}
	return nil
}

func (c *verification) lookForErasing() error {
	said, err := db.All[string](c.ctx, c.r, `select distinct entity_id from audit_entry where entity = 'audit_entry' and entity_id = any($1) and action = 'audit.erase'`, c.erased)
	if err != nil {
		return err
	}
	for _, id := range c.erased {
		if !slices.Contains(said, id) {
			c.report.add(Finding{Kind: ErasedUnsaid, Entry: id})
		}
	}
	c.erased = c.erased[:0]
	return nil
}

// entry is an entry with what may go of it.
type entry struct {
	kept
	Detail string
	Salt   []byte
}

const entryColumns = `coalesce(e.id, '') as id, e.at, coalesce(e.actor_id, '') as actor_id, coalesce(e.action, '') as action, coalesce(e.entity, '') as entity,
	coalesce(e.entity_id, '') as entity_id, e.entity_version, coalesce(e.meta, '') as meta, e.detail_hash, coalesce(e.detail, '') as detail, e.salt`

// sealed is an item with its entry, whose ID is "" where it has gone.
type sealed struct {
	item
	entry
}

// items reads the items in order, page by page.
type items struct {
	c           *verification
	seal, place int64
	held        []sealed
	ended       bool
}

// peek is the next item, nil at the end.
func (i *items) peek() (*sealed, error) {
	if len(i.held) == 0 && !i.ended {
		var err error
		i.held, err = db.All[sealed](i.c.ctx, i.c.r, `select i.seal_no, i.place, i.entry_id, i.leaf, `+entryColumns+`
			from audit_sealed i left join audit_entry e on e.id = i.entry_id
			where (i.seal_no, i.place) > ($1, $2) and i.seal_no <= $3 order by i.seal_no, i.place limit $4`, i.seal, i.place, i.c.upTo, page)
		if err != nil {
			return nil, err
		}
		i.ended = len(i.held) < page
		if n := len(i.held); n > 0 {
			i.seal, i.place = i.held[n-1].SealNo, i.held[n-1].Place
		}
	}
	if len(i.held) == 0 {
		return nil, nil
	}
	return &i.held[0], nil
}

func (i *items) take() { i.held = i.held[1:] }

// madeBefore is where the keys begin that were made at the time or later: keys
// are UUIDs of version 7. What an entry says of its time may be an earlier day's,
// of records entered for the past.
func madeBefore(at time.Time) string {
	ms := at.UnixMilli()
	return fmt.Sprintf("%08x-%04x", ms>>16, ms&0xffff)
}
