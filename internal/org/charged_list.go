package org

import (
	"context"

	"lantoa/internal/civil"
	"lantoa/internal/db"
)

// Charged are the bodies that are charged with something on the day or from a later
// one on, under their names of then, in the order of precedence.
func Charged(ctx context.Context, r db.Reader, kind DutyKind, day civil.Day) ([]Org, error) {
	return db.All[Org](ctx, r, `select `+columns+onDay+`where exists (select 1 from org_duty d where d.org_id = o.id and d.kind = $2 and (d.to_day = '' or d.to_day > $1))
		and (o.dissolved = '' or o.dissolved > $1) order by o.protocol, o.id`, day, string(kind))
}

// Uncharged reports that no body has ever been charged with something.
func Uncharged(ctx context.Context, r db.Reader, kind DutyKind) (bool, error) {
	n, err := db.One[int](ctx, r, `select count(*) from (select 1 from org_duty where kind = $1 limit 1) d`, string(kind))
	return n == 0, err
}
