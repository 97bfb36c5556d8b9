package kit

import (
	"net/http"
	"net/url"
)

// Addresses that several parts send to.
const (
	Home         = "/quan-ly/viec-cua-toi"
	SignInPath   = "/dang-nhap"
	PasswordPath = "/quan-ly/doi-mat-khau"
	SessionsPath = "/quan-ly/phien"
)

// SignInAddress is the sign-in page from which a person comes back to a path.
func SignInAddress(back string) string {
	if back = LocalPath(back, ""); back == "" || back == "/" {
		return SignInPath
	}
	return SignInPath + "?ve=" + url.QueryEscape(back)
}

// Referer is the path of this site's page from which a request came, "" where
// none is known.
func Referer(r *http.Request) string {
	u, err := url.Parse(r.Header.Get("Referer"))
	if err != nil || u.Host != r.Host {
		return ""
	}
	return LocalPath(u.RequestURI(), "")
}

// Cookies writes and reads the session's cookie.
type Cookies struct{ Secure bool }

// name has the prefix that binds a cookie to this host and to https, where
// there is https.
func (c Cookies) name() string {
	if c.Secure {
		return "__Host-lantoa"
	}
	return "lantoa"
}

// Token is the session's token in the request, "" without one.
func (c Cookies) Token(r *http.Request) string {
	k, err := r.Cookie(c.name())
	if err != nil || len(k.Value) > 100 {
		return ""
	}
	return k.Value
}

// Keep gives the browser the session's token until it closes.
func (c Cookies) Keep(w http.ResponseWriter, token string) { http.SetCookie(w, c.cookie(token, 0)) }

// Drop takes the token away.
func (c Cookies) Drop(w http.ResponseWriter) { http.SetCookie(w, c.cookie("", -1)) }

func (c Cookies) cookie(value string, age int) *http.Cookie {
	return &http.Cookie{Name: c.name(), Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: c.Secure, SameSite: http.SameSiteLaxMode}
}
