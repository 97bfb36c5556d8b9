package db

import (
	"database/sql"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"
	"unicode"
)

// planCache keeps, per type and column list, where each column goes.
type planCache struct{ m sync.Map }

type planKey struct {
	t       reflect.Type
	columns string
}

// plan is the field path of each column; nil paths mean the value itself.
type plan struct{ paths [][]int }

// scannerFor gives the function that reads the current row into a T.
func scannerFor[T any](c *planCache, rs rows) (func(rows, *T) error, error) {
	columns, err := rs.Columns()
	if err != nil {
		return nil, err
	}
	t := reflect.TypeFor[T]()
	key := planKey{t, strings.Join(columns, ",")}
	cached, ok := c.m.Load(key)
	if !ok {
		p, err := makePlan(t, columns)
		if err != nil {
			return nil, err
		}
		cached, _ = c.m.LoadOrStore(key, p)
	}
	p := cached.(*plan)
	dest := make([]any, len(columns))
	return func(rs rows, v *T) error {
		rv := reflect.ValueOf(v).Elem()
		for i, path := range p.paths {
			f := rv
			if path != nil {
				f = rv.FieldByIndex(path)
			}
			dest[i] = destination(f.Addr().Interface())
		}
		return rs.Scan(dest...)
	}, nil
}

func makePlan(t reflect.Type, columns []string) (*plan, error) {
	if isScalar(t) {
		if len(columns) != 1 {
			return nil, fmt.Errorf("db: %d columns for one %s", len(columns), t)
		}
		return &plan{paths: [][]int{nil}}, nil
	}
	fields := map[string][]int{}
	collect(t, nil, fields)
	p := &plan{}
	for _, c := range columns {
		path, ok := fields[c]
		if !ok {
			return nil, fmt.Errorf("db: column %q has no field in %s", c, t)
		}
		p.paths = append(p.paths, path)
	}
	return p, nil
}

func isScalar(t reflect.Type) bool {
	return t.Kind() != reflect.Struct || t == reflect.TypeFor[time.Time]() ||
		reflect.PointerTo(t).Implements(reflect.TypeFor[sql.Scanner]())
}

func collect(t reflect.Type, prefix []int, into map[string][]int) {
	for i := range t.NumField() {
		f := t.Field(i)
		path := append(append([]int(nil), prefix...), i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct && !isScalar(f.Type) {
			collect(f.Type, path, into)
			continue
		}
		if !f.IsExported() {
			continue
		}
		name := f.Tag.Get("db")
		if name == "" {
			name = snake(f.Name)
		}
		into[name] = path
	}
}

// snake turns KeeperID into keeper_id.
func snake(name string) string {
	var b strings.Builder
	rs := []rune(name)
	for i, r := range rs {
		if unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(rs[i-1]) || (i+1 < len(rs) && unicode.IsLower(rs[i+1]))) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func destination(ptr any) any {
	switch v := ptr.(type) {
	case *time.Time:
		return timeDest{v}
	case **time.Time:
		return nullTimeDest{v}
	}
	return ptr
}

// timeDest reads times: SQLite gives text for max, coalesce and case.
type timeDest struct{ t *time.Time }

func (d timeDest) Scan(src any) error {
	switch v := src.(type) {
	case time.Time:
		*d.t = v.UTC()
		return nil
	case string:
		for _, layout := range []string{"2006-01-02 15:04:05.999999999-07:00", time.RFC3339Nano, "2006-01-02 15:04:05.999999999"} {
			if t, err := time.Parse(layout, v); err == nil {
				*d.t = t.UTC()
				return nil
			}
		}
	}
	return fmt.Errorf("db: cannot read %T %v as a time", src, src)
}

type nullTimeDest struct{ t **time.Time }

func (d nullTimeDest) Scan(src any) error {
	if src == nil {
		*d.t = nil
		return nil
	}
	var t time.Time
	if err := (timeDest{&t}).Scan(src); err != nil {
		return err
	}
	*d.t = &t
	return nil
}
