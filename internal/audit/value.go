package audit

import (
	"fmt"
	"strconv"
	"time"
)

// moment reads a time of an entry. What somebody wrote there that is no time
// reads as none: verification then finds the entry changed instead of stopping.
type moment struct{ time.Time }

// Scan implements sql.Scanner.
func (m *moment) Scan(src any) error {
	m.Time = time.Time{}
	if t, ok := src.(time.Time); ok {
		m.Time = t.UTC()
	}
	return nil
}

// number reads a whole number in the same way.
type number int64

// Scan implements sql.Scanner.
func (n *number) Scan(src any) error {
	switch v := src.(type) {
	case int64:
		*n = number(v)
	case string:
		i, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			i = -1
		}
		*n = number(i)
	case nil, float64, []byte:
		*n = -1
	default:
		return fmt.Errorf("audit: %T is no number", src)
	}
	return nil
}
