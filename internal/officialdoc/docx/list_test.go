package docx_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lantoa/internal/apptest/sample"
	"lantoa/internal/officialdoc"
)

// counter counts the numbered paragraphs of a file as Word does (17.9): lists of
// one definition share their counts, an override counts anew from where the list
// is first met, and a level begins anew below every level above it.
type counter struct {
	defs   map[string][]level
	nums   map[string]num
	counts map[string][]int
	met    map[string]bool
}

type level struct {
	start        int
	format, text string
}

type num struct {
	def    string
	starts map[int]int
}

func counterOf(numbering *node) *counter {
	c := &counter{defs: map[string][]level{}, nums: map[string]num{}, counts: map[string][]int{}, met: map[string]bool{}}
	for _, d := range numbering.all("w:abstractNum") {
		var levels []level
		for _, l := range d.all("w:lvl") {
			levels = append(levels, level{number(l.val("w:start")), l.val("w:numFmt"), l.val("w:lvlText")})
		}
		c.defs[d.attrs["w:abstractNumId"]] = levels
		c.counts[d.attrs["w:abstractNumId"]] = make([]int, len(levels))
	}
	for _, n := range numbering.all("w:num") {
		made := num{n.val("w:abstractNumId"), map[int]int{}}
		for _, o := range n.all("w:lvlOverride") {
			made.starts[number(o.attrs["w:ilvl"])] = number(o.val("w:startOverride"))
		}
		c.nums[n.attrs["w:numId"]] = made
	}
	return c
}

// label is that of the next paragraph, "" for one that is in no list.
func (c *counter) label(p *node) string {
	id, at := p.val("w:pPr", "w:numPr", "w:numId"), number(p.val("w:pPr", "w:numPr", "w:ilvl"))
	if id == "" {
		return ""
	}
	n := c.nums[id]
	levels, counts := c.defs[n.def], c.counts[n.def]
	start := func(k int) int {
		if s, ok := n.starts[k]; ok {
			return s
		}
		return levels[k].start
	}
	if !c.met[id] {
		for k := range n.starts {
			counts[k] = 0
		}
		c.met[id] = true
	}
	if counts[at] == 0 {
		counts[at] = start(at)
	} else {
		counts[at]++
	}
	clear(counts[at+1:])
	text := levels[at].text
	for k, l := range levels {
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(k+1), formatted(l.format, counts[k]))
	}
	return text
}

func formatted(format string, n int) string {
	switch format {
	case "upperRoman":
		return officialdoc.Roman(n)
	case "lowerLetter":
		return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
	}
	return strconv.Itoa(n)
}

// labelsOf are the labels of a body's blocks as Word shows them.
func labelsOf(t fataler, raw []byte) []string {
	t.Helper()
	body, all := valid(t, raw)
	c := counterOf(tree(t, all["word/numbering.xml"]))
	var shown []string
	for _, p := range body.all("w:p") {
		if l := c.label(p); l != "" {
			shown = append(shown, l)
		}
	}
	return shown
}

func wanted(body []officialdoc.Block) []string {
	var want []string
	for _, c := range officialdoc.Count(body) {
		if l := c.Label(); l != "" {
			want = append(want, l)
		}
	}
	return want
}

func TestPoints_runInTheVietnameseAlphabet(t *testing.T) {
	t.Parallel()
	for count := 1; count <= 25; count++ {
		var body []officialdoc.Block
		for _, above := range []string{"Một.", "Hai."} { // and begin anew
			body = append(body, text(officialdoc.ClauseBlock, above))
			for range count {
				body = append(body, text(officialdoc.PointBlock, "Nội dung;"))
			}
		}
		got := labelsOf(t, written(t, officialdoc.Of("", officialdoc.Document{Type: officialdoc.Report, Body: body})))
		if want := wanted(body); !slices.Equal(got, want) {
			t.Fatalf("%d points: %v, want %v", count, got, want)
		}
	}
}

func TestLists_countAsTheDocumentDoes(t *testing.T) {
	t.Parallel()
	kinds := []officialdoc.BlockKind{officialdoc.PartBlock, officialdoc.SectionBlock, officialdoc.HeadingBlock, officialdoc.ClauseBlock,
		officialdoc.PointBlock, officialdoc.PointBlock, officialdoc.PointBlock, officialdoc.DashBlock, officialdoc.ArticleBlock, officialdoc.ParagraphBlock}
	rapid.Check(t, func(r *rapid.T) {
		var docs []officialdoc.Document
		var want []string
		for range rapid.IntRange(1, 3).Draw(r, "documents") {
			var body []officialdoc.Block
			for _, k := range rapid.SliceOfN(rapid.SampledFrom(kinds), 0, 40).Draw(r, "kinds") {
				body = append(body, text(k, "Nội dung"))
			}
			docs = append(docs, officialdoc.Document{Type: officialdoc.Plan, Body: body})
			want = append(want, wanted(body)...)
		}
		if got := labelsOf(r, write(r, t, officialdoc.Of("", docs...))); !slices.Equal(got, want) {
			r.Fatalf("shown %v\nwant  %v", got, want)
		}
	})
}

// A clerk who adds a clause finds the ones below it counted on: a list that is not
// interrupted is one list.
func TestLists_areOneWhereNothingInterruptsThem(t *testing.T) {
	t.Parallel()
	body, _ := valid(t, written(t, officialdoc.Of("", sample.Submission())))
	lists := map[string]bool{}
	for _, p := range body.all("w:p") {
		if l := p.val("w:pPr", "w:numPr", "w:numId"); l != "" && strings.HasPrefix(p.val("w:pPr", "w:pStyle"), "ND30") && !strings.Contains(p.val("w:pPr", "w:pStyle"), "Noi") {
			lists[l] = true
		}
	}
	if len(lists) != 1 {
		t.Errorf("sections, clauses, points and dashes of one body stand in %d lists, want 1", len(lists))
	}
}

// A paragraph that a clerk gives the style of a level to is numbered: style and
// level name each other.
func TestStyles_areLevelsOfLists(t *testing.T) {
	t.Parallel()
	_, all := valid(t, written(t, officialdoc.Of("", sample.Submission())))
	c := counterOf(tree(t, all["word/numbering.xml"]))
	levels := map[string]string{}
	for _, d := range tree(t, all["word/numbering.xml"]).all("w:abstractNum") {
		for _, l := range d.all("w:lvl") {
			if s := l.val("w:pStyle"); s != "" {
				levels[s] = d.attrs["w:abstractNumId"] + "/" + l.attrs["w:ilvl"]
			}
		}
	}
	linked := 0
	for _, s := range tree(t, all["word/styles.xml"]).all("w:style") {
		if n := s.val("w:pPr", "w:numPr", "w:numId"); n != "" {
			linked++
			if got, want := c.nums[n].def+"/"+s.val("w:pPr", "w:numPr", "w:ilvl"), levels[s.attrs["w:styleId"]]; got != want {
				t.Errorf("the style %s is on the level %s, the level's is %s", s.val("w:name"), got, want)
			}
		}
	}
	if linked != len(levels) || linked < 6 {
		t.Errorf("%d styles are levels of lists, %d levels have a style", linked, len(levels))
	}
}
