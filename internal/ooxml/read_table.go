package ooxml

// tableProps is what a table says of itself.
type tableProps struct {
	Style   *value      `xml:"tblStyle"`
	Borders *tableLines `xml:"tblBorders"`
	Margins *margins    `xml:"tblCellMar"`
}

// margins are what a cell leaves free at its sides.
type margins struct {
	Left  *width `xml:"left"`
	Start *width `xml:"start"`
	Right *width `xml:"right"`
	End   *width `xml:"end"`
}

type width struct {
	W string `xml:"w,attr"`
}

// over are the margins where they say something, else those before.
func (m *margins) over(left, right float64) (float64, float64) {
	if m == nil {
		return left, right
	}
	for _, v := range []*width{m.Left, m.Start} {
		if v != nil {
			left = points(v.W)
		}
	}
	for _, v := range []*width{m.Right, m.End} {
		if v != nil {
			right = points(v.W)
		}
	}
	return left, right
}

// tableLines are the lines of a table or a cell.
type tableLines struct {
	Top     *value `xml:"top"`
	Bottom  *value `xml:"bottom"`
	Left    *value `xml:"left"`
	Right   *value `xml:"right"`
	InsideH *value `xml:"insideH"`
	InsideV *value `xml:"insideV"`
}

// drawn reports a line that is there.
func (v *value) drawn() bool { return v != nil && v.Val != "" && v.Val != "nil" && v.Val != "none" }

func (l *tableLines) any() bool {
	return l != nil && (l.Top.drawn() || l.Bottom.drawn() || l.Left.drawn() || l.Right.drawn() || l.InsideH.drawn() || l.InsideV.drawn())
}

type rowProps struct {
	Head      *value `xml:"tblHeader"`
	CantSplit *value `xml:"cantSplit"`
}

type cellProps struct {
	Width *struct {
		W    string `xml:"w,attr"`
		Type string `xml:"type,attr"`
	} `xml:"tcW"`
	Merge   *value      `xml:"vMerge"`
	Borders *tableLines `xml:"tcBorders"`
	Margins *margins    `xml:"tcMar"`
}

// tableFrame is a table around the place that is read.
type tableFrame struct {
	style       string
	left, right float64 // margins of its cells
}

func (r *reader) tableStyle() string {
	if len(r.tables) == 0 {
		return ""
	}
	return r.tables[len(r.tables)-1].style
}

// enter begins a table of a style.
func (r *reader) enter(style string) tableFrame {
	f := tableFrame{style: style}
	for _, st := range r.styles.chain(style) {
		f.left, f.right = st.Margins.over(f.left, f.right)
	}
	return f
}

func (r *reader) grid(to *[]Piece) error {
	if err := r.node(); err != nil {
		return err
	}
	g := &Grid{}
	r.tables = append(r.tables, r.enter(r.styles.tableDefault))
	defer func() { r.tables = r.tables[:len(r.tables)-1] }()
	lines := false
	if err := r.rows(g, &lines); err != nil {
		return err
	}
	if lines {
		for i := range g.Rows {
			for j := range g.Rows[i].Cells {
				g.Rows[i].Cells[j].Borders = true
			}
		}
	}
	*to = append(*to, Piece{Grid: g})
	return nil
}

func (r *reader) rows(g *Grid, lines *bool) error {
	return r.xml.each(func(e element) error {
		switch e.word() {
		case "tblPr":
			var props tableProps
			if err := r.xml.into(e, &props); err != nil {
				return err
			}
			f := &r.tables[len(r.tables)-1]
			if props.Style != nil {
				*f = r.enter(props.Style.Val)
			}
			f.left, f.right = props.Margins.over(f.left, f.right)
			*lines = props.Borders.any() || props.Borders == nil && r.styles.lined(r.tableStyle())
			return nil
		case "tr":
			row := GridRow{}
			if err := r.cells(&row); err != nil {
				return err
			}
			g.Rows = append(g.Rows, row)
			return r.node()
		case "sdt", "sdtContent", "customXml", "ins":
			return r.rows(g, lines)
		}
		return r.xml.skip()
	})
}

func (r *reader) cells(row *GridRow) error {
	return r.xml.each(func(e element) error {
		switch e.word() {
		case "trPr":
			var props rowProps
			if err := r.xml.into(e, &props); err != nil {
				return err
			}
			row.Head, row.CantSplit = props.Head.on(), props.CantSplit.on()
			return nil
		case "tc":
			cell := GridCell{}
			if err := r.cell(&cell); err != nil {
				return err
			}
			row.Cells = append(row.Cells, cell)
			return r.node()
		case "sdt", "sdtContent", "customXml":
			return r.cells(row)
		}
		return r.xml.skip()
	})
}

// cell reads a cell; its settings stand before its content.
func (r *reader) cell(c *GridCell) error {
	return r.cellParts(c, func(e element) error {
		var props cellProps
		if err := r.xml.into(e, &props); err != nil {
			return err
		}
		if props.Width != nil && (props.Width.Type == "dxa" || props.Width.Type == "") {
			f := r.tables[len(r.tables)-1]
			left, right := props.Margins.over(f.left, f.right)
			c.Width = max(points(props.Width.W)-left-right, 0)
		}
		c.Joined = props.Merge != nil && props.Merge.Val != "restart"
		if b := props.Borders; b != nil {
			c.Top, c.Bottom, c.Borders = b.Top.drawn(), b.Bottom.drawn(), b.any()
		}
		return nil
	})
}

func (r *reader) cellParts(c *GridCell, settings func(element) error) error {
	return r.xml.each(func(e element) error {
		switch e.word() {
		case "tcPr":
			return settings(e)
		case "p":
			return r.para(&c.Body)
		case "tbl":
			return r.grid(&c.Body)
		case "sdt", "sdtContent", "customXml", "ins", "moveTo":
			return r.pieces(&c.Body)
		case "AlternateContent":
			return r.alternate(func() int { return len(c.Body) }, func() error { return r.pieces(&c.Body) })
		}
		return r.xml.skip()
	})
}
