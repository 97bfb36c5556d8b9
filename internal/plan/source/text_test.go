package source_test

import (
	"context"
	"encoding/binary"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"lantoa/internal/errs"
	"lantoa/internal/plan/source"
)

const sentence = "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc. Căn cứ Luật Thi đua, khen thưởng; ở mỗi xã chọn điển hình."

// letters are all the Vietnamese letters with marks, small.
const letters = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"

// readFine reads a text file and gives its text and the keys of its notes.
func readFine(t testing.TB, data []byte) (string, string) {
	t.Helper()
	doc, err := source.Read(context.Background(), data, "ke-hoach.txt")
	if err != nil {
		t.Fatal(err)
	}
	notes := ""
	for _, n := range doc.Notes {
		notes += n.Key
	}
	if doc.Media != source.PlainText {
		t.Errorf("read as %s", doc.Media)
	}
	return doc.Text, notes
}

// as1252 is what a program makes of bytes that it takes for Windows-1252.
func as1252(t testing.TB, b []byte) string {
	t.Helper()
	s, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(s)
}

func inUTF16(s string, order binary.ByteOrder) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		out = append(out, 0, 0)
		order.PutUint16(out[len(out)-2:], u)
	}
	return out
}

// in1258 writes letters with their tone as a character of its own, as that
// encoding has them.
func in1258(t *testing.T, s string) []byte {
	t.Helper()
	var out []byte
	for _, r := range s {
		b, err := charmap.Windows1258.NewEncoder().String(string(r))
		if err != nil {
			d := []rune(norm.NFD.String(string(r)))
			tone := string(d[len(d)-1])
			if len(d) == 3 && d[1] == '\u0323' { // the dot below comes first in canonical order
				d[1], tone = d[2], string(d[1])
			}
			b, err = charmap.Windows1258.NewEncoder().String(norm.NFC.String(string(d[:max(1, len(d)-1)])) + tone)
		}
		if err != nil {
			t.Fatalf("%q: %v", r, err)
		}
		out = append(out, b...)
	}
	return out
}

func TestText_isReadInEveryEncodingThatOfficesUsed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data []byte
		note string
	}{
		"UTF-8":                     {[]byte(sentence), ""},
		"UTF-8 with its mark":       {[]byte("\ufeff" + sentence), ""},
		"UTF-16, low byte first":    {inUTF16(sentence, binary.LittleEndian), ""},
		"UTF-16, high byte first":   {inUTF16(sentence, binary.BigEndian), ""},
		"TCVN3":                     {toTCVN3(sentence), "source.from_tcvn3"},
		"VNI":                       {toVNI(sentence), "source.from_vni"},
		"Windows-1258":              {in1258(t, sentence), "source.from_1258"},
		"TCVN3 saved as Unicode":    {[]byte(as1252(t, toTCVN3(sentence))), "source.from_tcvn3"},
		"VNI saved as Unicode":      {[]byte(as1252(t, toVNI(sentence))), "source.from_vni"},
		"TCVN3 with a look-alike":   {[]byte(strings.ReplaceAll(as1252(t, toTCVN3(sentence)), "·", "∙")), "source.from_tcvn3"},
		"VNI in decomposed letters": {[]byte(norm.NFD.String(as1252(t, toVNI(sentence)))), "source.from_vni"},
	} {
		got, note := readFine(t, c.data)
		if got != sentence || note != c.note {
			t.Errorf("%s: %q, %s", name, got, note)
		}
	}
}

func TestText_savedLetterByLetterIsRecognised(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Céng hßa x∙ héi chñ nghÜa ViÖt Nam":          "Cộng hòa xã hội chủ nghĩa Việt Nam",
		"Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam":    "Cộng hòa xã hội chủ nghĩa Việt Nam",
		"COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM":    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
		"UÛy ban nhaân daân TÆNH ÑOÀNG NAI":           "Ủy ban nhân dân TỈNH ĐỒNG NAI",
		"KÕ ho¹ch x©y dùng ®iÓn h×nh tiªn tiÕn":       "Kế hoạch xây dựng điển hình tiên tiến",
		"Kế hoạch đã là Unicode, giá trị là cà và tò": "Kế hoạch đã là Unicode, giá trị là cà và tò",
	} {
		if got, _ := readFine(t, []byte(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A capital with an accent has the code of the small letter in TCVN3. What the
// words around show to be in capitals becomes so; what a line does not show
// stays small.
func TestTCVN3_givesCapitalsBack(t *testing.T) {
	t.Parallel()
	rest := "\nViệc thực hiện kế hoạch của tỉnh được giao cho các sở."
	for _, line := range []string{
		"KẾ HOẠCH", "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG", "III. XÂY DỰNG ĐIỂN HÌNH TRÊN CÁC LĨNH VỰC", "Số: 160/KH-UBND", "Sở Nội vụ", "UBND tỉnh Hà Giang",
		"TỔ CHỨC THỰC HIỆN Ở CẤP XÃ", "Quý III/2021 Tổ chức đánh giá", "Từ năm 2021", "PHÓ CHỦ TỊCH", "Đảng bộ", "ĐẢNG BỘ", "Ông Lý Tá, ý kiến",
	} {
		got, note := readFine(t, toTCVN3(line+rest))
		if got != line+rest || note != "source.from_tcvn3" {
			t.Errorf("%q: %q", line, strings.TrimSuffix(got, rest))
		}
	}
}

func TestText_ofEveryLetterComesBackFromTheOldEncodings(t *testing.T) {
	t.Parallel()
	// A text around the letter tells the encoding; only the letter is looked at.
	before, after := "Kế hoạch xây dựng điển hình tiên tiến của tỉnh\n", "\n"
	for _, small := range letters {
		for _, r := range []rune{small, unicode.ToUpper(small)} {
			for name, data := range map[string][]byte{"TCVN3": toTCVN3(before + "x" + string(r) + after), "VNI": toVNI(before + "X" + string(r) + after)} {
				want := r
				if name == "TCVN3" && !strings.ContainsRune("ĂÂÊÔƠƯĐ", r) {
					want = small
				}
				text, _ := readFine(t, data)
				got, _ := utf8.DecodeRuneInString(text[len(before)+1:])
				if got != want {
					t.Errorf("%s: %q became %q", name, r, got)
				}
			}
		}
	}
	if n := utf8.RuneCountInString(letters); n != 67 {
		t.Errorf("%d letters", n)
	}
}

func TestText_thatIsUnicodeIsNeverChanged(t *testing.T) {
	t.Parallel()
	words := append(strings.Fields(string(read(t, plainPlan))), "plan", "exemplars", "the", "2025", "·", "©", "«", "»", "ñ", "café", "déjà", "vu", "élève", "à", "là", "và", "có", "\n", "…")
	for _, s := range []string{sentence, norm.NFD.String(sentence), "Plain English, nothing else.", "Copyright © 2020 · All rights reserved · § 5 · 20 °C", "L'élève a été très déçu par l'été à la préfecture.",
		"Là và có thì là bà, má cà cò bò hò.", "Die Größe der Maßnahmen wäre für Österreich schön.", "¿Dónde está el niño?", string(read(t, plainPlan))} {
		if got, note := readFine(t, []byte(s)); got != s || note != "" {
			t.Errorf("%q became %q (%s)", s, got, note)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		s := "x" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 60).Draw(rt, "words"), " ")
		if got, note := readFine(t, []byte(s)); got != s || note != "" {
			rt.Errorf("%q became %q (%s)", s, got, note)
		}
	})
}

func TestText_convertedIsReadAgainAsItIs(t *testing.T) {
	t.Parallel()
	for _, data := range [][]byte{toTCVN3(asTypedInTCVN3(string(read(t, plainPlan)))), toVNI(sentence), in1258(t, sentence)} {
		once, _ := readFine(t, data)
		if twice, note := readFine(t, []byte(once)); twice != once || note != "" {
			t.Errorf("%q, %s", twice, note)
		}
	}
}

func TestText_ofNoKnownEncodingIsRefusedWithTheReason(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{
		"French in Windows-1252": []byte("L'\xe9l\xe8ve a \xe9t\xe9 d\xe9\xe7u"),
		"Russian in KOI8":        []byte("\xf0\xd2\xc9\xd7\xc5\xd4 \xcd\xc9\xd2 \xf0\xcf\xcb\xc1"),
		"two words":              []byte("K\xd5 ho\xb9ch"),
	} {
		refused(t, name, data, "source.unknown_encoding")
	}
	refused(t, "broken UTF-16", []byte("\xff\xfe\x00\xd8a\x00"), "source.broken_text")
}

// refused reads what cannot be read.
func refused(t *testing.T, name string, data []byte, key string) {
	t.Helper()
	_, err := source.Read(context.Background(), data, name)
	if e := errs.As(err); e == nil || e.Kind != errs.Invalid || e.Key != key || e.Args[0] != name {
		t.Errorf("%s: %v, want %s", name, err, key)
	}
}
