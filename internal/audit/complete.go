package audit

import "lantoa/internal/db"

// pending checks the marks: of entries that are there, not sealed, not late, and
// whose details fit.
func (c *verification) pending() error {
	type waiting struct {
		EntryID string
		Sealed  bool
		entry
	}
	cutoff, after := madeBefore(c.now.Add(-late)), ""
	overdue := Finding{Kind: PendingLate}
	for {
		some, err := db.All[waiting](c.ctx, c.r, `select p.entry_id, i.entry_id is not null as sealed, `+entryColumns+`
			from audit_pending p left join audit_entry e on e.id = p.entry_id left join audit_sealed i on i.entry_id = p.entry_id
			where p.entry_id > $1 order by p.entry_id limit $2`, after, page)
		if err != nil {
			return err
		}
		for j := range some {
			w := &some[j]
			c.report.Pending++
			switch after = w.EntryID; {
			case w.ID == "":
				c.report.add(Finding{Kind: PendingLost, Entry: w.EntryID})
				continue
			case w.Sealed:
				c.report.add(Finding{Kind: PendingTwice, Entry: w.ID, Entity: w.Entity, EntityID: w.EntityID})
				continue
			case w.EntryID < cutoff:
				if overdue.Number++; overdue.Entry == "" {
					overdue.Entry = w.EntryID
				}
			}
			if err := c.detail(&w.entry); err != nil {
				return err
			}
		}
		if len(some) < page {
			break
		}
	}
	if overdue.Number > 0 {
		c.report.add(overdue)
	}
	return c.lookForErasing()
}

// loose finds entries that are neither sealed nor wait for it.
func (c *verification) loose() error {
	ids, err := db.All[string](c.ctx, c.r, `select e.id from audit_entry e left join audit_sealed i on i.entry_id = e.id left join audit_pending p on p.entry_id = e.id
		where i.entry_id is null and p.entry_id is null order by e.id limit $1`, listed)
	if err != nil {
		return err
	}
	for _, id := range ids {
		c.report.add(Finding{Kind: EntryLoose, Entry: id})
	}
	// Behind the newest seal that the run knows there may be seals made since, but
	// no items without one.
	stray, err := db.All[item](c.ctx, c.r, `select i.seal_no, i.place, i.entry_id, i.leaf from audit_sealed i left join audit_seal s on s.no = i.seal_no
		where i.seal_no > $1 and s.no is null order by i.seal_no, i.place limit $2`, c.upTo, listed)
	for _, it := range stray {
		c.report.add(Finding{Kind: ItemUnsealed, Seal: it.SealNo, Entry: it.EntryID})
	}
	return err
}

// versions finds records whose versions do not count up from 1.
func (c *verification) versions() error {
	type record struct{ Entity, EntityID string }
	wrong, err := db.All[record](c.ctx, c.r, `select entity, entity_id from audit_entry group by entity, entity_id
		having min(entity_version) <> 1 or max(entity_version) <> count(*) order by entity, entity_id limit $1`, listed)
	for _, w := range wrong {
		c.report.add(Finding{Kind: VersionGap, Entity: w.Entity, EntityID: w.EntityID})
	}
	return err
}
