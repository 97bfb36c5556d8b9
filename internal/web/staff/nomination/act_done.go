package nomination

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"lantoa/internal/nomination"
	"lantoa/internal/web/kit"
)

// namedBodies bounds the bodies that a message names.
const namedBodies = 6

// sayDone tells on the next page what was done, and where the dossiers are now:
// those of one step may have gone to several bodies.
func (p *Pages) sayDone(w http.ResponseWriter, r *http.Request, step nomination.Step, done []nomination.Nomination) error {
	counts := map[string]int{}
	var holders []string
	for _, n := range done {
		if counts[n.HolderID]++; counts[n.HolderID] == 1 {
			holders = append(holders, n.HolderID)
		}
	}
	words, err := p.names(r.Context(), holders...)
	if err != nil {
		return err
	}
	all := strconv.Itoa(len(done))
	key := doneAtSeveral(step)
	if len(holders) < 2 || key == "" {
		kit.Flash(w, r, "act.done."+string(step), all, words.Org(done[0].HolderID))
		return nil
	}
	slices.SortStableFunc(holders, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	var parts []string
	rest := 0
	for i, id := range holders {
		if i >= namedBodies {
			rest += counts[id]
			continue
		}
		parts = append(parts, kit.T(r, "act.done_at", counts[id], words.Org(id)))
	}
	if rest > 0 {
		parts = append(parts, kit.T(r, "act.done_elsewhere", rest))
	}
	kit.Flash(w, r, key, all, strings.Join(parts, "; "))
	return nil
}

// doneAtSeveral is the sentence of a step that sends dossiers to several bodies,
// "" for a step that names none.
func doneAtSeveral(step nomination.Step) string {
	switch step {
	case nomination.Endorse:
		return "act.done_several.endorse"
	case nomination.Forward:
		return "act.done_several.forward"
	case nomination.Select:
		return "act.done_several.select"
	case nomination.Return:
		return "act.done_several.return"
	}
	return ""
}
