package web

import (
	"net/http"
	"slices"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// resumeView holds a form that was sent after its session had ended.
type resumeView struct {
	page   ui.BarePage
	action string
	values []ui.HiddenValue
	files  []string // names of what was chosen and cannot be kept
}

// keepsTyped reports a form whose content may wait in the page: those of the
// working application that carry no password and manage no accounts.
func keepsTyped(r *http.Request, rt route) bool {
	return staffPath(r.URL.Path) && rt.right != access.SignedIn && rt.right != access.AccountManage && !kit.Fragment(r)
}

// resume gives back what was typed, to be sent again after signing in. Nothing
// is stored: the page holds it, and it came from a page of this site, which the
// check of the origin has made sure of.
func (s *site) resume(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadTyped(r) // files are taken from nobody who has not signed in
	if err != nil {
		return err
	}
	v := resumeView{page: kit.Bare(r, kit.T(r, "resume.title")), action: r.URL.Path, files: f.FileNames()}
	for name, all := range f.All() {
		for _, value := range all {
			v.values = append(v.values, ui.HiddenValue{Name: name, Value: value})
		}
	}
	slices.SortStableFunc(v.values, func(a, b ui.HiddenValue) int { return strings.Compare(a.Name, b.Name) })
	return kit.Render(w, r, http.StatusUnauthorized, resumeBody(v))
}
