package nomination

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"lantoa/internal/document"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
	"lantoa/internal/web/kit"
)

// wholeList is how many dossiers of a list before the Chairman one page shows:
// such a list is read as a whole, in the order of names.
const wholeList = 200

// listHead is the submission at the head of the list that came with it.
type listHead struct {
	paper document.Document
	href  string // of its scan
	count string // what the list has by kinds, "" where the page has not all of it
	total int
}

// rowWords is how much of an appraisal a row shows; the dossier has all of it.
const rowWords = 160

// submission is the head of the list of the filter, nil for any other list. Who
// sees a dossier of the list sees the paper that it came with.
func (p *Pages) submission(r *http.Request, f nomination.Filter, page nomination.Page) (*listHead, error) {
	if f.ListID == "" || len(page.Rows) == 0 {
		return nil, nil
	}
	first := page.Rows[0].ID
	paper, err := p.noms.Document(r.Context(), kit.Actor(r), first, f.ListID)
	if err != nil {
		return nil, err
	}
	head := &listHead{paper: paper, href: paperPath(first, paper.ID), total: page.Count}
	if whole(page) {
		head.count = kindCounts(kit.Printer(r), page.Rows)
	}
	return head, nil
}

// whole reports a list that stands on one page.
func whole(page nomination.Page) bool { return page.Next == "" && page.Previous == "" }

// byName orders dossiers as a decision lists them: by kind, people by given name.
func byName(rows []nomination.Nomination) {
	kinds := subject.Kinds()
	key := func(n nomination.Nomination) []byte {
		if n.Kind == subject.Individual || n.Kind == subject.Household {
			return i18n.SortKey(n.SubjectName)
		}
		return i18n.TextKey(n.SubjectName)
	}
	slices.SortStableFunc(rows, func(a, b nomination.Nomination) int {
		if a.Kind != b.Kind {
			return slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind)
		}
		return bytes.Compare(key(a), key(b))
	})
}

// appraisalText is what the appraisal found, with its words.
func appraisalText(p *i18n.Printer, n nomination.Nomination) string {
	text := p.T("nomination.appraised_no")
	if n.Eligible {
		text = p.T("nomination.appraised_yes")
	}
	if words := []rune(n.Appraisal); len(words) > rowWords {
		return p.T("nomination.appraised_words", text, strings.TrimSpace(string(words[:rowWords]))+"…")
	} else if len(words) > 0 {
		return p.T("nomination.appraised_words", text, n.Appraisal)
	}
	return text
}
