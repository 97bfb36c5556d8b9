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

// Link is the address of the cases that a filter chooses; nil in files, whose
// figures lead nowhere.
type Link func(Filter) string

// Read fills in the text. Tables and charts that it names are drawn, pictures too;
// with a link every figure leads to what it counts.
func (c Content) Read(rules officialdoc.Rules, text string, link Link) (Reading, error) {
	blocks, err := c.blocks(officialdoc.Names(text), link)
	if err != nil {
		return Reading{}, err
	}
	return c.read(rules, text, blocks, link), nil
}

// Check reads the text for its faults alone and draws nothing.
func (c Content) Check(rules officialdoc.Rules, text string) Reading {
	blocks := map[string][]officialdoc.Block{}
	for _, name := range BlockNames() {
		blocks[name] = []officialdoc.Block{{Kind: officialdoc.TableBlock}}
	}
	return c.read(rules, text, blocks, nil)
}

// blocks draws the tables, charts and lists among the names.
func (c Content) blocks(names []string, link Link) (map[string][]officialdoc.Block, error) {
	out := map[string][]officialdoc.Block{}
	for _, name := range names {
		switch name {
		case byField:
			out[name] = FieldTable(c.Frame, c.Cases, c.Period).Blocks(link)
		case byLevel:
			out[name] = LevelTable(c.Cases, c.Period).Blocks(link)
		case byShare:
			out[name] = ShareTable(c.Cases, c.Period).Blocks(link)
		case byMilestone:
			out[name] = DutyTable(c.Frame, c.Cases, c.Period).Blocks(link)
		case chartField, chartStage:
			chart := StageChart(c.Cases, c.Period)
			if name == chartField {
				chart = FieldChart(c.Frame, c.Cases, c.Period)
			}
			picture, err := chart.Picture()
			if err != nil {
				return nil, err
			}
			out[name] = []officialdoc.Block{picture}
		case namedField:
			out[name] = c.namedBlocks()
		}
	}
	return out, nil
}

func (c Content) read(rules officialdoc.Rules, text string, blocks map[string][]officialdoc.Block, link Link) Reading {
	out := Reading{Words: c.Words(rules), Places: len(officialdoc.Gaps(text))}
	if c.unnamed() && slices.Contains(officialdoc.Names(text), namedField) {
		out.Places++
	}
	f := officialdoc.Fields{Words: map[string]string{}, Blocks: blocks}
	for _, w := range out.Words {
		f.Words[w.Name] = w.Value
		if link != nil && w.Filter != nil {
			f.Words[w.Name] = figureStart + link(*w.Filter) + figureText + w.Value + figureEnd
		}
	}
	got := officialdoc.Read(text, f)
	for _, b := range got.Bases { // a report has none: what reads as one is a sentence
		if !strings.HasSuffix(b, ":") {
			b += "."
		}
		out.Body = append(out.Body, officialdoc.Text(officialdoc.ParagraphBlock, b))
	}
	out.Body = append(out.Body, got.Body...)
	if link != nil {
		for i := range out.Body {
			out.Body[i] = linked(out.Body[i])
		}
	}
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
	got := Content{}.Check(officialdoc.Rules{}, text)
	if len(got.Unknown) > 0 {
		bad.WithField("text", "report.unknown", strings.Join(got.Unknown, ", "))
	}
	if len(got.Misused) > 0 {
		bad.WithField("text", "report.misused", strings.Join(got.Misused, ", "))
	}
}

// Marks around a figure and its address in a text that is read for a page; nobody
// can type them.
const (
	figureStart = "\x01"
	figureText  = "\x02"
	figureEnd   = "\x03"
)

var figureMark = regexp.MustCompile(figureStart + `([^` + figureText + `]*)` + figureText + `([^` + figureEnd + `]*)` + figureEnd)

// linked turns the marks of a block into links; titles have none.
func linked(b officialdoc.Block) officialdoc.Block {
	b.Title = figureMark.ReplaceAllString(b.Title, "$2")
	var runs []officialdoc.Run
	for _, run := range b.Runs {
		rest := run
		for {
			m := figureMark.FindStringSubmatchIndex(rest.Text)
			if m == nil {
				break
			}
			before, figure := rest, run
			before.Text, figure.Text, figure.Link = rest.Text[:m[0]], rest.Text[m[4]:m[5]], rest.Text[m[2]:m[3]]
			if before.Text != "" {
				runs = append(runs, before)
			}
			runs = append(runs, figure)
			rest.Text = rest.Text[m[1]:]
		}
		if rest.Text != "" {
			runs = append(runs, rest)
		}
	}
	b.Runs = runs
	return b
}
