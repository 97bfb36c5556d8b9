package ooxml

import "time"

func (f *File) contentTypes() []byte {
	x := &xmlWriter{}
	x.WriteString(xmlHead)
	x.open("Types", "xmlns", nsPackage+"content-types")
	for _, d := range [][2]string{{"rels", "application/vnd.openxmlformats-package.relationships+xml"}, {"xml", "application/xml"}, {"png", "image/png"}, {"jpeg", "image/jpeg"}} {
		x.empty("Default", "Extension", d[0], "ContentType", d[1])
	}
	for _, o := range [][2]string{
		{"/word/document.xml", typeWord + "document.main+xml"},
		{"/word/styles.xml", typeWord + "styles+xml"},
		{"/word/numbering.xml", typeWord + "numbering+xml"},
		{"/word/settings.xml", typeWord + "settings+xml"},
		{"/word/fontTable.xml", typeWord + "fontTable+xml"},
		{"/word/header1.xml", typeWord + "header+xml"},
		{"/word/header2.xml", typeWord + "header+xml"},
		{"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
		{"/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"},
	} {
		x.empty("Override", "PartName", o[0], "ContentType", o[1])
	}
	x.close("Types")
	return x.Bytes()
}

type relation struct{ id, kind, target string }

func relations(all []relation) []byte {
	x := &xmlWriter{}
	x.WriteString(xmlHead)
	x.open("Relationships", "xmlns", nsPackage+"relationships")
	for _, r := range all {
		x.empty("Relationship", "Id", r.id, "Type", r.kind, "Target", r.target)
	}
	x.close("Relationships")
	return x.Bytes()
}

func packageRels() []byte {
	return relations([]relation{
		{"rId1", nsRel + "/officeDocument", "word/document.xml"},
		{"rId2", nsPackage + "relationships/metadata/core-properties", "docProps/core.xml"},
		{"rId3", nsRel + "/extended-properties", "docProps/app.xml"},
	})
}

func (f *File) documentRels() []byte {
	all := []relation{
		{"rIdStyles", nsRel + "/styles", "styles.xml"},
		{"rIdNumbering", nsRel + "/numbering", "numbering.xml"},
		{"rIdSettings", nsRel + "/settings", "settings.xml"},
		{"rIdFonts", nsRel + "/fontTable", "fontTable.xml"},
		{headerRel, nsRel + "/header", "header1.xml"},
		{firstHeaderRel, nsRel + "/header", "header2.xml"},
	}
	for _, m := range f.media {
		all = append(all, relation{m.rel, nsRel + "/image", "media/" + m.name})
	}
	return relations(all)
}

func (f *File) core() []byte {
	x := &xmlWriter{}
	x.WriteString(xmlHead)
	x.open("cp:coreProperties", "xmlns:cp", nsPackage+"metadata/core-properties", "xmlns:dc", "http://purl.org/dc/elements/1.1/",
		"xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	x.text("dc:title", f.Title)
	x.text("dc:creator", f.Creator)
	x.text("dc:language", f.Defaults.Lang)
	if !f.Created.IsZero() {
		at := f.Created.UTC().Format(time.RFC3339)
		x.text("dcterms:created", at, "xsi:type", "dcterms:W3CDTF")
		x.text("dcterms:modified", at, "xsi:type", "dcterms:W3CDTF")
	}
	x.close("cp:coreProperties")
	return x.Bytes()
}

func (f *File) app() []byte {
	x := &xmlWriter{}
	x.WriteString(xmlHead)
	x.open("Properties", "xmlns", nsApp)
	x.text("Application", f.Application)
	x.close("Properties")
	return x.Bytes()
}

// settings ask Word for the layout of 2013 and later (compatibility mode 15), in
// which a table's border stands at the margin, and not to stretch a justified
// line that a break ends.
func (f *File) settings() []byte {
	x := &xmlWriter{}
	x.WriteString(xmlHead)
	x.open("w:settings", "xmlns:w", nsWord)
	x.empty("w:zoom", "w:percent", "100")
	x.value("w:defaultTabStop", decimal(f.Tab))
	x.value("w:characterSpacingControl", "doNotCompress")
	x.open("w:compat")
	x.empty("w:doNotExpandShiftReturn")
	x.empty("w:compatSetting", "w:name", "compatibilityMode", "w:uri", "http://schemas.microsoft.com/office/word", "w:val", "15")
	x.close("w:compat")
	x.empty("w:themeFontLang", "w:val", f.Defaults.Lang)
	x.value("w:decimalSymbol", ",")
	x.value("w:listSeparator", ";")
	x.close("w:settings")
	return x.Bytes()
}

func (f *File) fontTable() []byte {
	x := &xmlWriter{}
	x.WriteString(xmlHead)
	x.open("w:fonts", "xmlns:w", nsWord)
	x.open("w:font", "w:name", f.Defaults.Font)
	x.value("w:charset", "A3") // Vietnamese
	x.value("w:family", "roman")
	x.value("w:pitch", "variable")
	x.close("w:font")
	x.close("w:fonts")
	return x.Bytes()
}
