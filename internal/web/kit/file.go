package kit

import (
	"bufio"
	"io"
	"mime"
	"net/http"
	"os"
	"time"

	"lantoa/internal/errs"
)

// Download sends a stored file to be saved, never shown: whatever its content,
// the browser runs none of it. It closes f.
func Download(w http.ResponseWriter, r *http.Request, f *os.File, name, mediaType string) error {
	defer func() { _ = f.Close() }()
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	http.ServeContent(w, r, "", time.Time{}, f)
	return nil
}

// Picture sends a JPEG that the program has drawn. It closes f.
func Picture(w http.ResponseWriter, r *http.Request, f *os.File, cache string) error {
	defer func() { _ = f.Close() }()
	h := w.Header()
	h.Set("Content-Type", "image/jpeg")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", cache)
	http.ServeContent(w, r, "", time.Time{}, f)
	return nil
}

// Attachment sends a file that is made now. It is made before it is sent: one that
// fails half way becomes an error page, never half a file. Only so many are made
// at once; how slowly it is then taken keeps nobody else waiting, and no memory.
func Attachment(w http.ResponseWriter, r *http.Request, name, mediaType string, write func(io.Writer) error) error {
	f, err := os.CreateTemp("", "lantoa-*")
	if err != nil {
		return errs.Wrap(err, errs.Internal, "error.internal")
	}
	defer func() { _ = os.Remove(f.Name()) }()
	if err := made(r, f, write); err != nil {
		_ = f.Close()
		return err
	}
	return Download(w, r, f, name, mediaType)
}

func made(r *http.Request, f *os.File, write func(io.Writer) error) error {
	if making := From(r).Making; making != nil {
		done, err := making(r.Context())
		if err != nil {
			return err
		}
		defer done()
	}
	out := bufio.NewWriterSize(f, 64<<10)
	if err := write(out); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return errs.Wrap(err, errs.Internal, "error.internal")
	}
	_, err := f.Seek(0, io.SeekStart)
	return err
}
