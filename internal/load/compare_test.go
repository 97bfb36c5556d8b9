package load_test

import (
	"slices"
	"strings"

	"lantoa/internal/db"
)

// compare looks at all tables that dossiers write.
func (r *replay) compare() {
	r.pair("document", "number", "org_id", "day")
	r.pair("exemplar", "ref")
	r.pair("consent", "subject_id", "purpose")
	var pairs []string
	for was, is := range r.key {
		pairs = append(pairs, was, is)
	}
	rename := strings.NewReplacer(pairs...)
	own := map[string]string{"nomination_event": "id", "exemplar_event": "id", "recognition": "id", "audit_entry": "id"}
	for _, table := range strings.Fields("subject consent document batch batch_agency nomination nomination_field nomination_criterion attachment nomination_event exemplar exemplar_field recognition exemplar_event ref_counter audit_entry") {
		without := []string{"salt", "detail_hash", own[table]}
		a, b := r.a.table(table, without...), r.b.table(table, without...)
		for i := range a {
			a[i] = rename.Replace(a[i])
		}
		if table == "audit_entry" {
			a, b = ofDossiers(a), ofDossiers(b)
		}
		slices.Sort(a)
		if len(a) == 0 {
			r.t.Errorf("%s is empty", table)
		}
		differ(r.t, table, a, b)
	}
}

func ofDossiers(rows []string) []string {
	return slices.DeleteFunc(rows, func(row string) bool {
		for _, entity := range []string{"nomination", "batch", "subject", "document", "consent", "exemplar"} {
			if strings.Contains(row, "entity="+entity+" ") {
				return false
			}
		}
		return true
	})
}

// pair finds which record is which, by what tells them apart.
func (r *replay) pair(table string, by ...string) {
	r.t.Helper()
	keys := func(p *place) map[string]string {
		rows, err := db.TableOf(r.t.Context(), p.DB.Reader(), table)
		if err != nil {
			r.t.Fatal(err)
		}
		out := map[string]string{}
		for _, row := range rows.Values {
			name := ""
			for _, c := range by {
				v := row[slices.Index(rows.Columns, c)].(string)
				if other, ok := r.key[v]; ok && p == r.a {
					v = other
				}
				name += v + " "
			}
			out[name] = row[slices.Index(rows.Columns, "id")].(string)
		}
		return out
	}
	other := keys(r.b)
	for name, id := range keys(r.a) {
		if other[name] == "" {
			r.t.Errorf("%s: no %s", table, name)
		}
		r.key[id] = other[name]
	}
}
