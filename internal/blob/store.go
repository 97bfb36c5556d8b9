// Package blob keeps files by the hash of their content in a folder, sniffs
// what they are and refuses what may not come in. Who may read a file is said
// by the record that holds its hash, never by the file's name.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/media"
	"lantoa/internal/temp"
	"lantoa/internal/turn"
)

// Store is a folder of files.
type Store struct {
	dir string
	// temp has what is being written: within dir, from where it is moved to its place.
	temp *temp.Folder
	// reading bounds how many files are in the memory at once: 20 MB each.
	reading turn.Turns
	// drawing bounds how many pictures are unpacked at once: one can take 400 MB.
	drawing turn.Turns
}

// Open makes the folder if it is missing, and removes what a program that was
// killed left half written.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, errs.Wrap(err, errs.Invalid, "start.folder", dir)
	}
	return &Store{dir: dir, temp: temp.Open(filepath.Join(dir, "tmp")), reading: turn.New(2, 0, ""), drawing: turn.New(1, 0, "")}, nil
}

// Close removes what is half written.
func (s *Store) Close() error { return s.temp.Close() }

// File describes stored content. Name is the client's, cleaned, for showing and
// for downloads only.
type File struct {
	Hash      string
	Name      string
	MediaType string
	Size      int64
}

// Use says what a file is for, and with it which types may come in.
type Use int

// The uses.
const (
	Photo    Use = iota // JPEG, PNG, WebP
	Evidence            // photos, PDF, Word, Excel, plain text
	Scan                // a signed paper: PDF, JPEG, PNG
	Source              // the document that a plan was read from: plain text, Word, PDF
)

// MaxSize is the largest file of any use, in bytes.
const MaxSize = 20 << 20

func allowed(u Use) []string {
	photo := []string{"image/jpeg", "image/png", "image/webp"}
	switch u {
	case Photo:
		return photo
	case Scan:
		return []string{media.PDF, "image/jpeg", "image/png"}
	case Source:
		return []string{"text/plain", media.PDF, media.Word}
	default:
		return append(photo, media.PDF, "text/plain", media.Word, media.Sheet, media.OldWord, media.OldSheet)
	}
}

// Put reads at most MaxSize bytes from r, sniffs them, and keeps them; what Ahead
// has read it takes as it is. The client's name and declared type are never
// believed. Errors are Invalid with the field "file": empty, too large, wrong type,
// hostile.
func (s *Store) Put(ctx context.Context, tx *db.Tx, r io.Reader, name string, use Use) (File, error) {
	a, ok := r.(*ahead)
	if !ok || a.use != use {
		made, done := s.Ahead(ctx, r, name, use)
		defer done()
		a = made.(*ahead)
	}
	if a.err != nil {
		return File{}, a.err
	}
	f := a.file
	if err := a.keep(s); err != nil {
		return File{}, errs.Wrap(err, errs.Internal, "error.internal")
	}
	_, err := tx.Exec(ctx, `insert into blob (hash, size, media_type, stored_at) values ($1, $2, $3, $4) on conflict (hash) do nothing`,
		f.Hash, f.Size, f.MediaType, tx.Now())
	return f, err
}

// read reads and checks a file when it is its turn.
func (s *Store) read(ctx context.Context, r io.Reader, name string, use Use) (File, []byte, error) {
	done, err := s.reading.Take(ctx)
	if err != nil {
		return File{}, nil, err
	}
	defer done()
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return File{}, nil, refuse("file.unreadable")
	}
	switch {
	case len(data) == 0:
		return File{}, nil, refuse("file.empty")
	case len(data) > MaxSize:
		return File{}, nil, refuse("file.too_large", MaxSize>>20)
	}
	mt := mimetype.Detect(data)
	if use == Source {
		mt = asText(mt)
	}
	kind, _, _ := strings.Cut(mt.String(), ";")
	if !slices.Contains(allowed(use), kind) {
		return File{}, nil, refuse("file.wrong_type."+use.String(), kind)
	}
	if hostile(kind, data) {
		return File{}, nil, refuse("file.hostile")
	}
	if strings.HasPrefix(kind, "image/") && !s.whole(ctx, data) {
		return File{}, nil, refuse("file.unreadable")
	}
	return File{Hash: hashOf(data), Name: withExtension(cleanName(name), mt), MediaType: kind, Size: int64(len(data))}, data, nil
}

// asText is plain text for what the sniffer takes for a table or a page but is
// text all the same: it is kept as the plain text that it is.
func asText(mt *mimetype.MIME) *mimetype.MIME {
	for up := mt; up != nil; up = up.Parent() {
		if up.Is("text/plain") {
			return up
		}
	}
	return mt
}

// String names the use in message keys.
func (u Use) String() string { return [...]string{"photo", "evidence", "scan", "source"}[u] }

func refuse(key string, args ...any) error {
	return errs.New(errs.Invalid, "error.invalid").WithField("file", key, args...)
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// cleanName keeps a readable base name without path, control characters or more than 120 runes.
func cleanName(name string) string {
	name = i18n.Clean(strings.ReplaceAll(name, `\`, "/"))
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune("\"<>|:*?\n\t", r) {
			return '_'
		}
		return r
	}, name)
	if rs := []rune(name); len(rs) > 120 {
		name = string(rs[len(rs)-120:])
	}
	if name == "" || strings.Trim(name, ".") == "" {
		return "tep"
	}
	return name
}

// withExtension gives a name the ending of what the file is, so that a download
// opens as that and nothing else.
func withExtension(name string, mt *mimetype.MIME) string {
	have := strings.ToLower(filepath.Ext(name))
	if have == mt.Extension() || have == ".jpeg" && mt.Is("image/jpeg") {
		return name
	}
	return name + mt.Extension()
}

func (s *Store) path(hash string) string { return filepath.Join(s.dir, hash[:2], hash) }

// place puts a file in its place whole or not at all, whoever reads meanwhile.
func (s *Store) place(target string, data []byte) error {
	temp, err := s.writeTemp(data)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp) }()
	return os.Rename(temp, target)
}

// writeTemp writes a file that nobody reads yet.
func (s *Store) writeTemp(data []byte) (name string, err error) {
	f, err := s.newTemp()
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}

// newTemp makes a file that nobody reads yet.
func (s *Store) newTemp() (*os.File, error) {
	dir, err := s.temp.Path()
	if err != nil {
		return nil, err
	}
	return os.CreateTemp(dir, "new-*")
}

// Open gives the content of a hash, NotFound when there is none.
func (s *Store) Open(hash string) (*os.File, error) {
	if len(hash) != sha256.Size*2 || strings.Trim(hash, "0123456789abcdef") != "" {
		return nil, errs.New(errs.NotFound, "error.not_found")
	}
	f, err := os.Open(s.path(hash))
	if err != nil {
		return nil, errs.Wrap(fmt.Errorf("blob %s: %w", hash, err), errs.NotFound, "error.not_found")
	}
	return f, nil
}
