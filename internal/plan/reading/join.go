package reading

import "slices"

// carryOver takes what an entry has besides its text over to the one before it.
// False where both have it and it differs.
func carryOver(l list, i int) bool {
	switch l := l.(type) {
	case listOf[Milestone]:
		a, b := &(*l.at)[i-1], (*l.at)[i]
		if a.Due != "" && b.Due != "" && a.Due != b.Due {
			return false
		}
		if a.Due == "" {
			a.Due, a.Year, a.Quarter = b.Due, b.Year, b.Quarter
		}
	case listOf[Quota]:
		a, b := (*l.at)[i-1], (*l.at)[i]
		return a.Amount == b.Amount && a.Per == b.Per
	case listOf[Criterion]:
		a, b := &(*l.at)[i-1], (*l.at)[i]
		if a.Audience != "" && b.Audience != "" && a.Audience != b.Audience {
			return false
		}
		if a.Audience == "" {
			a.Audience = b.Audience
		}
	case listOf[Task]:
		a, b := &(*l.at)[i-1], (*l.at)[i]
		for _, name := range b.Assignees {
			if !slices.Contains(a.Assignees, name) {
				a.Assignees = append(a.Assignees, name)
			}
		}
	}
	return true
}
