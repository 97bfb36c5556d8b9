package kit

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
)

// Tone is how a message looks.
type Tone string

// The tones.
const (
	Success Tone = "success"
	Warning Tone = "warning"
)

// Message is a sentence for the next page: a key of the catalogues with its
// arguments, so that a forged cookie can say nothing of its own.
type Message struct {
	Tone Tone     `json:"t"`
	Key  string   `json:"k"`
	Args []string `json:"a,omitempty"`
}

const (
	flashCookie  = "lantoa_loi_nhan"
	flashSeconds = 60
	flashLimit   = 2000
)

// Flash keeps a message of success for the next page.
func Flash(w http.ResponseWriter, r *http.Request, key string, args ...string) {
	setFlash(w, r, Message{Tone: Success, Key: key, Args: args})
}

// FlashWarning keeps a warning for the next page.
func FlashWarning(w http.ResponseWriter, r *http.Request, key string, args ...string) {
	setFlash(w, r, Message{Tone: Warning, Key: key, Args: args})
}

func setFlash(w http.ResponseWriter, r *http.Request, m Message) {
	raw, err := json.Marshal(m)
	if err != nil || len(raw) > flashLimit {
		return
	}
	http.SetCookie(w, &http.Cookie{Name: flashCookie, Value: base64.RawURLEncoding.EncodeToString(raw), Path: "/", MaxAge: flashSeconds,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: From(r).Secure})
}

// TakeFlash reads the message of the request's cookie and removes the cookie.
// Only keys that known reports are messages.
func TakeFlash(w http.ResponseWriter, r *http.Request, known func(key string) bool) *Message {
	c, err := r.Cookie(flashCookie)
	if err != nil || len(c.Value) > flashLimit*2 {
		return nil
	}
	http.SetCookie(w, &http.Cookie{Name: flashCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: From(r).Secure})
	raw, err := base64.RawURLEncoding.DecodeString(c.Value)
	var m Message
	if err != nil || json.Unmarshal(raw, &m) != nil || !known(m.Key) || (m.Tone != Success && m.Tone != Warning) {
		return nil
	}
	return &m
}

// Text is the message in the request's language.
func (m *Message) Text(r *http.Request) string {
	args := make([]any, len(m.Args))
	for i, a := range m.Args {
		args[i] = a
	}
	return T(r, m.Key, args...)
}
