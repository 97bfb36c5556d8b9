// Package org keeps organisations as they were on each day: names, codes and
// parents have validity, and no code is a key, for codes change their meaning
// (on 1 July 2025 forty communes took over the code of another). It also keeps
// what bodies are charged with (duties) and the emulation blocs.
//
// The seed is Hà Giang of 2021. Its bodies stay valid until a resolution is
// applied to them, which is the reorg package's work: so the demonstration runs
// on any day.
package org

import (
	"lantoa/internal/civil"
	"lantoa/internal/i18n"
)

// Kind is what sort of body it is; its words are under "org.kind.".
type Kind string

// The kinds.
const (
	Province    Kind = "province"
	District    Kind = "district"
	Commune     Kind = "commune"
	Department  Kind = "department"
	Unit        Kind = "unit" // a unit inside a department
	Party       Kind = "party"
	Front       Kind = "front"
	Mass        Kind = "mass"
	Armed       Kind = "armed"
	Justice     Kind = "justice"
	Central     Kind = "central" // a central body's branch in the province
	Association Kind = "association"
	PublicUnit  Kind = "service" // hospitals, schools, the broadcaster
	Enterprise  Kind = "enterprise"
)

// Kinds lists them in protocol order.
func Kinds() []Kind {
	return []Kind{Province, Party, Front, Mass, Department, Unit, Justice, Armed, Central, Association, PublicUnit, District, Commune, Enterprise}
}

// Org is a body with its name of a day.
type Org struct {
	ID           string
	Kind         Kind
	Assigned     bool // giao: may be urged and ranked; otherwise đề nghị
	Protocol     int  // the order of precedence
	Founded      civil.Day
	Dissolved    civil.Day
	Illustration bool
	Version      int64
	Name         string // "Ủy ban nhân dân xã Lũng Cú"
	Short        string // "UBND xã Lũng Cú"
	Place        string // "xã Lũng Cú, huyện Đồng Văn"; "" for bodies that are no place
	Abbr         string // for document symbols
}

// DutyKind is what a body is charged with.
type DutyKind string

// The duties.
const (
	Lead       DutyKind = "lead"       // chủ trì a field (III)
	Coordinate DutyKind = "coordinate" // phối hợp
	Standing   DutyKind = "standing"   // the standing office (V.5)
	Decide     DutyKind = "decide"     // the People's Committee whose Chairman decides
	Publicise  DutyKind = "publicise"  // V.2
)

// Duty is a body's charge for a time.
type Duty struct {
	ID      string
	OrgID   string
	Kind    DutyKind
	FieldID string
	Mode    string // "assigned" (giao) or "requested" (đề nghị)
	Scope   string // "điển hình thuộc lĩnh vực phụ trách"
	FromDay civil.Day
	ToDay   civil.Day
}

// Bloc is an emulation bloc (cụm, khối thi đua) with its members of a day.
type Bloc struct {
	ID           string
	Name         string
	Illustration bool
	MemberIDs    []string `db:"-"`
	HeadID       string   `db:"-"`
	MonitorID    string   `db:"-"`
}

// nameKey folds a name for matching: a trailing "tỉnh" or "tỉnh Hà Giang" says
// no more than the place where the plan was written.
func nameKey(name string) string {
	s := i18n.Fold(name)
	for _, tail := range []string{" tinh ha giang", " tinh"} {
		if len(s) > len(tail) && s[len(s)-len(tail):] == tail {
			return s[:len(s)-len(tail)]
		}
	}
	return s
}
