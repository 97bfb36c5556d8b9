package parse

// What a person is told; each says what to do, and of what is nowhere, where it
// normally stands.
const (
	msgTooLong          = "Văn bản quá dài để là một kế hoạch. Hãy tách riêng phần kế hoạch rồi đọc lại."
	msgNotText          = "Tệp không phải văn bản chữ (mã UTF-8). Hãy lưu lại thành tệp chữ rồi đọc lại."
	msgEmpty            = "Văn bản không có chữ nào. Hãy kiểm tra lại tệp."
	msgOtherPlan        = "Trích yếu và các đề mục của văn bản này không nói đến điển hình tiên tiến, nên không đọc gì từ đó. Hãy chọn tệp kế hoạch xây dựng điển hình."
	msgTooMany          = "Còn nhiều chỗ chưa rõ nữa nên không kể hết. Hãy kiểm tra đây có đúng là kế hoạch xây dựng điển hình không."
	msgNoNumber         = "Không thấy số, ký hiệu văn bản (thường ở đầu văn bản, dưới tên cơ quan ban hành). Hãy nhập theo bản gốc; nếu chưa cấp số thì để trống."
	msgBlankNumber      = "Chỗ ghi số văn bản còn để trống. Hãy nhập số khi văn bản đã được cấp số."
	msgNoDate           = "Không thấy ngày ban hành (thường ở đầu văn bản, sau địa danh). Hãy nhập theo bản gốc; nếu chưa ghi ngày thì để trống."
	msgBlankDate        = "Ngày ban hành còn để trống hoặc không có trong lịch. Hãy nhập ngày theo bản gốc khi văn bản đã được ký."
	msgDateOutside      = "Ngày ban hành cách xa giai đoạn của kế hoạch. Hãy đối chiếu ngày và giai đoạn với bản gốc."
	msgNoTitle          = "Không thấy tên loại và trích yếu của kế hoạch (thường ở giữa trang đầu, dưới chữ KẾ HOẠCH). Hãy nhập trích yếu."
	msgNoPeriod         = "Không thấy giai đoạn của kế hoạch (thường ở cuối trích yếu, ví dụ: giai đoạn 2021 - 2025). Hãy nhập năm đầu và năm cuối."
	msgPeriodOrder      = "Năm cuối của giai đoạn đứng trước năm đầu. Hãy đối chiếu với bản gốc."
	msgNoPurposes       = "Không thấy phần mục đích, yêu cầu (thường là phần I). Hãy bổ sung nếu cần."
	msgNoContents       = "Không thấy phần nội dung (thường là phần II). Hãy bổ sung nếu cần."
	msgNoFields         = "Không thấy phần các lĩnh vực và tiêu chí (thường ở giữa văn bản, sau phần nội dung). Hãy kiểm tra đây có đúng là kế hoạch xây dựng điển hình không, hoặc thêm lĩnh vực bằng tay."
	msgNoMilestones     = "Không thấy mốc thời gian thực hiện (thường ở phần thời gian hoặc tiến độ, trước phần tổ chức thực hiện). Hãy thêm mốc bằng tay."
	msgNoTasks          = "Không thấy phần tổ chức thực hiện (thường là phần cuối, trước nơi nhận). Hãy thêm nhiệm vụ của các cơ quan bằng tay."
	msgNoRecipients     = "Không thấy nơi nhận (thường ở cuối văn bản, bên trái). Hãy bổ sung nếu cần."
	msgNoSigner         = "Không thấy chức vụ và họ tên người ký (thường ở cuối văn bản, bên phải). Hãy nhập theo bản gốc."
	msgIssuer           = "Đầu văn bản không ghi tên cơ quan ban hành; đã lấy theo lời văn và trích yếu. Hãy kiểm tra lại."
	msgNoIssuer         = "Không thấy tên cơ quan ban hành (thường ở góc trên của trang đầu). Hãy nhập theo bản gốc."
	msgNoLead           = "Lĩnh vực này chưa thấy cơ quan chủ trì. Hãy chọn cơ quan chủ trì."
	msgNoCriteria       = "Lĩnh vực này chưa thấy tiêu chí. Hãy thêm tiêu chí."
	msgSubjects         = "Chưa rõ nhóm tiêu chí này dành cho ai (tập thể, cá nhân hay hộ gia đình). Hãy chọn đối tượng."
	msgNoDue            = "Chưa đọc được thời hạn của mốc này. Hãy nhập thời hạn."
	msgMilestoneOutside = "Thời hạn của mốc này nằm ngoài giai đoạn của kế hoạch. Hãy đối chiếu với bản gốc."
	msgNoAssignee       = "Chưa rõ nhiệm vụ này giao cho cơ quan nào. Hãy chọn cơ quan."
	msgSequence         = "Số thứ tự ở đây không nối tiếp số trước; có thể thiếu một mục. Hãy đối chiếu với bản gốc."
)

// unread tells of a part that is none of a plan's.
func unread(heading string) string {
	return "Phần «" + firstRunes(heading, 80) + "» không thuộc các phần đã biết nên chưa được đọc. Hãy kiểm tra."
}

// notPlan tells of a document that says it is something else.
func notPlan(kind string) string {
	return "Văn bản này là " + kind + ", không phải kế hoạch, nên không đọc gì từ đó. Hãy chọn tệp kế hoạch."
}

// sameField tells of two fields of one name.
func sameField(name string) string {
	return "Lĩnh vực «" + firstRunes(name, 80) + "» đã có ở trên. Hãy kiểm tra và gộp lại nếu trùng."
}

// itemShort tells of a criterion that may be torn off another.
func itemShort(item string) string {
	return "Tiêu chí «" + item + "» rất ngắn, có thể bị tách nhầm. Hãy kiểm tra và nối lại nếu cần."
}

// itemLong tells of a criterion that may be several.
func itemLong(item string) string {
	return "Tiêu chí «" + firstRunes(item, 60) + "…» rất dài. Hãy tách thành nhiều tiêu chí nếu cần."
}

// unknownBody tells of a lead that does not read like the name of a body.
func unknownBody(name string) string {
	return "«" + firstRunes(name, 80) + "» được giao chủ trì nhưng không giống tên một cơ quan, đơn vị. Hãy chọn đúng cơ quan."
}

// quotaSeen tells of a number of exemplars that is asked for.
func quotaSeen(text string) string {
	return "Có chỉ tiêu số lượng: «" + text + "». Hãy kiểm tra và nhập thành chỉ tiêu của các đơn vị."
}
