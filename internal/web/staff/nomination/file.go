package nomination

import (
	"net/http"

	"lantoa/internal/errs"
	"lantoa/internal/web/kit"
)

// photoWidth is the width at which a dossier's photo is shown to staff.
const photoWidth = 640

// Attach adds a file to a dossier.
func (p *Pages) Attach(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	file := f.File("file")
	if file == nil {
		f.Add("file", "file.none")
	} else {
		defer func() { _ = file.Close() }()
	}
	criterion := f.ID("for")
	if f.OK() {
		_, err = p.noms.Attach(r.Context(), kit.Actor(r), id, criterion, "evidence", file, file.Name)
	}
	if status := f.Refused(err); status != 0 {
		chooseAgain(f, "file")
		return p.show(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "file.added", file.Name)
	return kit.Redirect(w, r, listPath+"/"+id+"#minh-chung")
}

// Detach takes a file out of a dossier.
func (p *Pages) Detach(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if err := p.noms.Detach(r.Context(), kit.Actor(r), id, r.PathValue("file")); err != nil {
		return err
	}
	kit.Flash(w, r, "file.removed")
	return kit.Redirect(w, r, listPath+"/"+id+"#minh-chung")
}

// File downloads an attachment; it is never shown inline.
func (p *Pages) File(w http.ResponseWriter, r *http.Request) error {
	a, f, err := p.noms.File(r.Context(), kit.Actor(r), r.PathValue("id"), r.PathValue("file"))
	if err != nil {
		return err
	}
	return kit.Download(w, r, f, a.FileName, a.MediaType)
}

// Document downloads a signed paper on which a step of the dossier rests.
func (p *Pages) Document(w http.ResponseWriter, r *http.Request) error {
	d, err := p.noms.Document(r.Context(), kit.Actor(r), r.PathValue("id"), r.PathValue("doc"))
	if err != nil {
		return err
	}
	f, err := p.noms.Files().Open(d.Hash)
	if err != nil {
		return err
	}
	return kit.Download(w, r, f, d.FileName, d.MediaType)
}

// Photo is the dossier's photo, drawn anew.
func (p *Pages) Photo(w http.ResponseWriter, r *http.Request) error {
	f, err := p.noms.Photo(r.Context(), kit.Actor(r), r.PathValue("id"), photoWidth)
	if err != nil {
		if errs.Is(err, errs.NotFound) {
			return errs.New(errs.NotFound, "error.not_found")
		}
		return err
	}
	return kit.Picture(w, r, f, "private, max-age=300")
}
