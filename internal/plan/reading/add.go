package reading

import "lantoa/internal/plan/parse"

// Add puts a new, empty entry at the end: "item" to a Part, "criterion" to a set,
// "set", "lead" or "with" to a field, "field", "milestone", "quota" and "task" to the plan.
func (r *Reading) Add(what, to string) (id string, ok bool) {
	id = r.NewID()
	switch what {
	case "item":
		ok = push(r.named(to), Item{ID: id})
	case "field":
		ok = push(&r.Fields, Field{ID: id})
	case "milestone":
		ok = push(&r.Milestones, Milestone{ID: id})
	case "quota":
		ok = push(&r.Quotas, Quota{ID: id})
	case "task":
		ok = push(&r.Tasks, Task{ID: id, Mode: parse.Assigned, Assignees: []string{}})
	case "lead":
		ok = push(r.bodiesOf("leads:"+to), Body{ID: id, Mode: parse.Assigned})
	case "with":
		ok = push(r.bodiesOf("with:"+to), Body{ID: id, Mode: parse.Assigned})
	case "set":
		if i, found := r.Field(to); found {
			ok = push(&r.Fields[i].Sets, Set{ID: id, Subjects: []string{}})
		}
	case "criterion":
		if set := r.set(to); set != nil {
			ok = push(&set.Items, Criterion{ID: id})
		}
	}
	return id, ok
}

func push[T any](to *[]T, entry T) bool {
	if to != nil {
		*to = append(*to, entry)
	}
	return to != nil
}
