package web

import (
	"net/http"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/intake"
	"lantoa/internal/web/kit"
	portalexemplar "lantoa/internal/web/portal/exemplar"
	"lantoa/internal/web/sheets"
	staffaccount "lantoa/internal/web/staff/account"
	staffdocument "lantoa/internal/web/staff/document"
	staffexemplar "lantoa/internal/web/staff/exemplar"
	staffintake "lantoa/internal/web/staff/intake"
	staffnomination "lantoa/internal/web/staff/nomination"
	stafforg "lantoa/internal/web/staff/org"
	staffpaper "lantoa/internal/web/staff/paper"
	staffplan "lantoa/internal/web/staff/plan"
	staffreport "lantoa/internal/web/staff/report"
	staffsearch "lantoa/internal/web/staff/search"
	staffsetting "lantoa/internal/web/staff/setting"
	stafftask "lantoa/internal/web/staff/task"
	staffworklist "lantoa/internal/web/staff/worklist"
)

// Pages are the handlers of all features. Each is a struct with its services
// that knows its handlers but not their addresses' rights: those stand here.
type Pages struct {
	Portal     *portalexemplar.Pages
	Worklist   *staffworklist.Pages
	Nomination *staffnomination.Pages
	Exemplar   *staffexemplar.Pages
	Document   *staffdocument.Pages
	Paper      *staffpaper.Pages
	Plan       *staffplan.Pages
	Report     *staffreport.Pages
	Org        *stafforg.Pages
	Account    *staffaccount.Pages
	Setting    *staffsetting.Pages
	Search     *staffsearch.Pages
	Task       *stafftask.Pages
	Intake     *staffintake.Pages
	Sheets     *sheets.Exporter
}

// routes is every route of the program: method and path, handler, right. The
// right is the coarse one (access.May): what a person may do to one record, the
// service says.
func (s *site) routes(p Pages) []route {
	return slices.Concat(s.ownRoutes(), portalRoutes(p.Portal), worklistRoutes(p.Worklist, p.Search), nominationRoutes(p.Nomination),
		exemplarRoutes(p.Exemplar), documentRoutes(p.Document), paperRoutes(p.Paper), planRoutes(p.Plan), reportRoutes(p.Report), orgRoutes(p.Org), accountRoutes(p.Account), settingRoutes(p.Setting), taskRoutes(p.Task), intakeRoutes(p.Intake),
		sheetRoutes(p.Sheets, p))
}

func (s *site) ownRoutes() []route {
	return []route{
		get("/healthz", s.health, access.Public),
		get("/robots.txt", s.robots, access.Public),
		post("/ngon-ngu", s.chooseLocale, access.Public),
		get("/tai-san/", s.asset, access.Public),
	}
}

func portalRoutes(h *portalexemplar.Pages) []route {
	return []route{
		get("/{$}", h.Front, access.Public),
		get("/dien-hinh", h.List, access.Public),
		get("/dien-hinh/{id}", h.Show, access.Public),
		get("/dien-hinh/{id}/anh", h.Photo, access.Public),
		get("/dien-hinh/{id}/anh/nho", h.SmallPhoto, access.Public),
		get("/dien-hinh.rss", h.Feed, access.Public),
		get("/sitemap.xml", h.SiteMap, access.Public),
	}
}

func worklistRoutes(h *staffworklist.Pages, find *staffsearch.Pages) []route {
	return []route{
		get("/quan-ly", h.Start, access.SignedIn),
		get("/quan-ly/viec-cua-toi", h.Home, access.SignedIn),
		get("/quan-ly/tim-kiem", find.Search, access.SignedIn),
	}
}

func nominationRoutes(h *staffnomination.Pages) []route {
	return []route{
		get("/quan-ly/dot-de-nghi", h.Batches, access.NominationView),
		get("/quan-ly/dot-de-nghi/moi", h.NewBatch, access.NominationWrite),
		post("/quan-ly/dot-de-nghi/moi", h.CreateBatch, access.NominationWrite),
		get("/quan-ly/dot-de-nghi/{id}", h.ShowBatch, access.NominationView),
		post("/quan-ly/dot-de-nghi/{id}/sua", h.SaveBatch, access.NominationWrite),
		get("/quan-ly/dot-de-nghi/{id}/ho-so/moi", h.New, access.NominationWrite),
		upload("/quan-ly/dot-de-nghi/{id}/ho-so/moi", h.Create, access.NominationWrite),
		get("/quan-ly/ho-so", h.List, access.NominationView),
		get("/quan-ly/ho-so/{id}", h.Show, access.NominationView),
		get("/quan-ly/ho-so/{id}/sua", h.Edit, access.NominationWrite),
		upload("/quan-ly/ho-so/{id}/sua", h.Save, access.NominationWrite),
		upload("/quan-ly/ho-so/{id}/tep", h.Attach, access.NominationWrite),
		get("/quan-ly/ho-so/{id}/tep/{file}", h.File, access.NominationView),
		post("/quan-ly/ho-so/{id}/tep/{file}/go", h.Detach, access.NominationWrite),
		get("/quan-ly/ho-so/{id}/anh", h.Photo, access.NominationView),
		get("/quan-ly/ho-so/{id}/van-ban/{doc}", h.Document, access.NominationView),
		get("/quan-ly/ho-so/{id}/danh-gia", h.AssessForm, access.NominationAssess),
		post("/quan-ly/ho-so/{id}/danh-gia", h.Assess, access.NominationAssess),
		get("/quan-ly/buoc", h.ChooseStep, access.NominationView),
		get("/quan-ly/buoc/{step}", h.StepForm, access.NominationView),
		upload("/quan-ly/buoc/{step}", h.TakeStep, access.NominationView),
	}
}

func exemplarRoutes(h *staffexemplar.Pages) []route {
	return []route{
		get("/quan-ly/dien-hinh", h.List, access.ExemplarView),
		get("/quan-ly/dien-hinh/{id}", h.Show, access.ExemplarView),
		get("/quan-ly/dien-hinh/{id}/anh", h.Photo, access.ExemplarView),
		get("/quan-ly/dien-hinh/{id}/van-ban/{doc}", h.Document, access.ExemplarView),
		get("/quan-ly/dien-hinh/{id}/buoc/{step}", h.StepForm, access.ExemplarView),
		upload("/quan-ly/dien-hinh/{id}/buoc/{step}", h.TakeStep, access.ExemplarView),
		upload("/quan-ly/dien-hinh/{id}/dong-y", h.RecordConsent, access.ExemplarConsent),
		get("/quan-ly/dien-hinh/{id}/dong-y/{consent}/tep", h.ConsentForm, access.ExemplarView),
		get("/quan-ly/dien-hinh/{id}/dong-y/{purpose}/rut", h.WithdrawForm, access.ExemplarConsent),
		post("/quan-ly/dien-hinh/{id}/dong-y/{purpose}/rut", h.Withdraw, access.ExemplarConsent),
	}
}

func documentRoutes(h *staffdocument.Pages) []route {
	return []route{
		get("/quan-ly/van-ban", h.List, access.DocumentView),
		get("/quan-ly/van-ban/kiem-tra", h.CheckForm, access.DocumentView),
		upload("/quan-ly/van-ban/kiem-tra", h.Check, access.DocumentView),
		get("/quan-ly/van-ban/{id}/tep", h.File, access.DocumentView),
	}
}

func paperRoutes(h *staffpaper.Pages) []route {
	return []route{
		get("/quan-ly/dot-de-nghi/{id}/van-ban", h.Batch, access.PaperView),
		post("/quan-ly/dot-de-nghi/{id}/van-ban", h.MakeBatch, access.PaperWrite),
		get("/quan-ly/dot-de-nghi/{id}/van-ban/bo.zip", h.Archive, access.PaperView),
		get("/quan-ly/du-thao", h.List, access.PaperView),
		post("/quan-ly/du-thao/moi", h.Make, access.PaperWrite),
		get("/quan-ly/du-thao/{id}", h.Show, access.PaperView),
		post("/quan-ly/du-thao/{id}", h.Save, access.PaperWrite),
		get("/quan-ly/du-thao/{id}/tep/{format}", h.File, access.PaperView),
		upload("/quan-ly/du-thao/{id}/ky", h.Sign, access.PaperWrite),
		post("/quan-ly/du-thao/{id}/bo", h.Discard, access.PaperWrite),
		get("/quan-ly/mau-van-ban", h.Templates, access.PaperTemplates),
		get("/quan-ly/mau-van-ban/{kind}", h.Template, access.PaperTemplates),
		post("/quan-ly/mau-van-ban/{kind}", h.SaveTemplate, access.PaperTemplates),
	}
}

func planRoutes(h *staffplan.Pages) []route {
	return []route{
		get("/quan-ly/ke-hoach", h.List, access.PlanView),
		get("/quan-ly/ke-hoach/nhap", h.ImportForm, access.PlanManage),
		upload("/quan-ly/ke-hoach/nhap", h.Import, access.PlanManage),
		get("/quan-ly/ke-hoach/ban-doc/{id}/sua", h.Correct, access.PlanManage),
		post("/quan-ly/ke-hoach/ban-doc/{id}/sua", h.SaveDraft, access.PlanManage),
		post("/quan-ly/ke-hoach/ban-doc/{id}/bo", h.Discard, access.PlanManage),
		get("/quan-ly/ke-hoach/ban-doc/{id}/tep", h.PaperSource, access.PlanManage),
		get("/quan-ly/ke-hoach/ban-doc/{id}/ap-dung", h.AdoptForm, access.PlanManage),
		post("/quan-ly/ke-hoach/ban-doc/{id}/ap-dung", h.Adopt, access.PlanManage),
		get("/quan-ly/ke-hoach/{id}", h.Show, access.PlanView),
		get("/quan-ly/ke-hoach/{id}/tep", h.Source, access.PlanView),
		post("/quan-ly/ke-hoach/{id}/ban-moi", h.Reopen, access.PlanManage),
		get("/quan-ly/ke-hoach/{id}/phien-ban", h.Versions, access.PlanView),
		get("/quan-ly/ke-hoach/{id}/so-sanh", h.Compare, access.PlanView),
		get("/quan-ly/ke-hoach/{id}/trach-nhiem", h.Owed, access.PlanView),
	}
}

func reportRoutes(h *staffreport.Pages) []route {
	return []route{
		get("/quan-ly/bao-cao", h.List, access.ReportView),
		get("/quan-ly/bao-cao/moi", h.New, access.ReportManage),
		post("/quan-ly/bao-cao/moi", h.Create, access.ReportManage),
		get("/quan-ly/bao-cao/{id}", h.Show, access.ReportView),
		get("/quan-ly/bao-cao/{id}/so-lieu", h.Cases, access.ReportView),
		get("/quan-ly/bao-cao/{id}/tai/{kind}", h.File, access.ReportView),
		get("/quan-ly/bao-cao/{id}/sua", h.Edit, access.ReportManage),
		post("/quan-ly/bao-cao/{id}/sua", h.Save, access.ReportManage),
		post("/quan-ly/bao-cao/{id}/bo", h.Discard, access.ReportManage),
		post("/quan-ly/bao-cao/{id}/thay-the", h.Replace, access.ReportManage),
		get("/quan-ly/bao-cao/{id}/phat-hanh", h.IssueForm, access.ReportIssueRecord),
		upload("/quan-ly/bao-cao/{id}/phat-hanh", h.Issue, access.ReportIssueRecord),
		get("/quan-ly/bao-cao/{id}/da-ky", h.RecordForm, access.ReportIssueRecord),
		upload("/quan-ly/bao-cao/{id}/da-ky", h.Record, access.ReportIssueRecord),
	}
}

func orgRoutes(h *stafforg.Pages) []route {
	return []route{
		get("/quan-ly/to-chuc", h.List, access.OrgView),
		get("/quan-ly/to-chuc/moi", h.New, access.OrgManage),
		post("/quan-ly/to-chuc/moi", h.Create, access.OrgManage),
		get("/quan-ly/to-chuc/{id}", h.Show, access.OrgView),
		post("/quan-ly/to-chuc/{id}/ten", h.Rename, access.OrgManage),
		get("/quan-ly/cum-khoi", h.Blocs, access.OrgView),
	}
}

func accountRoutes(h *staffaccount.Pages) []route {
	return []route{
		get("/dang-nhap", h.SignInForm, access.Public),
		post("/dang-nhap", h.SignIn, access.Public),
		post("/dang-xuat", h.SignOut, access.Public),
		get("/quan-ly/doi-mat-khau", h.PasswordForm, access.SignedIn),
		post("/quan-ly/doi-mat-khau", h.ChangePassword, access.SignedIn),
		get("/quan-ly/phien", h.Sessions, access.SignedIn),
		post("/quan-ly/phien/ket-thuc-khac", h.EndOthers, access.SignedIn),
		post("/quan-ly/phien/{id}/ket-thuc", h.EndSession, access.SignedIn),
		get("/quan-ly/tai-khoan", h.List, access.AccountManage),
		get("/quan-ly/tai-khoan/moi", h.New, access.AccountManage),
		post("/quan-ly/tai-khoan/moi", h.Create, access.AccountManage),
		get("/quan-ly/tai-khoan/{id}", h.Show, access.AccountManage),
		post("/quan-ly/tai-khoan/{id}/vai-tro", h.Grant, access.AccountManage),
		post("/quan-ly/tai-khoan/{id}/vai-tro/{grant}/ket-thuc", h.EndGrant, access.AccountManage),
		post("/quan-ly/tai-khoan/{id}/mat-khau", h.ResetPassword, access.AccountManage),
		post("/quan-ly/tai-khoan/{id}/khoa", h.Disable, access.AccountManage),
		post("/quan-ly/tai-khoan/{id}/mo", h.Enable, access.AccountManage),
	}
}

func settingRoutes(h *staffsetting.Pages) []route {
	return []route{
		get("/quan-ly/thiet-lap", h.Show, access.SettingManage),
		post("/quan-ly/thiet-lap", h.Change, access.SettingManage),
		get("/quan-ly/thiet-lap/the-thuc", h.ShowRules, access.SettingManage),
		post("/quan-ly/thiet-lap/the-thuc", h.ChangeRules, access.SettingManage),
	}
}

func taskRoutes(h *stafftask.Pages) []route {
	return []route{
		get("/quan-ly/tac-vu", h.List, access.SignedIn),
		get("/quan-ly/tac-vu/{id}", h.Show, access.SignedIn),
		post("/quan-ly/tac-vu/{id}/dung", h.Stop, access.SignedIn),
		get("/quan-ly/tac-vu/{id}/tep", h.File, access.SignedIn),
		get("/quan-ly/hang-doi", h.Queues, access.JobManage),
		post("/quan-ly/hang-doi/{id}/thu-lai", h.Retry, access.JobManage),
		post("/quan-ly/hang-doi/{id}/bo", h.Drop, access.JobManage),
		post("/quan-ly/hang-doi/lap-chi-muc", h.Start, access.JobManage),
	}
}

// intakeRoutes are the imports: each begins at its list, under the right to change
// that, and is then its author's own.
func intakeRoutes(h *staffintake.Pages) []route {
	return []route{
		get("/quan-ly/to-chuc/nhap", h.Start(intake.Units), access.OrgManage),
		upload("/quan-ly/to-chuc/nhap", h.Upload(intake.Units), access.OrgManage),
		get("/quan-ly/to-chuc/nhap/mau.xlsx", h.Template(intake.Units), access.OrgManage),
		get("/quan-ly/tai-khoan/nhap", h.Start(intake.Accounts), access.AccountManage),
		upload("/quan-ly/tai-khoan/nhap", h.Upload(intake.Accounts), access.AccountManage),
		get("/quan-ly/tai-khoan/nhap/mau.xlsx", h.Template(intake.Accounts), access.AccountManage),
		get("/quan-ly/dot-de-nghi/{id}/nhap", h.Start(intake.Nominations), access.NominationWrite),
		upload("/quan-ly/dot-de-nghi/{id}/nhap", h.Upload(intake.Nominations), access.NominationWrite),
		get("/quan-ly/dot-de-nghi/{id}/nhap/mau.xlsx", h.Template(intake.Nominations), access.NominationWrite),
		get("/quan-ly/nhap/{id}", h.Show, access.SignedIn),
		get("/quan-ly/nhap/{id}/loi.xlsx", h.Report, access.SignedIn),
		get("/quan-ly/nhap/{id}/xac-nhan", h.Back, access.SignedIn),
		get("/quan-ly/nhap/{id}/lam-tiep", h.Back, access.SignedIn),
		get("/quan-ly/nhap/{id}/bo", h.Back, access.SignedIn),
		get("/quan-ly/nhap/{id}/mat-khau", h.Back, access.SignedIn),
		post("/quan-ly/nhap/{id}/xac-nhan", h.Confirm, access.SignedIn),
		post("/quan-ly/nhap/{id}/lam-tiep", h.Resume, access.SignedIn),
		post("/quan-ly/nhap/{id}/bo", h.Discard, access.SignedIn),
		post("/quan-ly/nhap/{id}/mat-khau", h.HandOut, access.AccountManage),
	}
}

// sheetRoutes are the lists as spreadsheets: each under its page's address with
// ".xlsx", under its page's right; posted, it begins the task that makes it.
func sheetRoutes(x *sheets.Exporter, p Pages) []route {
	return slices.Concat(
		taken(x, "/quan-ly/dot-de-nghi.xlsx", p.Nomination.BatchesSheet, access.NominationView),
		taken(x, "/quan-ly/dot-de-nghi/{id}/ho-so.xlsx", p.Nomination.BatchSheet, access.NominationView),
		taken(x, "/quan-ly/ho-so.xlsx", p.Nomination.Sheet, access.NominationView),
		taken(x, "/quan-ly/dien-hinh.xlsx", p.Exemplar.Sheet, access.ExemplarView),
		taken(x, "/quan-ly/van-ban.xlsx", p.Document.Sheet, access.DocumentView),
		taken(x, "/quan-ly/du-thao.xlsx", p.Paper.Sheet, access.PaperView),
		taken(x, "/quan-ly/to-chuc.xlsx", p.Org.Sheet, access.OrgView),
		taken(x, "/quan-ly/cum-khoi.xlsx", p.Org.BlocSheet, access.OrgView),
		taken(x, "/quan-ly/bao-cao.xlsx", p.Report.Sheet, access.ReportView),
		taken(x, "/quan-ly/bao-cao/{id}/so-lieu.xlsx", p.Report.CasesSheet, access.ReportView),
		taken(x, "/quan-ly/ke-hoach.xlsx", p.Plan.Sheet, access.PlanView),
		taken(x, "/quan-ly/ke-hoach/{id}/trach-nhiem.xlsx", p.Plan.OwedSheet, access.PlanView),
		taken(x, "/quan-ly/tim-kiem.xlsx", p.Search.Sheet, access.SignedIn),
		taken(x, "/quan-ly/viec-cua-toi.xlsx", p.Worklist.Sheet, access.SignedIn),
		taken(x, "/quan-ly/phien.xlsx", p.Account.SessionsSheet, access.SignedIn),
		taken(x, "/quan-ly/tai-khoan.xlsx", p.Account.Sheet, access.AccountManage),
	)
}

// route is one line of the table. It is made by get, post and upload only, none
// of which does without a right.
type route struct {
	pattern string
	handle  kit.Handler
	right   access.Action
	limit   int64 // of the body, in bytes
}

const (
	formLimit   = 1 << 20  // a form of text
	uploadLimit = 64 << 20 // a form with files, each of which blob bounds further
)

func get(path string, h kit.Handler, right access.Action) route {
	return route{pattern: "GET " + path, handle: h, right: right, limit: formLimit}
}

func post(path string, h kit.Handler, right access.Action) route {
	return route{pattern: "POST " + path, handle: h, right: right, limit: formLimit}
}

// taken is a list as a file, now or by a task.
func taken(x *sheets.Exporter, path string, of func(*http.Request) (sheets.Export, error), right access.Action) []route {
	return []route{get(path, x.Handler(path, of, right), right), post(path, x.Begin(path), right)}
}

// upload is a post whose form may carry files.
func upload(path string, h kit.Handler, right access.Action) route {
	return route{pattern: "POST " + path, handle: h, right: right, limit: uploadLimit}
}
