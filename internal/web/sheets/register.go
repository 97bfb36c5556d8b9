package sheets

import (
	"context"
	"regexp"

	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/web/kit"
)

// register notes who took a list, once its file is there to be answered.
func (x *Exporter) register(ctx context.Context, e Export, rows int) error {
	entry := taking(e, rows)
	return x.db.Write(ctx, func(tx *db.Tx) error { return audit.Write(ctx, tx, entry) })
}

// code is the form of a filter's value that names nobody: a code or an id.
var code = regexp.MustCompile(`^[a-z0-9_-]{1,40}$`)

// namesNobody reports a filter of the lists with a value of the form that it has:
// a code of the program or an id.
func namesNobody(filter, value string) bool {
	switch filter {
	case "loai", "trang-thai", "cap", "linh-vuc", "danh-sach", "buoc", "thu-tu", "ve", "cong":
		return code.MatchString(value)
	case "don-vi", "dot", "ke-hoach":
		return kit.IsID(value)
	}
	return false
}

// taking is the entry of who took which list, with which filters, and how many
// rows. What was typed may be a name, so it goes where it can be erased, and so
// does all that is no filter of a list.
func taking(e Export, rows int) audit.Entry {
	codes, typed := map[string]string{}, map[string]string{}
	for name := range e.query {
		value := e.query.Get(name)
		if namesNobody(name, value) {
			codes[name] = value
		} else if value != "" {
			typed[name] = value
		}
	}
	return audit.Entry{ActorID: e.actor, Action: "list.export", Entity: "export", EntityID: db.NewID(), Version: 1,
		Meta: struct {
			List    string            `json:"list"`
			Rows    int               `json:"rows"`
			Filters map[string]string `json:"filters,omitempty"`
		}{e.Name, rows, codes},
		Detail: struct {
			Typed map[string]string `json:"typed,omitempty"`
		}{typed}}
}
