package paper

import (
	"archive/zip"
	"context"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/media"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc/docx"
	"lantoa/internal/officialdoc/pdf"
)

// Format is what a paper is written as: the ending of its file.
type Format string

// The formats. XLSX is for lists only.
const (
	DOCX Format = "docx"
	PDF  Format = "pdf"
	XLSX Format = "xlsx"
)

// Formats are what a kind of paper can be written as.
func (k Kind) Formats() []Format {
	if k == List {
		return []Format{DOCX, PDF, XLSX}
	}
	return []Format{DOCX, PDF}
}

// MediaType is the format's type of file.
func (f Format) MediaType() string {
	switch f {
	case PDF:
		return media.PDF
	case XLSX:
		return media.Sheet
	}
	return media.Word
}

// Write writes the paper; NotFound for a format that its kind does not have.
func (m Made) Write(w io.Writer, f Format) error {
	switch {
	case f == DOCX:
		return docx.Write(w, m.Rules, m.File)
	case f == PDF:
		return pdf.Write(w, m.Rules, m.File)
	case f == XLSX && m.sheaf.sort.Kind == List:
		return m.sheet(w)
	}
	return errs.New(errs.NotFound, "error.not_found")
}

// sheet is the list as a spreadsheet: numbers are numbers, days are days.
func (m Made) sheet(w io.Writer) error {
	d := m.sheaf
	x := excelize.NewFile()
	defer func() { _ = x.Close() }()
	const name = "Danh sách"
	if err := x.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	head, err := x.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Family: m.Rules.Font}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}, Border: borders()})
	if err != nil {
		return err
	}
	plain, err := x.NewStyle(&excelize.Style{Font: &excelize.Font{Family: m.Rules.Font}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, Border: borders()})
	if err != nil {
		return err
	}
	dayFormat := "dd/mm/yyyy"
	day, err := x.NewStyle(&excelize.Style{Font: &excelize.Font{Family: m.Rules.Font}, Alignment: &excelize.Alignment{Vertical: "top"}, Border: borders(), CustomNumFmt: &dayFormat})
	if err != nil {
		return err
	}
	s, err := x.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, width := range []float64{6, 14, 26, 14, 10, 9, 12, 26, 26, 34, 34, 26, 12, 14, 14, 28, 16} {
		if err := s.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	row := []any{}
	for _, h := range []string{"STT", "Mã hồ sơ", "Họ và tên, tên tập thể", "Đối tượng", "Năm sinh", "Giới tính", "Dân tộc", "Chức vụ, nghề nghiệp", "Nơi ở, nơi công tác", "Lĩnh vực",
		"Thành tích tiêu biểu", "Chỉ số", "Đơn vị tính", "Trước", "Sau", "Đơn vị đề nghị", "Ngày lập hồ sơ"} {
		row = append(row, excelize.Cell{StyleID: head, Value: h})
	}
	if err := s.SetRow("A1", row); err != nil {
		return err
	}
	for i, c := range d.cases {
		if err := s.SetRow("A"+strconv.Itoa(i+2), d.cellsOf(i+1, c, plain, day)); err != nil {
			return err
		}
	}
	if err := s.Flush(); err != nil {
		return err
	}
	return x.Write(w)
}

func borders() []excelize.Border {
	var out []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		out = append(out, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	return out
}

func (d *sheaf) cellsOf(no int, c nomination.Case, plain, day int) []any {
	var birth any
	if c.Subject.BirthYear != 0 {
		birth = c.Subject.BirthYear
	}
	var out []any
	for _, v := range []any{no, c.Ref, title(c), capital(kindText(c.Kind)), birth, sexText(c.Subject.Sex), c.Subject.Ethnicity, c.Subject.Occupation, c.Subject.Address,
		d.fieldNames(c), c.Title, c.FigureName, c.FigureUnit, number(c.FigureBefore), number(c.FigureAfter), d.orgs[c.UnitID].Name} {
		out = append(out, excelize.Cell{StyleID: plain, Value: v})
	}
	return append(out, excelize.Cell{StyleID: day, Value: civil.DayOf(c.CreatedAt).Time()})
}

// number is a figure as a number, nil where there is none.
func number(plain string) any {
	f, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return nil
	}
	return f
}

// Archive writes all papers of a batch that are not signed, each as DOCX and the list as XLSX too, as
// one ZIP. NotFound for a batch that the actor may not see or that has none.
func (s *Service) Archive(ctx context.Context, actor access.Actor, batchID string, w io.Writer) error {
	all, err := s.List(ctx, actor, Filter{BatchID: batchID})
	if err != nil {
		return err
	}
	if len(all.Rows) == 0 {
		return errs.New(errs.NotFound, "paper.not_found")
	}
	z := zip.NewWriter(w)
	for _, p := range all.Rows {
		if p.SignedID != "" {
			continue // its scan is in the register
		}
		m, err := s.File(ctx, actor, p, p.Content)
		if err != nil {
			return err
		}
		for _, f := range p.Kind.Formats() {
			if f == PDF {
				continue
			}
			part, err := z.Create(p.FileName("") + "." + string(f))
			if err != nil {
				return err
			}
			if err := m.Write(part, f); err != nil {
				return err
			}
		}
	}
	return z.Close()
}
