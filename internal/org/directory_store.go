package org

import (
	"context"
	"strings"
	"sync"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
)

// directory keeps all bodies with their folded names of a day: a search by name
// looks at each of a province's some 1,500, and folding takes longer than all
// the rest. It asks every time whether anything has changed, so that a name
// holds at once, on every node.
type directory struct {
	mu     sync.Mutex
	day    civil.Day
	stamp  stamp
	rows   []Org
	folded []string
}

// stamp changes with every change of a body: each raises its version.
type stamp struct{ Bodies, Versions, Names int64 }

// named are the bodies of the day in whose names the folded words stand.
func (d *directory) named(ctx context.Context, r db.Reader, day civil.Day, words string) ([]Org, error) {
	now, err := db.One[stamp](ctx, r, `select count(*) as bodies, cast(coalesce(sum(version), 0) as bigint) as versions,
		(select count(*) from org_name) as names from org`)
	if err != nil {
		return nil, err
	}
	rows, folded := d.kept(day, now)
	if rows == nil {
		text, args := listQuery(day, Filter{Query: words}, 0)
		if rows, err = db.All[Org](ctx, r, text, args...); err != nil {
			return nil, err
		}
		folded = make([]string, len(rows))
		for i, o := range rows {
			folded[i] = i18n.Fold(o.Full() + " " + o.Short + " " + o.Abbr)
		}
		if _, inside := r.(*db.Tx); !inside { // what is not committed may never be
			d.keep(day, now, rows, folded)
		}
	}
	var out []Org
	for i, name := range folded {
		if strings.Contains(name, words) {
			out = append(out, rows[i])
		}
	}
	return out, nil
}

func (d *directory) kept(day civil.Day, now stamp) ([]Org, []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.day != day || d.stamp != now {
		return nil, nil
	}
	return d.rows, d.folded
}

func (d *directory) keep(day civil.Day, now stamp, rows []Org, folded []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.day, d.stamp, d.rows, d.folded = day, now, rows, folded
}
