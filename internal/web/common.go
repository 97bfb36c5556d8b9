package web

import (
	"encoding/json"
	"net/http"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/web/kit"
)

const localeCookie = "lantoa_ngon_ngu"

func locale(r *http.Request) i18n.Locale {
	c, err := r.Cookie(localeCookie)
	if err != nil {
		return i18n.Vietnamese
	}
	return i18n.ParseLocale(c.Value)
}

// chooseLocale keeps the language in a cookie and goes back to the page.
func (s *site) chooseLocale(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: localeCookie, Value: string(i18n.ParseLocale(f.Value("locale"))), Path: "/", MaxAge: 365 * 24 * 3600,
		HttpOnly: true, Secure: s.secure, SameSite: http.SameSiteLaxMode})
	return kit.Redirect(w, r, kit.LocalPath(f.Value("back"), "/"))
}

// health says whether the program and its database answer.
func (s *site) health(w http.ResponseWriter, r *http.Request) error {
	status, word := http.StatusOK, "ok"
	if err := s.DB.Ping(r.Context()); err != nil {
		status, word = http.StatusServiceUnavailable, "database unreachable"
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(struct {
		Status string `json:"status"`
	}{word})
}

// robots keeps search engines out of the working application; in a
// demonstration, out of everything.
func (s *site) robots(w http.ResponseWriter, _ *http.Request) error {
	rules := "User-agent: *\nDisallow: /quan-ly/\nDisallow: /dang-nhap\n"
	if s.Demo {
		rules = "User-agent: *\nDisallow: /\n"
	} else if s.PublicURL != "" {
		rules += "Sitemap: " + strings.TrimSuffix(s.PublicURL, "/") + "/sitemap.xml\n"
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := w.Write([]byte(rules))
	return err
}

func (s *site) asset(w http.ResponseWriter, r *http.Request) error {
	s.Assets.ServeHTTP(w, r)
	return nil
}
