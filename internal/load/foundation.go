package load

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"lantoa/internal/account"
	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/plan/parse"
)

// foundation is what is there before the first dossier. It is entered through
// the services into a database of its own, for they make keys by chance and by
// the real time; copied from there, it has keys of the seed.
type foundation struct {
	scratch  *db.DB
	dir      string
	accounts []account.Account
}

func (f *foundation) close() {
	if f.scratch != nil {
		f.scratch.Close()
	}
	_ = os.RemoveAll(f.dir)
}

// morning is a clock that begins on the first day and goes on by a millisecond
// with each look.
func morning() func() time.Time {
	at := firstDay.Midnight().Add(8 * time.Hour)
	return func() time.Time {
		at = at.Add(time.Millisecond)
		return at
	}
}

// build enters bodies, plan and accounts; invent makes further bodies and says
// who works where, once the seed's bodies and the plan are there.
func build(ctx context.Context, files *blob.Store, costs account.Config, password string,
	invent func(db.Reader, *org.Service, *plan.Service) ([]org.Under, []account.Input, error)) (f *foundation, err error) {
	f = &foundation{}
	if f.dir, err = os.MkdirTemp("", "lantoa-load-*"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.close()
		}
	}()
	if f.scratch, err = db.Open(ctx, db.Options{Dir: f.dir, Now: morning(), MaxConns: 2}); err != nil {
		return f, err
	}
	if err = f.scratch.Migrate(ctx); err != nil {
		return f, err
	}
	err = f.scratch.Whole(ctx, func(d *db.DB) error {
		orgs := org.New(d)
		plans := plan.New(d, orgs, files)
		if _, err := orgs.Seed(ctx); err != nil {
			return err
		}
		doc, err := plan.Open(ctx, parse.Sample(), parse.SampleName)
		if err != nil {
			return err
		}
		if _, err := plans.Import(ctx, doc); err != nil {
			return err
		}
		bodies, people, err := invent(d.Reader(), orgs, plans)
		if err != nil {
			return err
		}
		err = d.Write(ctx, func(tx *db.Tx) error { return enter(ctx, tx, org.Fill(bodies)) })
		if err != nil {
			return err
		}
		f.accounts, err = account.New(d, costs).SetupMany(ctx, people, password)
		return err
	})
	return f, err
}

func enter(ctx context.Context, tx *db.Tx, all []db.Rows) error {
	for _, rows := range all {
		if err := tx.Bulk(ctx, rows); err != nil {
			return err
		}
	}
	return nil
}

var made = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)

// rows reads everything, with keys of the seed in the place of those made by
// chance: the same ones, in the order in which they were made. It says which
// became which.
func (f *foundation) rows(ctx context.Context, k *keys) ([]db.Rows, map[string]string, error) {
	tables, err := db.Tables()
	if err != nil {
		return nil, nil, err
	}
	var all []db.Rows
	found := map[string]string{}
	for _, table := range tables {
		rows, err := db.TableOf(ctx, f.scratch.Reader(), table)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, rows)
		for _, row := range rows.Values {
			for _, v := range row {
				if text, ok := v.(string); ok {
					for _, id := range made.FindAllString(text, -1) {
						found[id] = ""
					}
				}
			}
		}
	}
	at := firstDay.Midnight().Add(8 * time.Hour)
	var pairs []string
	for _, id := range slices.Sorted(maps.Keys(found)) {
		at = at.Add(time.Millisecond)
		found[id] = k.at(at)
		pairs = append(pairs, id, found[id])
	}
	rename := strings.NewReplacer(pairs...)
	for _, rows := range all {
		for _, row := range rows.Values {
			for i, v := range row {
				if text, ok := v.(string); ok {
					row[i] = rename.Replace(text)
				}
			}
		}
	}
	all, err = trail(all)
	return all, found, err
}

// trail makes the audit entries anew, for a hash covers what now names other keys.
func trail(all []db.Rows) ([]db.Rows, error) {
	var out []db.Rows
	for _, rows := range all {
		switch rows.Table {
		case "audit_entry":
			entries, err := entriesOf(rows)
			if err != nil {
				return nil, err
			}
			out = append(out, entries...)
		case "audit_pending":
		default:
			out = append(out, rows)
		}
	}
	return out, nil
}

func entriesOf(rows db.Rows) ([]db.Rows, error) {
	at := map[string]int{}
	for i, c := range rows.Columns {
		at[c] = i
	}
	var out []audit.Dated
	for _, row := range rows.Values {
		text := func(column string) string { return row[at[column]].(string) }
		out = append(out, audit.Dated{ID: text("id"), At: row[at["at"]].(time.Time), Entry: audit.Entry{ActorID: text("actor_id"), Action: text("action"),
			Entity: text("entity"), EntityID: text("entity_id"), Version: row[at["entity_version"]].(int64),
			Meta: json.RawMessage(text("meta")), Detail: json.RawMessage(text("detail"))}})
	}
	return audit.Fill(out)
}
