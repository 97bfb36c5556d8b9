// Package search finds records by Vietnamese words with or without accents. One
// table of records, two indexes of terms made in Go (head: title, subject,
// unit; full: everything), and one query that gives the same records in the
// same order on both engines: by tier, then newest first. What a person may see
// is a term like any other, so the index itself leaves out the rest.
package search

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
)

// Doc is a record as search knows it.
type Doc struct {
	Kind string // "nomination", "exemplar"
	ID   string // a UUIDv7: its time is the order
	Head string // what a person would call it
	Full string // all its words
	// Reach says who may find it; see access.Resource.
	Reach access.Resource
}

// Put indexes the record in the caller's transaction, replacing what was there.
func Put(ctx context.Context, tx *db.Tx, d Doc) error {
	if err := Remove(ctx, tx, d.Kind, d.ID); err != nil {
		return err
	}
	no, err := place(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	return insert(ctx, tx, no, Prepare(d))
}

// Prepared is a record with its terms made, which is most of the work.
type Prepared struct {
	kind, id   string
	head, full string // terms, each once, set off by spaces
}

// Prepare makes the terms of a record.
func Prepare(d Doc) Prepared {
	marks := append(reachTerms(d.Kind, d.Reach), kindTerm(d.Kind))
	head := append(append(terms(d.Head), runs(d.Head)...), marks...)
	full := append(terms(d.Head+"\n"+d.Full), marks...)
	return Prepared{kind: d.Kind, id: d.ID, head: strings.Join(unique(head), " "), full: strings.Join(unique(full), " ")}
}

func insert(ctx context.Context, tx *db.Tx, no int64, d Prepared) error {
	if db.EngineOf(tx) == db.PostgreSQL {
		_, err := tx.Exec(ctx, `insert into search_doc (no, kind, id, head, body)
			values ($1, $2, $3, array_to_tsvector(string_to_array($4, ' ')), array_to_tsvector(string_to_array($5, ' ')))`, no, d.kind, d.id, d.head+" "+eraTerms(d.kind, no), d.full+" "+eraTerms(d.kind, no))
		return err
	}
	if _, err := tx.Exec(ctx, `insert into search_doc (no, kind, id) values ($1, $2, $3)`, no, d.kind, d.id); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `insert into search_head (rowid, terms) values ($1, $2)`, no, d.head); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `insert into search_full (rowid, terms) values ($1, $2)`, no, d.full)
	return err
}

// Remove takes the record out of the index.
func Remove(ctx context.Context, tx *db.Tx, kind, id string) error {
	nos, err := db.All[int64](ctx, tx, `select no from search_doc where kind = $1 and id = $2`, kind, id)
	if err != nil || len(nos) == 0 {
		return err
	}
	if db.EngineOf(tx) == db.SQLite {
		if _, err := tx.Exec(ctx, `delete from search_head where rowid = $1`, nos[0]); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `delete from search_full where rowid = $1`, nos[0]); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `delete from search_doc where no = $1`, nos[0])
	return err
}

// Find gives at most limit ids of records of the kind in the scope, best tier
// first and newest first within a tier: (1) head, all runs of three syllables,
// of two where the query has no more; (2) head, all syllables; (3) full, all
// pairs; (4) full, all syllables, the last a prefix.
func Find(ctx context.Context, r db.Reader, scope access.Scope, kind, query string, limit int) ([]string, error) {
	syllables := syllablesOf(query)
	if len(syllables) == 0 || scope.Empty() {
		return nil, nil
	}
	if len(syllables) > maxSyllables {
		syllables = syllables[:maxSyllables]
	}
	q := condition{marks: scopeTerms(kind, scope), recent: &recent{kind: kind}}
	ask := func(t tier) ([]string, error) {
		c := q
		c.words, c.prefix = t.words, t.prefix
		return match(ctx, r, t.index, c, limit)
	}
	pairs := neighbours(syllables, 2)
	first := pairs
	if len(syllables) > 2 {
		first = neighbours(syllables, 3)
	}
	last := tier{"full", syllables, true}
	var found, all []string
	for i, t := range []tier{{"head", first, false}, {"head", syllables, false}, {"full", pairs, false}, last} {
		if len(t.words) == 0 {
			continue
		}
		ids := all
		if i < 3 || all == nil {
			var err error
			if ids, err = ask(t); err != nil {
				return nil, err
			}
		}
		found = merge(found, ids)
		if len(found) >= limit {
			return found[:limit], nil
		}
		if i > 0 {
			continue
		}
		// Whatever a tier finds, the last one finds too: where it finds no more
		// than the first, those between have nothing to add.
		var err error
		if all, err = ask(last); err != nil || len(all) == len(found) {
			return found, err
		}
	}
	return found, nil
}

// tier is one way to match a query: in which index, which terms.
type tier struct {
	index  string
	words  []string
	prefix bool // the last word may be a beginning
}

// merge adds the keys that are not there yet.
func merge(found, more []string) []string {
	for _, id := range more {
		if !slices.Contains(found, id) {
			found = append(found, id)
		}
	}
	return found
}

// What one query may cost: syllables, and bytes of each. No syllable of
// Vietnamese is longer; both engines have their own limits far beyond.
const (
	maxSyllables = 12
	maxSyllable  = 60
)

// cut keeps the beginning of an overlong term, whole letters only.
func cut(word string) string {
	if len(word) <= maxSyllable {
		return word
	}
	return strings.ToValidUTF8(word[:maxSyllable], "")
}

// terms are the folded syllables and their neighbouring pairs: "mo", "hinh",
// "mo0hinh". Fold leaves only letters and digits, so a term needs no quoting.
func terms(text string) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		syllables := syllablesOf(line)
		out = append(out, syllables...)
		out = append(out, neighbours(syllables, 2)...)
		out = append(out, beginnings(syllables)...)
	}
	return out
}

// longestBeginning bounds the beginnings of a word that are terms of their own,
// in letters; no syllable of Vietnamese is longer than seven.
const longestBeginning = 8

// beginnings are what a person may have typed so far of a word, marked with a
// sign that no word holds: "·tr" and "·t" of "tro". They are terms of their own
// because both engines find a term at once, but for a beginning put together
// everything that begins with it.
func beginnings(syllables []string) []string {
	var out []string
	for _, w := range syllables {
		letters := 0
		for i := range w {
			if letters > longestBeginning {
				break
			}
			if i > 0 {
				out = append(out, beginning(w[:i]))
			}
			letters++
		}
	}
	return out
}

func beginning(typed string) string { return "·" + typed }

// neighbours are the terms of the syllables that stand side by side, so many each.
func neighbours(syllables []string, n int) []string {
	var out []string
	for i := n; i <= len(syllables); i++ {
		out = append(out, strings.Join(syllables[i-n:i], "0"))
	}
	return out
}

// runs are three syllables of a head in one term: what a long query asks for first.
// Few records have the same three, where half of all may have the same two, and
// to find where several common terms meet takes the longer the more records there are.
func runs(head string) []string {
	var out []string
	for line := range strings.SplitSeq(head, "\n") {
		out = append(out, neighbours(syllablesOf(line), 3)...)
	}
	return out
}

// syllablesOf are the folded syllables of a text, none longer than a term may be.
func syllablesOf(text string) []string {
	out := strings.Fields(i18n.Fold(text))
	for i, w := range out {
		out[i] = cut(w)
	}
	return out
}

func unique(terms []string) []string {
	seen := make(map[string]bool, len(terms))
	out := terms[:0]
	for _, t := range terms {
		if !seen[t] {
			seen[t] = true
			out = append(out, t)
		}
	}
	return out
}

// places is how many records may share one id's number: a record filed under
// several kinds (for staff and for the public), or made by two nodes at once.
const places = 8

// place is a free number of the index for the id; numbers grow as ids do.
func place(ctx context.Context, tx *db.Tx, id string) (int64, error) {
	first := number(id) * places
	taken, err := db.All[int64](ctx, tx, `select no from search_doc where no between $1 and $2 order by no`, first, first+places-1)
	for i, no := range taken {
		if no != first+int64(i) {
			return first + int64(i), err
		}
	}
	return first + int64(len(taken)), err
}

// number is the time and sequence of a UUIDv7: 60 bits, growing, alike on both engines.
func number(id string) int64 {
	raw, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	if err != nil || len(raw) < 8 {
		return 0
	}
	var ms int64
	for _, b := range raw[:6] {
		ms = ms<<8 | int64(b)
	}
	return ms<<12 | int64(raw[6]&0x0f)<<8 | int64(raw[7])
}

// reachTerms are the marks of everyone who may find the record, one per arm
// that a scope can have; they contain a 0 followed by an id, which no word of a
// text does.
func reachTerms(kind string, r access.Resource) []string {
	var out []string
	add := func(over access.Over, ids ...string) {
		for _, id := range ids {
			if id != "" {
				out = append(out, armTerm(kind, access.Arm{Over: over, ID: id}))
			}
		}
	}
	add(access.Unit, r.KeeperID)
	add(access.Subtree, r.AreaID)
	add(access.Lead, r.LeadIDs...)
	add(access.Holder, r.HolderID)
	add(access.Mine, r.AuthorID)
	if r.Shared {
		add(access.Bloc, r.KeeperID)
		add(access.Field, r.FieldIDs...)
		out = append(out, armTerm(kind, access.Arm{Over: access.Shared}))
	}
	return out
}

// scopeTerms are the marks of one of which a record of the kind must have one: of
// the kind alone, where the scope is all.
func scopeTerms(kind string, s access.Scope) []string {
	var out []string
	for _, a := range s.Arms() {
		if a.Over == access.All {
			return []string{kindTerm(kind)}
		}
		out = append(out, armTerm(kind, a))
	}
	return out
}

// armTerm has the kind in it: each term that most records have costs a search as
// much as its words do, so there is one and not two.
func armTerm(kind string, a access.Arm) string {
	return "s0" + kind + "0" + string(a.Over) + strings.ReplaceAll(a.ID, "-", "")
}

// kindTerm is the mark that every record of the kind has.
func kindTerm(kind string) string { return "t0" + kind }
