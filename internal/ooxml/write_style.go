package ooxml

// StyleDef is a style of paragraphs: the name that Word shows, and the ASCII id
// that paragraphs name it by.
type StyleDef struct {
	ID, Name string
	Based    string // id; "" for the style that is the default
	Next     string // id of the style of the paragraph that is typed after one
	Para     ParaProps
	Run      RunProps
}

// TableStyleDef is a style of tables.
type TableStyleDef struct {
	ID, Name string
	Grid     *Line
	Margin   Margin
}

func (f *File) writeStyles() []byte {
	x := &xmlWriter{}
	x.WriteString(xmlHead)
	x.open("w:styles", "xmlns:w", nsWord)
	x.open("w:docDefaults")
	x.open("w:rPrDefault")
	f.Defaults.write(x)
	x.close("w:rPrDefault")
	x.empty("w:pPrDefault")
	x.close("w:docDefaults")
	for _, s := range f.Styles {
		s.write(x)
	}
	x.WriteString(builtIn)
	for _, s := range f.TableStyles {
		s.write(x)
	}
	x.close("w:styles")
	return x.Bytes()
}

// builtIn are the styles that Word takes for granted beside the paragraphs' own.
const builtIn = `<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>` +
	`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
	`<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>`

func (s StyleDef) write(x *xmlWriter) {
	isDefault, custom := "", "1"
	if s.Based == "" {
		isDefault, custom = "1", ""
	}
	x.open("w:style", "w:type", "paragraph", "w:default", isDefault, "w:customStyle", custom, "w:styleId", s.ID)
	x.value("w:name", s.Name)
	x.value("w:basedOn", s.Based)
	x.value("w:next", s.Next)
	x.empty("w:qFormat")
	s.Para.write(x)
	s.Run.write(x)
	x.close("w:style")
}

func (s TableStyleDef) write(x *xmlWriter) {
	x.open("w:style", "w:type", "table", "w:customStyle", "1", "w:styleId", s.ID)
	x.value("w:name", s.Name)
	x.value("w:basedOn", "TableNormal")
	x.empty("w:qFormat")
	x.open("w:tblPr")
	s.Grid.writeGrid(x)
	s.Margin.write(x)
	x.close("w:tblPr")
	x.close("w:style")
}
