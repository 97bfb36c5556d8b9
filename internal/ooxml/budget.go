package ooxml

import (
	"bytes"
	"io"
)

// Budget is what may still be unpacked of a file that somebody sent: bytes, and
// elements, for those of which nothing is kept take time too.
type Budget struct{ Bytes, Tags int }

// Metered reads from in at the budget's expense; beyond it is ErrTooLong.
func (b *Budget) Metered(in io.Reader) io.Reader { return &metered{in, b} }

type metered struct {
	io.Reader
	left *Budget
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	m.left.Bytes -= n
	m.left.Tags -= bytes.Count(p[:n], []byte("<"))
	if m.left.Bytes < 0 || m.left.Tags < 0 {
		return n, ErrTooLong
	}
	return n, err
}
