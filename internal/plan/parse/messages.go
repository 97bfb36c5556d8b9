package parse

// What a person is told; each says what to do.
const (
	msgTooLong      = "Văn bản quá dài để là một kế hoạch. Hãy tách riêng phần kế hoạch rồi đọc lại."
	msgNotText      = "Tệp không phải văn bản chữ (mã UTF-8). Hãy lưu lại thành tệp chữ rồi đọc lại."
	msgEmpty        = "Văn bản không có chữ nào. Hãy kiểm tra lại tệp."
	msgNoNumber     = "Không thấy số, ký hiệu văn bản. Hãy nhập theo bản gốc; nếu chưa cấp số thì để trống."
	msgNoDate       = "Không thấy ngày ban hành. Hãy nhập theo bản gốc; nếu chưa ghi ngày thì để trống."
	msgNoTitle      = "Không thấy tên loại và trích yếu của kế hoạch. Hãy nhập trích yếu."
	msgNoPeriod     = "Không thấy giai đoạn của kế hoạch (ví dụ: giai đoạn 2021 - 2025). Hãy nhập năm đầu và năm cuối."
	msgNoFields     = "Không thấy phần các lĩnh vực và tiêu chí. Hãy kiểm tra đây có đúng là kế hoạch xây dựng điển hình không, hoặc thêm lĩnh vực bằng tay."
	msgNoMilestones = "Không thấy mốc thời gian thực hiện. Hãy thêm mốc bằng tay."
	msgNoTasks      = "Không thấy phần tổ chức thực hiện. Hãy thêm nhiệm vụ của các cơ quan bằng tay."
	msgNoRecipients = "Không thấy nơi nhận. Hãy bổ sung nếu cần."
	msgNoSigner     = "Không thấy chức vụ và họ tên người ký. Hãy nhập theo bản gốc."
	msgIssuer       = "Đầu văn bản không ghi tên cơ quan ban hành; đã lấy theo lời văn và trích yếu. Hãy kiểm tra lại."
	msgNoIssuer     = "Không thấy tên cơ quan ban hành. Hãy nhập theo bản gốc."
	msgNoLead       = "Lĩnh vực này chưa thấy cơ quan chủ trì. Hãy chọn cơ quan chủ trì."
	msgNoCriteria   = "Lĩnh vực này chưa thấy tiêu chí. Hãy thêm tiêu chí."
	msgSubjects     = "Chưa rõ nhóm tiêu chí này dành cho ai (tập thể, cá nhân hay hộ gia đình). Hãy chọn đối tượng."
	msgNoDue        = "Chưa đọc được thời hạn của mốc này. Hãy nhập thời hạn."
	msgNoAssignee   = "Chưa rõ nhiệm vụ này giao cho cơ quan nào. Hãy chọn cơ quan."
	msgNoPurposes   = "Không thấy phần mục đích, yêu cầu. Hãy bổ sung nếu cần."
	msgNoContents   = "Không thấy phần nội dung. Hãy bổ sung nếu cần."
	msgSequence     = "Số thứ tự ở đây không nối tiếp số trước; có thể thiếu một mục. Hãy đối chiếu với bản gốc."
	msgPeriodOrder  = "Năm cuối của giai đoạn đứng trước năm đầu. Hãy đối chiếu với bản gốc."
)

// unread tells of a part that is none of a plan's.
func unread(heading string) string {
	return "Phần «" + firstRunes(heading, 80) + "» không thuộc các phần đã biết nên chưa được đọc. Hãy kiểm tra."
}

// notPlan tells of a document that says it is something else.
func notPlan(kind string) string {
	return "Văn bản này là " + kind + ", không phải kế hoạch, nên không đọc gì từ đó. Hãy chọn tệp kế hoạch."
}
