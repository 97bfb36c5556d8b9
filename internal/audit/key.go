package audit

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// Key signs seals. It lies outside the database: whoever can change the database
// cannot seal what they changed.
type Key struct {
	secret []byte
	file   string
}

const keySize = 32

// ReadKey reads a key. Invalid with a sentence when there is none or when the
// file holds something else.
func ReadKey(file string) (Key, error) {
	raw, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Key{}, errs.Wrap(err, errs.Invalid, "audit.key.none", file)
	}
	if err != nil {
		return Key{}, errs.Wrap(err, errs.Invalid, "audit.key.unreadable", file)
	}
	secret, err := hex.DecodeString(string(bytes.TrimSpace(raw)))
	if err != nil || len(secret) != keySize {
		return Key{}, errs.New(errs.Invalid, "audit.key.broken", file)
	}
	return Key{secret, file}, nil
}

// OpenKey reads the key, or makes one for a database that has never been sealed,
// and enters seal 0 under it: from then on the database takes no other key.
func OpenKey(ctx context.Context, d *db.DB, file string) (Key, error) {
	first, sealed, err := sealNo(ctx, d.Reader(), 0)
	if err != nil {
		return Key{}, err
	}
	k, err := ReadKey(file)
	if errors.Is(err, fs.ErrNotExist) {
		if sealed {
			return Key{}, errs.New(errs.Invalid, "audit.key.lost", file)
		}
		k, err = makeKey(file, os.Link)
	}
	if err != nil {
		return Key{}, err
	}
	if sealed {
		return k, k.owns(first)
	}
	// Whoever wrote the key: it must not be lost once the database asks for it.
	if err := syncFolder(filepath.Dir(file)); err != nil {
		return Key{}, errs.Wrap(err, errs.Invalid, "audit.key.unwritable", file)
	}
	err = d.Write(ctx, func(tx *db.Tx) error {
		var t tree
		return insertSeal(ctx, tx, k.make(0, nil, t.root(), 0, tx.Now()))
	})
	if errs.Is(err, errs.Conflict) { // another node was first
		if first, sealed, err = sealNo(ctx, d.Reader(), 0); err == nil && sealed {
			err = k.owns(first)
		}
	}
	return k, err
}

// makeKey writes a new key that only the program's own user may read. A file that
// came into being meanwhile is another process's: it is read. link is os.Link,
// which some file systems refuse: there the key is written in its place at once.
func makeKey(file string, link func(from, to string) error) (Key, error) {
	unwritable := func(err error) (Key, error) {
		return Key{}, errs.Wrap(err, errs.Invalid, "audit.key.unwritable", file)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		return unwritable(err)
	}
	secret := make([]byte, keySize)
	rand.Read(secret)
	// Written whole under another name first: nobody reads half a key.
	temp, err := os.CreateTemp(filepath.Dir(file), ".audit-key-*")
	if err != nil {
		return unwritable(err)
	}
	defer func() { _ = os.Remove(temp.Name()) }()
	if err := writeKey(temp, secret); err != nil {
		return unwritable(err)
	}
	err = link(temp.Name(), file)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		var own *os.File
		if own, err = os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600); err == nil {
			if err = writeKey(own, secret); err != nil {
				_ = os.Remove(file)
			}
		}
	}
	if errors.Is(err, fs.ErrExist) {
		return ReadKey(file)
	}
	if err != nil {
		return unwritable(err)
	}
	return Key{secret, file}, nil
}

// writeKey writes a key so that it outlasts a power cut, and closes the file.
func writeKey(f *os.File, secret []byte) error {
	_, err := f.WriteString(hex.EncodeToString(secret) + "\n")
	return errors.Join(err, f.Sync(), f.Close())
}

// syncFolder makes sure that the names in a folder outlast a power cut.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// owns checks that a seal was made under this key.
func (k Key) owns(s seal) error {
	if !k.signed(s) {
		return errs.New(errs.Invalid, "audit.key.other", k.file)
	}
	return nil
}

// make signs a seal behind the one whose signature prev is, nil for the first.
func (k Key) make(no int64, prev []byte, root hash, count int64, at time.Time) seal {
	s := seal{No: no, Prev: prev, Root: root[:], Count: number(count), At: moment{at}}
	if prev == nil {
		s.Prev = []byte{}
	}
	s.HMAC = k.sign(s)
	return s
}

func (k Key) signed(s seal) bool { return hmac.Equal(k.sign(s), s.HMAC) }

func (k Key) sign(s seal) []byte {
	m := hmac.New(sha256.New, k.secret)
	m.Write(fields(nil).text(sealMark).number(s.No).bytes(s.Prev).bytes(s.Root).number(int64(s.Count)).time(s.At.Time))
	return m.Sum(nil)
}
