package org

import (
	"bytes"
	"context"
	_ "embed" // the tiles
	"encoding/csv"
	"fmt"
	"strconv"

	"lantoa/internal/civil"
	"lantoa/internal/db"
)

//go:embed seed/tiles.csv
var tiles []byte

// Tile is a district's place on the map of equal squares, rows and columns from
// 0 at the top left.
type Tile struct {
	OrgID string
	Code  string // of its day, for addresses
	Name  string // "Đồng Văn"
	Row   int
	Col   int
}

// Tiles are the places of Hà Giang's districts of 2021; none in a database that
// does not have them.
func (s *Service) Tiles(ctx context.Context, r db.Reader) ([]Tile, error) {
	rows, err := csv.NewReader(bytes.NewReader(tiles)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("org: tiles: %w", err)
	}
	var all []Tile
	var ids []string
	for _, row := range rows[1:] {
		down, err := strconv.Atoi(row[2])
		if err != nil {
			return nil, fmt.Errorf("org: tile %s: %w", row[0], err)
		}
		across, err := strconv.Atoi(row[3])
		if err != nil {
			return nil, fmt.Errorf("org: tile %s: %w", row[0], err)
		}
		t := Tile{OrgID: SeedID("h" + row[0]), Code: row[0], Name: row[1], Row: down, Col: across}
		all, ids = append(all, t), append(ids, t.OrgID)
	}
	there, err := db.One[int](ctx, r, `select count(*) from org where id = any($1)`, ids)
	if err != nil || there < len(all) {
		return nil, err
	}
	return all, nil
}

// DistrictOf is the district in which a body lies on the day: itself, or the
// nearest above it; false for bodies of the province.
func (s *Service) DistrictOf(ctx context.Context, r db.Reader, id string, day civil.Day) (Org, bool, error) {
	o, err := s.Get(ctx, r, id, day)
	for ok := true; err == nil && ok; o, ok, err = s.Parent(ctx, r, o.ID, day) {
		if o.Kind == District {
			return o, true, nil
		}
	}
	return Org{}, false, err
}

// UnderLead reports a body that leads one of the fields, on any day, or stands
// under one that does: its name tells the field.
func (s *Service) UnderLead(ctx context.Context, r db.Reader, id string, fieldIDs []string) (bool, error) {
	n, err := db.One[int](ctx, r, `select count(*) from org_closure c join org_duty d on d.org_id = c.ancestor_id
		where c.descendant_id = $1 and d.kind = 'lead' and d.field_id = any($2)`, id, fieldIDs)
	return n > 0, err
}
