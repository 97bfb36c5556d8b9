package kit

import (
	"bytes"
	"io"
	"mime"
	"net/http"
	"os"
	"strconv"
	"time"
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
// fails half way becomes an error page, never half a file.
func Attachment(w http.ResponseWriter, name, mediaType string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	_, _ = w.Write(b.Bytes()) // the client may be gone
	return nil
}
