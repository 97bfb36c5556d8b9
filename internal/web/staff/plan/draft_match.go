package plan

import (
	"context"

	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/plan/reading"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// matches are the organisations that the form says names stand for. A typed name
// counts before a chosen one; one that nobody bears, or several do, is a fault.
func (p *Pages) matches(ctx context.Context, f *kit.Form, r reading.Reading) (map[string]match, error) {
	out := map[string]match{}
	var dir *org.Directory
	for _, x := range r.Fields {
		for _, list := range [][]reading.Body{x.Leads, x.Coordinating} {
			for _, b := range list {
				if len(f.Values("org_"+b.ID)) == 0 {
					continue
				}
				if dir == nil {
					read, err := p.orgs.Directory(ctx, p.db.Reader(), p.today())
					if err != nil {
						return nil, err
					}
					dir = &read
				}
				out[b.ID] = matchOf(f, b, *dir)
			}
		}
	}
	return out, nil
}

func matchOf(f *kit.Form, b reading.Body, dir org.Directory) match {
	if name := f.String("other_"+b.ID, maxLine); name != "" {
		found := called(name, dir)
		switch len(found) {
		case 1:
			return match{reading.One, found[0].ID}
		case 0:
			f.Add("other_"+b.ID, "reading.org_none", name)
		default:
			f.Add("other_"+b.ID, "reading.org_several", len(found), name, found[0].Full())
		}
		return match{b.Match, b.OrgID}
	}
	switch chosen := f.Value("org_" + b.ID); reading.Match(chosen) {
	case reading.Open, reading.Group, reading.Undefined:
		return match{kind: reading.Match(chosen)}
	default:
		for _, o := range dir.All {
			if o.ID == chosen {
				return match{reading.One, o.ID}
			}
		}
		if chosen != b.OrgID { // an organisation that is no more stays what it was
			f.Add("org_"+b.ID, "field.choice")
		}
		return match{b.Match, b.OrgID}
	}
}

// called are the bodies of a name: the whole name as the list of names offers it
// comes first, for two communes may share the short one.
func called(name string, dir org.Directory) []org.Org {
	key := i18n.Fold(name)
	var found []org.Org
	for _, o := range dir.All {
		if i18n.Fold(o.Full()) == key {
			found = append(found, o)
		}
	}
	if len(found) > 0 {
		return found
	}
	return dir.Match(name)
}

// bodyOptions offers what a name of the document may stand for.
func bodyOptions(p *i18n.Printer, b reading.Body, names map[string]string, like []org.Org) []ui.Option {
	out := []ui.Option{{Label: p.T("reading.match.open")}}
	seen := map[string]bool{}
	add := func(id, name string) {
		if id != "" && !seen[id] {
			seen[id] = true
			out = append(out, ui.Option{Value: id, Label: name})
		}
	}
	if b.Match == reading.One {
		name := names[b.OrgID]
		if name == "" {
			name = p.T("reading.match.former")
		}
		add(b.OrgID, name)
	}
	for _, o := range like {
		add(o.ID, o.Full())
	}
	return append(out, ui.Option{Value: string(reading.Group), Label: p.T("reading.match.group")},
		ui.Option{Value: string(reading.Undefined), Label: p.T("reading.match.undefined")})
}

// matchBadge says whether a name has its organisation.
func matchBadge(p *i18n.Printer, b reading.Body) ui.Badge {
	if b.Match == reading.Open {
		return ui.Badge{Label: p.T("reading.match.badge_open"), Tone: ui.Warning}
	}
	return ui.Badge{}
}
