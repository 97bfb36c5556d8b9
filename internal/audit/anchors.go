package audit

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/flock"
)

// Anchors is the log beside the database in which every seal is noted on a line:
// whoever cuts the newest seals off the database leaves their lines here.
type Anchors struct {
	File string
	// Copy says that the file is a copy kept elsewhere, which need not know the
	// newest seals.
	Copy bool
}

const anchorTime = "2006-01-02T15:04:05.000000Z"

// anchor is the line of a seal: number, time, count, root and signature.
func anchor(s seal) string {
	return fmt.Sprintf("%d %s %d %x %x\n", s.No, s.At.UTC().Format(anchorTime), int64(s.Count), s.Root, s.HMAC)
}

// readAnchor reads a line without its end.
func readAnchor(line string) (seal, bool) {
	parts := strings.Split(line, " ")
	if len(parts) != 5 {
		return seal{}, false
	}
	no, err1 := strconv.ParseInt(parts[0], 10, 64)
	at, err2 := time.Parse(anchorTime, parts[1])
	count, err3 := strconv.ParseInt(parts[2], 10, 64)
	root, err4 := hex.DecodeString(parts[3])
	sum, err5 := hex.DecodeString(parts[4])
	s := seal{No: no, Root: root, Count: number(count), At: moment{at}, HMAC: sum}
	return s, errors.Join(err1, err2, err3, err4, err5) == nil && anchor(s) == line+"\n"
}

// notes reports that a line speaks of this seal.
func notes(line, s seal) bool {
	return line.No == s.No && line.At.Equal(s.At.Time) && line.Count == s.Count && bytes.Equal(line.Root, s.Root) && bytes.Equal(line.HMAC, s.HMAC)
}

// lineRoom holds more than one line.
const lineRoom = 1 << 10

// catchUp notes the seals that have no line yet: those of this run, those of other
// nodes, and those that a crash left without. Each must be signed and follow the
// one before.
func (a Anchors) catchUp(ctx context.Context, d *db.DB, k Key) error {
	f, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // and with it the lock
	last, noted, err := a.tail(f)
	if err != nil {
		return err
	}
	r := d.Reader()
	at, prev := int64(-1), []byte{}
	if noted {
		s, there, err := sealNo(ctx, r, last.No)
		if err != nil {
			return err
		}
		if !there || !notes(last, s) {
			return errs.New(errs.Invalid, "audit.anchors.differ", a.File, strconv.FormatInt(last.No, 10))
		}
		at, prev = s.No, s.HMAC
	}
	for {
		page, err := sealsAfter(ctx, r, at, 1<<62, 500)
		if err != nil || len(page) == 0 {
			return err
		}
		var lines strings.Builder
		for _, s := range page {
			if err := k.owns(s); err != nil {
				return err
			}
			if s.No != at+1 || !bytes.Equal(s.Prev, prev) {
				return errs.New(errs.Invalid, "audit.chain.broken", strconv.FormatInt(s.No, 10))
			}
			lines.WriteString(anchor(s))
			at, prev = s.No, s.HMAC
		}
		// A line must never outlive its seal.
		if err := d.Sync(ctx); err != nil {
			return err
		}
		if _, err = f.WriteString(lines.String()); err == nil {
			err = f.Sync()
		}
		if err != nil {
			return errs.Wrap(err, errs.Invalid, "audit.anchors.unwritable", a.File)
		}
	}
}

// open opens the file for one writer at a time: nodes share it, and a line that
// another one is writing is not one that a crash cut short.
func (a Anchors) open(ctx context.Context) (*os.File, error) {
	err := os.MkdirAll(filepath.Dir(a.File), 0o750)
	if err == nil {
		var f *os.File
		if f, err = os.OpenFile(a.File, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600); err == nil {
			if err = lock(ctx, f, flock.Try); err == nil {
				return f, nil
			}
			_ = f.Close()
		}
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return nil, errs.Wrap(err, errs.Invalid, "audit.anchors.unwritable", a.File)
}

// lock waits until nobody else has the file. On a disk without locks one program
// alone must seal: it does not wait.
func lock(ctx context.Context, f *os.File, try func(*os.File) error) error {
	for {
		err := try(f)
		if errors.Is(err, flock.ErrNone) {
			return nil
		}
		if !errors.Is(err, flock.ErrHeld) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lockPause):
		}
	}
}

// lockPause is between two looks at whether the file is free.
const lockPause = 20 * time.Millisecond

// tail is the last line. One that a crash cut short is taken off: it is written again.
func (a Anchors) tail(f *os.File) (seal, bool, error) {
	broken := func(err error) (seal, bool, error) {
		return seal{}, false, errs.Wrap(err, errs.Invalid, "audit.anchors.broken", a.File)
	}
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return broken(err)
	}
	end := make([]byte, min(size, 2*lineRoom))
	if _, err := f.ReadAt(end, size-int64(len(end))); err != nil && !errors.Is(err, io.EOF) {
		return broken(err)
	}
	whole := bytes.LastIndexByte(end, '\n') + 1
	if torn := len(end) - whole; torn > 0 {
		if torn > lineRoom {
			return broken(nil)
		}
		if err := f.Truncate(size - int64(torn)); err != nil {
			return broken(err)
		}
	}
	if whole == 0 {
		return seal{}, false, nil
	}
	line := end[:whole-1]
	s, ok := readAnchor(string(line[bytes.LastIndexByte(line, '\n')+1:]))
	if !ok {
		return broken(nil)
	}
	return s, true, nil
}
