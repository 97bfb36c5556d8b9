package officialdoc

import (
	"fmt"
	"strconv"
	"strings"

	"lantoa/internal/civil"
)

// The words of the form that no document chooses (Appendix I and III).
const (
	NationalText   = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	MottoText      = "Độc lập - Tự do - Hạnh phúc"
	ToWord         = "Kính gửi:"
	RecipientsWord = "Nơi nhận:"
	AppendixWord   = "Phụ lục"
)

// Upper is a text in capitals, as letterheads and titles are written.
func Upper(s string) string { return strings.ToUpper(s) }

// Pad writes a number with a zero before it when it is below the limit.
func Pad(n, below int) string {
	if n < below {
		return fmt.Sprintf("%02d", n)
	}
	return strconv.Itoa(n)
}

// Numeral is a document's number as it is written: "05", "12"; anything that is
// no number as it is.
func (r Rules) Numeral(number string) string {
	n, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil || n < 1 {
		return strings.TrimSpace(number)
	}
	return Pad(n, r.PadBelow)
}

// Date is a day as documents write it: "ngày 05 tháng 01 năm 2026", "ngày 29
// tháng 6 năm 2026"; with room for the clerk where the day is zero.
func (r Rules) Date(day civil.Day) string {
	if day.IsZero() {
		return "ngày      tháng      năm       "
	}
	return fmt.Sprintf("ngày %s tháng %s năm %d", Pad(day.Date(), r.PadBelow), Pad(day.Month(), r.PadMonth), day.Year())
}

// NumberLine is "Số: 05/TTr-UBND", with room before the symbol where there is no
// number yet; "" for a paper without a number.
func (r Rules) NumberLine(d Document) string {
	if d.Unnumbered {
		return ""
	}
	number := r.Numeral(d.Number)
	if number == "" {
		number = "      "
	}
	return "Số: " + number + "/" + d.Symbol
}

// PlaceLine is "Lũng Cú, ngày 05 tháng 01 năm 2026"; "" for a paper that has no
// place, as minutes have none (Appendix III, 1.9).
func (r Rules) PlaceLine(d Document) string {
	if d.Place == "" {
		return ""
	}
	return d.Place + ", " + r.Date(d.Day)
}

// TitleText is the name of the document's type in capitals, "" for a letter.
func (d Document) TitleText() string {
	switch {
	case d.Title != "":
		return Upper(d.Title)
	case d.Type == Letter:
		return ""
	}
	return Upper(d.Type.Name())
}

// BasisLines are the bases as they end: each ";", the last ".".
func (d Document) BasisLines() []string { return listed(d.Bases, "") }

// ToLines are the addressees where there are two or more, as they begin and end:
// "- Bộ Nội vụ;", "- Bộ Tài chính."; a single one stands behind "Kính gửi:" as it is.
func (d Document) ToLines() []string {
	if len(d.To) < 2 {
		return d.To
	}
	return listed(d.To, "- ")
}

// RecipientLines are the recipients as they begin and end.
func (d Document) RecipientLines() []string { return listed(d.Recipients, "- ") }

func listed(items []string, before string) []string {
	out := make([]string, len(items))
	for i, s := range items {
		end := ";"
		if i == len(items)-1 {
			end = "."
		}
		s = strings.TrimLeft(strings.TrimSpace(s), "-–•+ ") // pasted as it stood in another document
		out[i] = before + strings.TrimRight(s, ";., ") + end
	}
	return out
}

// AppendixLabel is "Phụ lục", or "Phụ lục II" of a document with two or more.
func (d Document) AppendixLabel(i int) string {
	if no := d.Appendices[i].No; no > 0 {
		return d.Appendices[i].Label()
	}
	if len(d.Appendices) < 2 {
		return AppendixWord
	}
	return AppendixWord + " " + Roman(i+1)
}

// Label is "Phụ lục", or "Phụ lục II" of one that has a number.
func (a Appendix) Label() string {
	if a.No == 0 {
		return AppendixWord
	}
	return AppendixWord + " " + Roman(a.No)
}

// Reference is how the document's own appendices name it: the issuer without the
// breaks that its name has in the letterhead.
func (d Document) Reference() Reference {
	by := d.Issuer
	if d.Authority != "" {
		by = d.Authority // a decision is of whoever decides
	}
	return Reference{Type: d.Type, Symbol: d.Symbol, Issuer: strings.Join(strings.Fields(by), " ")}
}

// Text is the line below an appendix's title, its number and day left to the
// clerk, as an electronic document has it (III.1.c).
func (r Reference) Text() string {
	name := r.Type.Name()
	if name == "" {
		name = "Văn bản"
	}
	return fmt.Sprintf("(Kèm theo %s số      /%s ngày    tháng    năm      của %s)", name, r.Symbol, r.Issuer)
}

// Ended is the body with the mark that ends it behind its last text; a body that
// ends in a table or a picture has none.
func (r Rules) Ended(body []Block) []Block {
	if len(body) == 0 {
		return body
	}
	last := body[len(body)-1]
	if len(last.Runs) == 0 {
		return body
	}
	runs := append([]Run(nil), last.Runs...)
	end := &runs[len(runs)-1]
	end.Text = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(end.Text, " "), r.End), "., ;") + r.End
	last.Runs = runs
	return append(append([]Block(nil), body[:len(body)-1]...), last)
}

// Citation is a legal text as a document names it at first (Appendix I, II.6a and
// b): a law by its title alone ("Luật Thi đua, khen thưởng"), any other with its
// number, day and issuer; a day that is not known leaves room to fill in.
func (r Rules) Citation(title, number string, day civil.Day, issuer string) string {
	for _, kind := range []string{"Nghị định", "Nghị quyết", "Thông tư", "Quyết định", "Chỉ thị"} {
		rest, ok := strings.CutPrefix(title, kind+" ")
		if !ok {
			continue
		}
		on := "[ngày ban hành]"
		if !day.IsZero() {
			on = r.Date(day)
		}
		if issuer != "" {
			on += " của " + issuer
		}
		return kind + " số " + number + " " + on + " " + rest
	}
	return title
}
