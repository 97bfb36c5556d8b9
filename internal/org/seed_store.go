package org

import (
	"bytes"
	"context"
	_ "embed" // the seed
	"encoding/csv"
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
)

//go:embed seed/organisations.csv
var organisations []byte

//go:embed seed/blocs.csv
var blocsCSV []byte

// seedDay is since when the seed's bodies are taken to stand.
const seedDay = civil.Day("2021-01-01")

// SeedID is the key of a seeded body, bloc or duty by its name in the seed:
// "snv", "x00715". It never changes.
func SeedID(name string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("lantoa:ha-giang-2021:"+name)).String()
}

// Seed enters Hà Giang's bodies of 2021, the duties that the plan's clauses V.2
// and V.5 presuppose, and the blocs. What is there already stays as it is; it
// returns how many bodies it added.
func (s *Service) Seed(ctx context.Context) (int, error) {
	added := 0
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		rows, err := csv.NewReader(bytes.NewReader(organisations)).ReadAll()
		if err != nil {
			return fmt.Errorf("org: seed: %w", err)
		}
		for _, row := range rows[1:] {
			made, err := seedOrg(ctx, tx, row)
			if err != nil {
				return err
			}
			if made {
				added++
			}
		}
		if added == 0 {
			return nil
		}
		for _, d := range []Duty{{Kind: Decide, OrgID: SeedID("ubnd-tinh")}, {Kind: Standing, OrgID: SeedID("btdkt")}, {Kind: Publicise, OrgID: SeedID("stttt")}} {
			d.ID, d.FromDay, d.Mode = SeedID("duty-"+string(d.Kind)), seedDay, "assigned"
			if err := s.AddDuty(ctx, tx, "", d); err != nil {
				return err
			}
		}
		if err := seedBlocs(ctx, tx); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "org.seed", Entity: "org_seed", EntityID: "ha-giang-2021", Meta: map[string]int{"bodies": added}})
	})
	return added, err
}

// seedOrg enters a row: key, kind, name, short, place, abbr, code, parent, mode, protocol.
func seedOrg(ctx context.Context, tx *db.Tx, row []string) (bool, error) {
	id := SeedID(row[0])
	there, err := db.One[int](ctx, tx, `select count(*) from org where id = $1`, id)
	if err != nil || there > 0 {
		return false, err
	}
	protocol, err := strconv.Atoi(row[9])
	if err != nil {
		return false, fmt.Errorf("org: seed %s: %w", row[0], err)
	}
	parent := ""
	if row[7] != "" {
		parent = SeedID(row[7])
	}
	// Version 0: the body's first own audit entry will be the first change to it.
	o := Org{ID: id, Kind: Kind(row[1]), Name: row[2], Short: row[3], Place: row[4], Abbr: row[5], Assigned: row[8] == "giao", Protocol: protocol, Founded: seedDay}
	return true, insertOrg(ctx, tx, o, row[6], parent)
}

// seedBlocs enters rows: bloc, name, illustration, member, head, monitor.
func seedBlocs(ctx context.Context, tx *db.Tx) error {
	rows, err := csv.NewReader(bytes.NewReader(blocsCSV)).ReadAll()
	if err != nil {
		return fmt.Errorf("org: blocs: %w", err)
	}
	for _, row := range rows[1:] {
		bloc := SeedID("bloc-" + row[0])
		_, err := tx.Exec(ctx, `insert into bloc (id, name, illustration, from_day, to_day) values ($1, $2, $3, $4, '') on conflict (id) do nothing`,
			bloc, row[1], row[2] == "true", seedDay)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `insert into bloc_member (bloc_id, org_id, head, from_day, to_day) values ($1, $2, $3, $4, '')
			on conflict (bloc_id, org_id, from_day) do nothing`, bloc, SeedID(row[3]), row[4] == "true", seedDay)
		if err != nil {
			return err
		}
		if row[5] != "" {
			_, err = tx.Exec(ctx, `insert into bloc_monitor (bloc_id, org_id, from_day, to_day) values ($1, $2, $3, '') on conflict (bloc_id, org_id, from_day) do nothing`,
				bloc, SeedID(row[5]), seedDay)
			if err != nil {
				return err
			}
		}
	}
	return nil
}
