package main

import (
	"context"

	"lantoa/internal/account"
	"lantoa/internal/app"
	"lantoa/internal/demo"
)

// demoLoader is what fills the demonstration.
func demoLoader() app.DemoLoader {
	return func(ctx context.Context, s *app.Services, password string) ([]app.SignIn, error) {
		people, err := demo.Load(ctx, demo.Target{DB: s.DB, Files: s.Files, Accounts: account.DefaultConfig()}, password)
		out := make([]app.SignIn, len(people))
		for i, p := range people {
			out[i] = app.SignIn{Role: p.Role, Username: p.Username, OrgName: p.OrgName}
		}
		return out, err
	}
}
