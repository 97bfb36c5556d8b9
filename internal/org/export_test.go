package org

import (
	"context"

	"lantoa/internal/civil"
	"lantoa/internal/db"
)

// ListQuery lets the test ask the database for the plan of the list's query.
var ListQuery = listQuery

// Match looks a name up in the directory of the day.
func (s *Service) Match(ctx context.Context, r db.Reader, name string, day civil.Day) ([]Org, error) {
	d, err := s.Directory(ctx, r, day)
	return d.Match(name), err
}

// Group looks a collective name up in the directory of the day.
func (s *Service) Group(ctx context.Context, r db.Reader, name string, day civil.Day) ([]Org, error) {
	d, err := s.Directory(ctx, r, day)
	return d.Group(name), err
}

// Suggest looks up whom a name may mean in the directory of the day.
func (s *Service) Suggest(ctx context.Context, r db.Reader, name string, day civil.Day, limit int) ([]Org, error) {
	d, err := s.Directory(ctx, r, day)
	return d.Suggest(name, limit), err
}
