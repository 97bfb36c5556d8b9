// Package account has the pages of signing in, of one's own password and
// sessions, and of the administrator's accounts.
package account

import (
	"net/http"

	"lantoa/internal/account"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/org"
	"lantoa/internal/web/kit"
)

// Pages are the handlers.
type Pages struct {
	accounts *account.Service
	orgs     *org.Service
	db       *db.DB
}

// New makes the handlers.
func New(accounts *account.Service, orgs *org.Service, d *db.DB) *Pages {
	return &Pages{accounts: accounts, orgs: orgs, db: d}
}

const listPath = "/quan-ly/tai-khoan"

func (p *Pages) today() civil.Day { return civil.DayOf(p.db.Now()) }

func client(r *http.Request) account.Client {
	return account.Client{Address: kit.Address(r), Agent: r.UserAgent()}
}
