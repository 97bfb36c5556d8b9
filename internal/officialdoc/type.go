package officialdoc

// Type is a type of document by its abbreviation in Appendix III.
type Type string

// The types that the program makes.
const (
	Resolution Type = "NQ"
	Decision   Type = "QĐ"
	Plan       Type = "KH"
	Report     Type = "BC"
	Minutes    Type = "BB"
	Submission Type = "TTr"
	Notice     Type = "TB"
	Invitation Type = "GM"
	Letter     Type = "" // công văn, which has no abbreviation
)

// names are the types of Appendix III with their names.
var names = map[Type]string{
	"NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định", "TC": "Thông cáo", "TB": "Thông báo",
	"HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo",
	"BB": "Biên bản", "TTr": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện", "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận",
	"GUQ": "Giấy ủy quyền", "GM": "Giấy mời", "GGT": "Giấy giới thiệu", "GNP": "Giấy nghỉ phép", "PG": "Phiếu gửi", "PC": "Phiếu chuyển",
	"PB": "Phiếu báo",
}

// Name is the type's name as it stands in running text ("Tờ trình"); "Công văn"
// for a letter, "" for a type that Appendix III does not have.
func (t Type) Name() string {
	if t == Letter {
		return "Công văn"
	}
	return names[t]
}

// Types gives the abbreviations of Appendix III with their names.
func Types() map[Type]string {
	out := make(map[Type]string, len(names))
	for t, name := range names {
		out[t] = name
	}
	return out
}
