package exemplar

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"
)

// photoCache lets a browser keep a photo for a few minutes: a consent that is
// withdrawn must show soon everywhere.
const photoCache = "public, max-age=300, must-revalidate"

// Photo is the photo of an exemplar who consented to it, for the story.
func (p *Pages) Photo(w http.ResponseWriter, r *http.Request) error { return p.photo(w, r, wideWidth) }

// SmallPhoto is the same for cards.
func (p *Pages) SmallPhoto(w http.ResponseWriter, r *http.Request) error {
	return p.photo(w, r, smallWidth)
}

func (p *Pages) photo(w http.ResponseWriter, r *http.Request, width int) error {
	f, err := p.exs.PublicPhoto(r.Context(), r.PathValue("id"), width)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	// The file is named by its content and width; the tag says no more than
	// whether it is the same one.
	name := sha256.Sum256([]byte(f.Name()))
	h := w.Header()
	h.Set("Content-Type", "image/jpeg")
	h.Set("Cache-Control", photoCache)
	h.Set("ETag", `"`+hex.EncodeToString(name[:8])+`"`)
	http.ServeContent(w, r, "", time.Time{}, f)
	return nil
}
