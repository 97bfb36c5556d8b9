// Package org keeps organisations as they were on each day: names, codes and
// parents have validity, and no code is a key, for codes change their meaning
// (on 1 July 2025 forty communes took over the code of another). It also keeps
// what bodies are charged with (duties) and the emulation blocs.
//
// The seed is Hà Giang of 2021. Its bodies stay valid until a resolution is
// applied to them, which is the reorg package's work and brings the succession
// of 1 July 2025 with it: so the demonstration runs on any day. That a commune's
// batch passes its district until 30/06/2025 is the route's date, not the
// district's end.
package org

import (
	"strings"

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

// Full is the name with the place around it, for two communes may have one name:
// "Ủy ban nhân dân xã Tả Lủng, huyện Mèo Vạc".
func (o Org) Full() string {
	if _, around, ok := strings.Cut(o.Place, ", "); ok {
		return o.Name + ", " + around
	}
	return o.Name
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

// Cluster reports a cụm, of bodies of one region, and not a khối, of bodies of one
// kind: its name says which it is.
func (b Bloc) Cluster() bool { return strings.HasPrefix(i18n.Fold(b.Name), "cum ") }
