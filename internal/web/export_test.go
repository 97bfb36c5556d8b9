package web

import (
	"reflect"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/web/sheets"
)

// Line is a route as tests see it.
type Line struct {
	Method, Path string
	Right        access.Action
	Limit        int64
}

// Table is every route of the program, whichever features are wired.
func Table() []Line {
	var pages Pages
	fields := reflect.ValueOf(&pages).Elem()
	for i := range fields.NumField() {
		if f := fields.Field(i); f.Kind() == reflect.Pointer {
			f.Set(reflect.New(f.Type().Elem()))
		}
	}
	pages.Sheets = sheets.New(nil)
	var out []Line
	for _, r := range (&site{}).routes(pages) {
		method, path, _ := strings.Cut(r.pattern, " ")
		out = append(out, Line{method, path, r.right, r.limit})
	}
	return out
}
