package check_test

import (
	"testing"

	"lantoa/internal/apptest/sample"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/check"
)

// plainDocument is the least of a document of a type.
func plainDocument(kind officialdoc.Type) officialdoc.Document {
	d := officialdoc.Document{
		Type: kind, Parent: "UBND tỉnh Hà Giang", Issuer: "Sở Nội vụ", Number: "7", Symbol: string(kind) + "-SNV", Place: "Hà Giang", Day: "2026-02-03", Summary: "Về công tác thi đua, khen thưởng",
		Body:       []officialdoc.Block{text(officialdoc.ParagraphBlock, sample.Long), text(officialdoc.ClauseBlock, "Việc thứ nhất."), text(officialdoc.PointBlock, "Phần a;"), text(officialdoc.PointBlock, "Phần b.")},
		Signatures: []officialdoc.Signature{{Authority: []string{"KT. Giám đốc", "Phó Giám đốc"}, Name: "Đỗ Thái Hòa"}},
		Recipients: []string{"Như trên", "Lưu: VT, TĐKT"},
	}
	switch kind {
	case officialdoc.Submission, officialdoc.Letter:
		d.To = []string{"Ủy ban nhân dân tỉnh Hà Giang"}
	case officialdoc.Decision, officialdoc.Resolution:
		d.Authority, d.Bases = "Giám đốc Sở Nội vụ", []string{"Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"}
	}
	if kind == officialdoc.Letter {
		d.Symbol, d.Summary = "SNV-TĐKT", "công tác thi đua, khen thưởng"
	}
	return d
}

func TestDocument_findsNothingInADocumentOfAnyType(t *testing.T) {
	t.Parallel()
	kinds := []officialdoc.Type{officialdoc.Letter}
	for kind := range officialdoc.Types() {
		kinds = append(kinds, kind)
	}
	for _, kind := range kinds {
		for _, edit := range []func(*officialdoc.Document){
			func(*officialdoc.Document) {},
			func(d *officialdoc.Document) { d.Number, d.Day, d.Parent = "", "", "" },
			func(d *officialdoc.Document) {
				d.Body[0] = text(officialdoc.ParagraphBlock, "Có hai Phụ lục kèm theo.")
				sheet := officialdoc.Appendix{Title: "Danh sách", Body: []officialdoc.Block{text(officialdoc.ParagraphBlock, sample.Long)}}
				d.Appendices = []officialdoc.Appendix{sheet, sheet}
			},
		} {
			d := plainDocument(kind)
			edit(&d)
			found, err := check.Document(rules(t), written(t, officialdoc.Of("", d)), "a.docx")
			if err != nil || len(found) > 0 {
				t.Errorf("%s: %v\n%s", kind.Name(), err, shown(found))
			}
		}
	}
}
