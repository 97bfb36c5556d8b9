// Package media names the types of the documents that come in and go out.
package media

// The media types.
const (
	PDF      = "application/pdf"
	Word     = "application/vnd.openxmlformats-officedocument.wordprocessingml.document" // .docx
	Sheet    = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"       // .xlsx
	OldWord  = "application/msword"                                                      // .doc
	OldSheet = "application/vnd.ms-excel"                                                // .xls
)
