package kit

import (
	"mime"
	"net/http"
	"os"
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
