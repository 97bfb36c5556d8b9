package audit

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"

	"lantoa/internal/errs"
)

// anchorLines reads the log of anchors as it was when it was opened.
type anchorLines struct {
	absent bool
	file   *os.File
	text   *bufio.Reader
	no     int64 // of the line last read
	held   *seal
	broken []int64 // numbers of lines that cannot be read
}

// read opens the log. One that is not there has no lines.
func (a Anchors) read() (*anchorLines, error) {
	f, err := os.Open(a.File)
	if errors.Is(err, fs.ErrNotExist) && !a.Copy {
		return &anchorLines{absent: true}, nil
	}
	if err == nil {
		var info fs.FileInfo
		if info, err = f.Stat(); err == nil {
			return &anchorLines{file: f, text: bufio.NewReaderSize(io.LimitReader(f, info.Size()), 64<<10)}, nil
		}
		_ = f.Close()
	}
	return nil, errs.Wrap(err, errs.Invalid, "audit.anchors.unreadable", a.File)
}

func (l *anchorLines) close() {
	if l.file != nil {
		_ = l.file.Close()
	}
}

// peek is the next line's seal, nil at the end. A last line without an end is
// still being written and does not count.
func (l *anchorLines) peek() (*seal, error) {
	for l.held == nil && l.text != nil {
		line, err := l.text.ReadSlice('\n')
		long := false
		for errors.Is(err, bufio.ErrBufferFull) {
			long = true
			_, err = l.text.ReadSlice('\n')
		}
		if errors.Is(err, io.EOF) {
			l.text = nil
			break
		}
		if err != nil {
			return nil, err
		}
		l.no++
		if s, ok := readAnchor(string(line[:len(line)-1])); ok && !long {
			l.held = &s
		} else {
			l.broken = append(l.broken, l.no)
		}
	}
	return l.held, nil
}

func (l *anchorLines) take() { l.held = nil }

// anchored compares a seal with its line.
func (c *verification) anchored(s seal) error {
	for {
		line, err := c.peekLine()
		if err != nil {
			return err
		}
		switch {
		case line == nil:
			c.notNoted(s)
			return nil
		case line.No > s.No:
			c.report.add(Finding{Kind: AnchorGone, Seal: s.No})
			return nil
		case line.No == s.No:
			c.lines.take()
			c.report.Anchored++
			if !notes(*line, s) {
				c.report.add(Finding{Kind: AnchorDiffers, Seal: s.No, Number: c.lines.no})
			}
			return nil
		}
		if err := c.again(*line); err != nil {
			return err
		}
	}
}

// again takes a line of an earlier seal: two nodes may both have noted it, in the
// same words.
func (c *verification) again(line seal) error {
	c.lines.take()
	s, there, err := sealNo(c.ctx, c.r, line.No)
	switch {
	case err != nil:
		return err
	case !there:
		c.report.add(Finding{Kind: AnchorUnsealed, Seal: line.No, Number: c.lines.no})
	case !notes(line, s):
		c.report.add(Finding{Kind: AnchorDiffers, Seal: line.No, Number: c.lines.no})
	}
	return nil
}

// notNoted counts the newest seals, which stand behind the last line.
func (c *verification) notNoted(s seal) {
	if c.copied || s.At.After(c.now.Add(-late)) {
		return
	}
	if c.unnoted.Number++; c.unnoted.Number == 1 {
		c.unnoted.Kind, c.unnoted.Seal = AnchorLate, s.No
	}
}

// linesLeft takes the lines behind the newest seal.
func (c *verification) linesLeft() error {
	for {
		line, err := c.peekLine()
		if err != nil {
			return err
		}
		if line == nil {
			break
		}
		if err := c.again(*line); err != nil {
			return err
		}
	}
	if c.unnoted.Number == 0 {
		return nil
	}
	if c.lines.absent {
		c.unnoted.Kind = AnchorsMissing
	}
	c.report.add(c.unnoted)
	return nil
}

// peekLine is peek; lines that cannot be read become findings.
func (c *verification) peekLine() (*seal, error) {
	line, err := c.lines.peek()
	for _, no := range c.lines.broken {
		c.report.add(Finding{Kind: AnchorBroken, Number: no})
	}
	c.lines.broken = nil
	return line, err
}
