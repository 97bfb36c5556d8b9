package docx_test

import (
	"path"
	"slices"
	"strings"
	"testing"
)

// orders are the children of elements in the order in which the schema of
// ECMA-376 (transitional) has them; Word refuses a file that has another.
var orders = map[string]string{
	"w:pPr":         "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
	"w:rPr":         "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
	"w:tblPr":       "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
	"w:tcPr":        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
	"w:sectPr":      "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
	"w:style":       "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
	"w:lvl":         "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
	"w:abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
	"w:num":         "abstractNumId lvlOverride",
	"w:lvlOverride": "startOverride lvl",
	"w:numbering":   "numPicBullet abstractNum num",
	"w:numPr":       "ilvl numId",
	"w:pBdr":        "top left bottom right between bar",
	"w:tblBorders":  "top left bottom right insideH insideV",
	"w:tblCellMar":  "top left bottom right",
	"w:tbl":         "tblPr tblGrid tr",
	"w:tr":          "trPr tc",
	"w:docDefaults": "rPrDefault pPrDefault",
	"w:styles":      "docDefaults latentStyles style",
	"w:settings":    "writeProtection view zoom mirrorMargins defaultTabStop autoHyphenation evenAndOddHeaders characterSpacingControl compat docVars rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
	"w:compat":      "doNotExpandShiftReturn compatSetting",
	"w:font":        "altName panose1 charset family notTrueType pitch sig",
}

// inOrder finds elements whose children the schema does not have, or not there.
func inOrder(t fataler, part string, n *node) {
	if order, known := orders[n.name]; known {
		names, last := strings.Fields(order), -1
		for _, k := range n.kids {
			at := slices.Index(names, strings.TrimPrefix(k.name, "w:"))
			if at < 0 {
				t.Errorf("%s: %s holds %s, which the schema does not know there", part, n.name, k.name)
			} else if at < last {
				t.Errorf("%s: in %s the schema has %s before %s", part, n.name, k.name, names[last])
			}
			last = max(last, at)
		}
	}
	for i, k := range n.kids {
		if (k.name == "w:pPr" && n.name == "w:p" || k.name == "w:rPr" && n.name == "w:r" || k.name == "w:tcPr") && i != 0 {
			t.Errorf("%s: %s is not the first of %s", part, k.name, n.name)
		}
		inOrder(t, part, k)
	}
}

// valid fails on what Word would complain of, and gives the body.
func valid(t fataler, raw []byte) (body *node, all map[string][]byte) {
	t.Helper()
	all = parts(t, raw)
	trees := map[string]*node{}
	for name, data := range all {
		if path.Ext(name) == ".xml" || path.Ext(name) == ".rels" {
			trees[name] = tree(t, data)
			inOrder(t, name, trees[name])
		}
	}
	relationsHold(t, trees, all)
	body = trees["word/document.xml"].kid("w:body")
	referencesHold(t, trees, body)
	tablesHold(t, body)
	if len(body.kids) == 0 || body.kids[len(body.kids)-1].name != "w:sectPr" {
		t.Errorf("the body does not end with its section")
	}
	return body, all
}

// relationsHold checks that every part has a type, that every relation leads to a
// part, and that whatever the document names is among its relations.
func relationsHold(t fataler, trees map[string]*node, all map[string][]byte) {
	types := map[string]bool{}
	for _, o := range trees["[Content_Types].xml"].kids {
		types[o.attrs["PartName"]] = true
		if o.name == "Default" {
			types["."+o.attrs["Extension"]] = true
		}
	}
	for name := range all {
		ext := path.Ext(name)
		if name != "[Content_Types].xml" && !types["/"+name] && (ext == ".xml" || !types[ext]) {
			t.Errorf("%s has no content type", name)
		}
	}
	ids := map[string]bool{}
	for file, base := range map[string]string{"_rels/.rels": "", "word/_rels/document.xml.rels": "word"} {
		for _, r := range trees[file].kids {
			if _, there := all[path.Join(base, r.attrs["Target"])]; !there {
				t.Errorf("%s leads to %s, which there is not", file, r.attrs["Target"])
			}
			if base != "" && ids[r.attrs["Id"]] {
				t.Errorf("the relation %s stands twice", r.attrs["Id"])
			}
			ids[r.attrs["Id"]] = ids[r.attrs["Id"]] || base != ""
		}
	}
	var named func(*node)
	named = func(n *node) {
		for _, a := range []string{"r:id", "r:embed"} {
			if id := n.attrs[a]; id != "" && !ids[id] {
				t.Errorf("%s names the relation %s, which there is not", n.name, id)
			}
		}
		for _, k := range n.kids {
			named(k)
		}
	}
	named(trees["word/document.xml"])
}

// referencesHold checks styles, lists and drawings by their ids.
func referencesHold(t fataler, trees map[string]*node, body *node) {
	styles, names, nums, drawings := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range trees["word/styles.xml"].all("w:style") {
		id := s.attrs["w:styleId"]
		if styles[id] || names[s.val("w:name")] || strings.ContainsAny(s.val("w:name"), ",;") {
			t.Errorf("the style %s (%s) stands twice, or its name is several", id, s.val("w:name"))
		}
		styles[id], names[s.val("w:name")] = true, true
	}
	for _, n := range trees["word/numbering.xml"].all("w:num") {
		nums[n.attrs["w:numId"]] = true
	}
	check := func(root *node, element string, known map[string]bool) {
		for _, n := range root.all(element) {
			if !known[n.attrs["w:val"]] {
				t.Errorf("%s names %q, which there is not", element, n.attrs["w:val"])
			}
		}
	}
	for _, root := range []*node{body, trees["word/styles.xml"], trees["word/numbering.xml"], trees["word/header1.xml"]} {
		for _, element := range []string{"w:pStyle", "w:tblStyle", "w:basedOn", "w:next"} {
			check(root, element, styles)
		}
		check(root, "w:numId", nums)
	}
	for _, d := range body.all("wp:docPr") {
		if drawings[d.attrs["id"]] || d.attrs["descr"] == "" {
			t.Errorf("the drawing %s stands twice or has no words", d.attrs["id"])
		}
		drawings[d.attrs["id"]] = true
	}
}

// tablesHold checks that rows fill their grid, that cells end in a paragraph and
// that no two tables stand together.
func tablesHold(t fataler, n *node) {
	for i, k := range n.kids {
		if k.name == "w:tbl" {
			if i+1 == len(n.kids) || n.kids[i+1].name != "w:p" {
				t.Errorf("no paragraph follows a table")
			}
			columns := len(k.kid("w:tblGrid").kids)
			for _, row := range k.kids {
				if row.name == "w:tr" && covered(row) != columns {
					t.Errorf("a row covers %d of %d columns", covered(row), columns)
				}
			}
		}
		if k.name == "w:tc" && (len(k.kids) < 2 || k.kids[len(k.kids)-1].name != "w:p") {
			t.Errorf("a cell does not end in a paragraph")
		}
		tablesHold(t, k)
	}
}

func covered(row *node) int {
	total := 0
	for _, c := range row.kids {
		if c.name != "w:tc" {
			continue
		}
		total++
		if span := c.val("w:tcPr", "w:gridSpan"); span != "" {
			total += number(span) - 1
		}
	}
	return total
}

func number(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}

func TestWrite_makesPartsAsWordWantsThem(t *testing.T) {
	t.Parallel()
	for name, f := range samples(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			valid(t, written(t, f))
		})
	}
}
