package plan

import (
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/plan/reading"
	"lantoa/internal/web/kit"
)

// act is what a button of the correction screen asks for beside saving: a verb
// and the item that it is done to, "split:a12"; "" for saving alone.
type act struct {
	verb string
	id   string
	to   string // where "move" leads, to what "add" adds
}

// The verbs that are the pages' own: they change nothing in the reading.
const (
	actNext = "next" // on to the next part
	actGo   = "go"   // on to the part that the ID names
)

func readAct(f *kit.Form) act {
	verb, id, _ := strings.Cut(f.Value("act"), ":")
	a := act{verb: verb, id: id}
	switch verb {
	case "move":
		a.to = f.Value("move_" + id)
	case "add": // "add:criterion:a7"
		a.id, a.to, _ = strings.Cut(id, ":")
	}
	return a
}

// do does it and gives the ID of the item to show afterwards, "" for none.
// Invalid for what the reading has not.
func (a act) do(r *reading.Reading) (string, error) {
	ok, shown := true, a.id
	switch a.verb {
	case "", "save", actNext, actGo:
		return "", nil
	case "split":
		ok = r.Split(a.id)
	case "join":
		shown = before(*r, a.id)
		ok = r.Join(a.id)
	case "up":
		ok = r.Up(a.id)
	case "down":
		ok = r.Down(a.id)
	case "move":
		ok = r.Move(a.id, a.to)
	case "remove":
		shown = ""
		ok = r.Remove(a.id)
	case "add":
		shown, ok = r.Add(a.id, a.to)
	default:
		ok = false
	}
	if !ok {
		return "", a.refused()
	}
	return shown, nil
}

// refused says in words why nothing was done.
func (a act) refused() error {
	switch a.verb {
	case "split":
		return errs.New(errs.Invalid, "reading.split_none").WithField("text_"+a.id, "reading.split_none")
	case "join":
		return errs.New(errs.Invalid, "reading.join_none").WithField("text_"+a.id, "reading.join_none")
	case "move":
		return errs.New(errs.Invalid, "reading.move_none").WithField("move_"+a.id, "reading.move_none")
	}
	return errs.New(errs.Invalid, "reading.act_gone")
}

// before is the ID of the item that stands before another one in its list.
func before(r reading.Reading, id string) string {
	last := ""
	at := func(one string) bool {
		if one == id {
			return true
		}
		last = one
		return false
	}
	for _, list := range [][]reading.Item{r.Purposes, r.Contents, r.Yearly, r.Recipients} {
		for _, i := range list {
			if at(i.ID) {
				return last
			}
		}
	}
	for _, f := range r.Fields {
		for _, s := range f.Sets {
			for _, c := range s.Items {
				if at(c.ID) {
					return last
				}
			}
		}
	}
	for _, m := range r.Milestones {
		if at(m.ID) {
			return last
		}
	}
	for _, k := range r.Tasks {
		if at(k.ID) {
			return last
		}
	}
	for _, q := range r.Quotas {
		if at(q.ID) {
			return last
		}
	}
	return ""
}
