package db

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// anyOf is the one construct that SQLite writes otherwise.
var anyOf = regexp.MustCompile(`=\s*any\(\$(\d+)\)`)

// textCache keeps the SQLite form of each SQL text.
type textCache struct{ m sync.Map }

// sqlite gives the text and arguments as SQLite takes them: sets become JSON.
func (c *textCache) sqlite(text string, args []any) (string, []any, error) {
	out, ok := c.m.Load(text)
	if !ok {
		out = anyOf.ReplaceAllString(text, `in (select value from json_each($$$1))`)
		c.m.Store(text, out)
	}
	conv := make([]any, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case time.Time:
			a = keep(v)
		case *time.Time:
			if v == nil {
				a = nil
			} else {
				a = keep(*v)
			}
		case string:
			if err := checkText(v, i+1); err != nil {
				return "", nil, err
			}
		case []byte, nil, bool, int, int64:
		default:
			if reflect.TypeOf(a).Kind() == reflect.Slice {
				j, err := json.Marshal(a)
				if err != nil {
					return "", nil, fmt.Errorf("db: argument $%d: %w", i+1, err)
				}
				if string(j) == "null" {
					j = []byte("[]")
				}
				a = string(j)
			}
		}
		conv[i] = a
	}
	return out.(string), conv, nil
}

// checkText refuses what PostgreSQL would refuse and SQLite would keep, so that
// both engines hold the same.
func checkText(s string, n int) error {
	if strings.ContainsRune(s, 0) || !utf8.ValidString(s) {
		return fmt.Errorf("db: argument $%s: text with NUL or broken UTF-8", strconv.Itoa(n))
	}
	return nil
}

// pgArgs puts times into UTC and whole microseconds: pgx would store the wall
// clock of another zone as it stands.
func pgArgs(args []any) []any {
	conv := args
	copied := false
	for i, a := range args {
		var t time.Time
		switch v := a.(type) {
		case time.Time:
			t = v
		case *time.Time:
			if v == nil {
				continue
			}
			t = *v
		default:
			continue
		}
		if !copied {
			conv, copied = append([]any(nil), args...), true
		}
		conv[i] = keep(t)
	}
	return conv
}

func keep(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
