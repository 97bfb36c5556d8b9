package law

import (
	"context"
	"encoding/json"
	"fmt"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/officialdoc"
)

// ruleRow is a decree's values as they are kept.
type ruleRow struct {
	FromDay civil.Day
	ToDay   civil.Day
	Rules   string
}

// rules are the kept values over those that the program brings along for the same
// day: components and clauses that a later version knows are not in older rows.
func (row ruleRow) rules() (officialdoc.Rules, error) {
	decrees, err := officialdoc.Decrees()
	if err != nil {
		return officialdoc.Rules{}, err
	}
	r := officialdoc.On(decrees, row.FromDay)
	if err := json.Unmarshal([]byte(row.Rules), &r); err != nil {
		return r, fmt.Errorf("law: rules of %s: %w", row.FromDay, err)
	}
	r.FromDay, r.ToDay = row.FromDay, row.ToDay
	return r, nil
}

// DocumentRules are the values of the form of official documents on the day;
// before the first ones, the first.
func (s *Service) DocumentRules(ctx context.Context, r db.Reader, day civil.Day) (officialdoc.Rules, error) {
	all, err := s.AllDocumentRules(ctx, r)
	if err != nil {
		return officialdoc.Rules{}, err
	}
	return officialdoc.On(all, day), nil
}

// AllDocumentRules lists the values by time. They are never none.
func (s *Service) AllDocumentRules(ctx context.Context, r db.Reader) ([]officialdoc.Rules, error) {
	rows, err := db.All[ruleRow](ctx, r, `select from_day, to_day, rules from document_rule order by from_day`)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return officialdoc.Decrees()
	}
	out := make([]officialdoc.Rules, len(rows))
	for i, row := range rows {
		if out[i], err = row.rules(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// SetDocumentRules gives the form of official documents new values from
// rules.FromDay on; those before end there. after is the day on which those
// began, as the person saw it. Invalid for values that hold no document (a
// chosen value outside what is allowed) or that begin before those; Conflict
// when others are the newest by now. The same values again change nothing.
func (s *Service) SetDocumentRules(ctx context.Context, actor access.Actor, rules officialdoc.Rules, after civil.Day) error {
	if !access.May(actor, access.SettingManage) {
		return errs.New(errs.Denied, "error.denied")
	}
	if err := rules.Valid().OrNil(); err != nil {
		return err
	}
	rules.ToDay = ""
	raw, err := json.Marshal(rules)
	if err != nil {
		return fmt.Errorf("law: rules: %w", err)
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		last, err := db.One[ruleRow](ctx, tx, `select from_day, to_day, rules from document_rule order by from_day desc limit 1`)
		switch {
		case err != nil:
			return err
		case last.FromDay == rules.FromDay && last.Rules == string(raw):
			return nil
		case last.FromDay != after:
			return errs.New(errs.Conflict, "setting.stale")
		case rules.FromDay <= last.FromDay:
			return errs.New(errs.Invalid, "error.invalid").WithField("from_day", "setting.from_day", last.FromDay)
		}
		n, err := tx.Exec(ctx, `update document_rule set to_day = $2 where from_day = $1 and to_day = $3`, last.FromDay, rules.FromDay, last.ToDay)
		if err != nil {
			return err
		}
		if n == 0 { // somebody was faster
			return errs.New(errs.Conflict, "setting.stale")
		}
		if err := insertRules(ctx, tx, rules); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "document_rule.change", Entity: "document_rule", EntityID: string(rules.FromDay),
			Meta: map[string]any{"before": last.Rules, "after": string(raw)}})
	})
}

func insertRules(ctx context.Context, tx *db.Tx, rules officialdoc.Rules) error {
	raw, err := json.Marshal(rules)
	if err != nil {
		return fmt.Errorf("law: rules: %w", err)
	}
	_, err = tx.Exec(ctx, `insert into document_rule (from_day, to_day, rules) values ($1, $2, $3) on conflict (from_day) do nothing`,
		rules.FromDay, rules.ToDay, string(raw))
	return err
}

// seedRules keeps the values that the program brings along where none are kept.
func seedRules(ctx context.Context, tx *db.Tx) (int64, error) {
	kept, err := db.One[int](ctx, tx, `select count(*) from document_rule`)
	if err != nil || kept > 0 {
		return 0, err
	}
	decrees, err := officialdoc.Decrees()
	if err != nil {
		return 0, err
	}
	for _, rules := range decrees {
		if err := insertRules(ctx, tx, rules); err != nil {
			return 0, err
		}
	}
	return int64(len(decrees)), nil
}
