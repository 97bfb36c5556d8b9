package report

import (
	"regexp"
	"slices"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/officialdoc"
)

// Reading is a text with its fields filled in.
type Reading struct {
	Words   []Word
	Body    []officialdoc.Block
	Unknown []string // names in braces that there are not
	Misused []string // names of tables and charts that stand within a line
	Places  int      // places in square brackets, left for a person to fill in
}

// Faultless reports a text that can be issued: every field is one, and nothing is
// left to be filled in.
func (r Reading) Faultless() bool { return len(r.Unknown)+len(r.Misused)+r.Places == 0 }

// Read fills in the text. Blocks are drawn as the document has them, pictures too.
func (c Content) Read(rules officialdoc.Rules, text string) (Reading, error) {
	blocks, err := c.blocks()
	if err != nil {
		return Reading{}, err
	}
	return c.read(rules, text, blocks, func(w Word) string { return w.Value }), nil
}

func (c Content) blocks() (map[string][]officialdoc.Block, error) {
	out := map[string][]officialdoc.Block{namedField: c.namedBlocks()}
	for name, t := range c.Tables() {
		out[name] = t.Blocks()
	}
	for name, chart := range c.Charts() {
		picture, err := chart.Picture()
		if err != nil {
			return nil, err
		}
		out[name] = []officialdoc.Block{picture}
	}
	return out, nil
}

// Tables are the tables by the names of their fields.
func (c Content) Tables() map[string]Table {
	return map[string]Table{byField: FieldTable(c.Frame, c.Cases, c.Period), byLevel: LevelTable(c.Cases, c.Period), byShare: ShareTable(c.Cases, c.Period),
		byMilestone: DutyTable(c.Frame, c.Cases, c.Period)}
}

// Charts are the charts by the names of their fields.
func (c Content) Charts() map[string]Chart {
	return map[string]Chart{chartField: FieldChart(c.Frame, c.Cases, c.Period), chartStage: StageChart(c.Cases, c.Period)}
}

func (c Content) read(rules officialdoc.Rules, text string, blocks map[string][]officialdoc.Block, say func(Word) string) Reading {
	out := Reading{Words: c.Words(rules), Places: len(officialdoc.Gaps(text))}
	if c.unnamed() && slices.Contains(officialdoc.Names(text), namedField) {
		out.Places++
	}
	f := officialdoc.Fields{Words: map[string]string{}, Blocks: blocks}
	for _, w := range out.Words {
		f.Words[w.Name] = say(w)
	}
	got := officialdoc.Read(text, f)
	for _, b := range got.Bases { // a report has none: what reads as one is a sentence
		if !strings.HasSuffix(b, ":") {
			b += "."
		}
		out.Body = append(out.Body, officialdoc.Text(officialdoc.ParagraphBlock, b))
	}
	out.Body = append(out.Body, got.Body...)
	for _, name := range got.Unknown {
		if _, block := blocks[name]; block {
			out.Misused = append(out.Misused, name)
		} else {
			out.Unknown = append(out.Unknown, name)
		}
	}
	return out
}

// checkNames adds the fault of a text with a name in braces that there is not, or
// with a table or chart inside a line.
func checkNames(bad *errs.Error, text string) {
	var c Content
	blocks := map[string][]officialdoc.Block{}
	for _, name := range BlockNames() {
		blocks[name] = []officialdoc.Block{{Kind: officialdoc.TableBlock}}
	}
	got := c.read(officialdoc.Rules{}, text, blocks, func(Word) string { return "" })
	if len(got.Unknown) > 0 {
		bad.WithField("text", "report.unknown", strings.Join(got.Unknown, ", "))
	}
	if len(got.Misused) > 0 {
		bad.WithField("text", "report.misused", strings.Join(got.Misused, ", "))
	}
}

// Piece is a part of a report as a page shows it: running text in which figures
// lead to what they count, or a table, or a chart.
type Piece struct {
	Label string // "I.", "a)"
	Kind  officialdoc.BlockKind
	Spans []Span
	Table *Table
	Chart *Chart
}

// Span is a stretch of text; a figure has what it counts, and a place that is
// left to be filled in is Open.
type Span struct {
	Text   string
	Filter *Filter
	Open   bool
}

// Marks around a figure in a text that is read for a page; nobody can type them.
const (
	figureStart = "\x01"
	figureName  = "\x02"
	figureEnd   = "\x03"
)

// Preview reads the text for a page.
func (c Content) Preview(rules officialdoc.Rules, text string) ([]Piece, Reading) {
	blocks := map[string][]officialdoc.Block{namedField: c.namedBlocks()}
	tables, charts := c.Tables(), c.Charts()
	for _, name := range BlockNames() {
		if name != namedField {
			blocks[name] = []officialdoc.Block{{Kind: officialdoc.TableBlock, Title: name}}
		}
	}
	got := c.read(rules, text, blocks, func(w Word) string {
		if w.Filter == nil {
			return w.Value
		}
		return figureStart + w.Name + figureName + w.Value + figureEnd
	})
	filters := map[string]*Filter{}
	for _, w := range got.Words {
		filters[w.Name] = w.Filter
	}
	var out []Piece
	for _, b := range officialdoc.Count(got.Body) {
		p := Piece{Label: b.Label(), Kind: b.Kind}
		if t, ok := tables[b.Title]; ok && b.Kind == officialdoc.TableBlock {
			p.Table = &t
		} else if chart, ok := charts[b.Title]; ok && b.Kind == officialdoc.TableBlock {
			p.Kind, p.Chart = officialdoc.PictureBlock, &chart
		}
		if b.Title != "" && p.Table == nil && p.Chart == nil {
			p.Spans = append(p.Spans, spans(b.Title, filters)...)
		}
		for _, run := range b.Runs {
			p.Spans = append(p.Spans, spans(run.Text, filters)...)
		}
		out = append(out, p)
	}
	return out, got
}

var pieceMark = regexp.MustCompile(figureStart + `([^` + figureName + `]*)` + figureName + `([^` + figureEnd + `]*)` + figureEnd + `|` + officialdoc.GapPattern)

func spans(text string, filters map[string]*Filter) []Span {
	var out []Span
	at := 0
	for _, m := range pieceMark.FindAllStringSubmatchIndex(text, -1) {
		if m[0] > at {
			out = append(out, Span{Text: text[at:m[0]]})
		}
		if m[2] >= 0 {
			out = append(out, Span{Text: text[m[4]:m[5]], Filter: filters[text[m[2]:m[3]]]})
		} else {
			out = append(out, Span{Text: text[m[0]:m[1]], Open: true})
		}
		at = m[1]
	}
	if at < len(text) {
		out = append(out, Span{Text: text[at:]})
	}
	return out
}
