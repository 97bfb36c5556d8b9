package officialdoc

import (
	"regexp"
	"strings"
	"unicode"
)

// Fields are what stands for the names in braces of a text: words within a line,
// or, in place of a line that holds nothing but the name, blocks (a table) or the
// lines of the words.
type Fields struct {
	Words  map[string]string
	Blocks map[string][]Block
}

// Content is a text that has been read: what its lines are in the layout of a
// document.
type Content struct {
	Bases []string
	Body  []Block
	// Unknown are the names in braces that no field has, each once.
	Unknown []string
}

// Read reads a text as officers type it, a line a block, by the marks that the
// decree gives the levels: "Phần I", "I. ", "1. ", "a) ", "- ", "Điều 1. "; lines
// that begin with "Căn cứ" before all others are the bases. A numbered line
// without a full stop at its end is a heading. The numbers themselves are counted
// anew. Fields are filled in after the lines are read: what they hold changes no
// layout.
func Read(text string, f Fields) Content {
	r := reader{fields: f}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		if line == "" {
			continue
		}
		if partMark.MatchString(line) {
			title := ""
			for title == "" && i+1 < len(lines) {
				i++
				title = strings.TrimSpace(lines[i])
			}
			r.add(Block{Kind: PartBlock, Title: r.fill(title)})
			continue
		}
		r.line(line)
	}
	return r.out
}

var (
	partMark    = regexp.MustCompile(`^(?i:phần)\s+[IVXLC]+\.?$`)
	sectionMark = regexp.MustCompile(`^[IVXLC]+\.\s+`)
	articleMark = regexp.MustCompile(`^(?i:điều)\s+\d+\.\s*`)
	clauseMark  = regexp.MustCompile(`^\d+\.\s+`)
	pointMark   = regexp.MustCompile(`^[a-zđ]\)\s+`)
	dashMark    = regexp.MustCompile(`^[-–+•]\s+`)
	basisMark   = regexp.MustCompile(`^(Căn cứ|Theo đề nghị|Xét đề nghị)\s`)
	fieldMark   = regexp.MustCompile(`\{([^{}\n]{1,80})\}`)
	aloneMark   = regexp.MustCompile(`^\{([^{}\n]{1,80})\}$`)
)

type reader struct {
	fields Fields
	plain  bool // braces are text
	out    Content
}

func (r *reader) add(b Block) { r.out.Body = append(r.out.Body, b) }

// lines reads what a field holds that stands alone in its line: each of its lines
// is a block, and names in braces in it are text.
func (r *reader) lines(words string) {
	inner := reader{out: r.out, plain: true}
	for line := range strings.SplitSeq(words, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			inner.line(line)
		}
	}
	r.out = inner.out
}

func (r *reader) line(line string) {
	if m := aloneMark.FindStringSubmatch(line); m != nil {
		if blocks, ok := r.fields.Blocks[m[1]]; ok {
			r.out.Body = append(r.out.Body, blocks...)
			return
		}
		if words, ok := r.fields.Words[m[1]]; ok {
			r.lines(words)
			return
		}
	}
	if len(r.out.Body) == 0 && basisMark.MatchString(line) {
		r.out.Bases = append(r.out.Bases, r.fill(strings.TrimRight(line, ";. ")))
		return
	}
	for _, level := range []struct {
		mark *regexp.Regexp
		kind BlockKind
	}{{sectionMark, SectionBlock}, {articleMark, ArticleBlock}, {clauseMark, ClauseBlock}, {pointMark, PointBlock}, {dashMark, DashBlock}} {
		at := level.mark.FindStringIndex(line)
		if at == nil {
			continue
		}
		rest := strings.TrimSpace(line[at[1]:])
		b := Text(level.kind, r.fill(rest))
		switch {
		case level.kind == ClauseBlock && titled(rest):
			b.Kind = HeadingBlock
		case level.kind == ArticleBlock && titled(rest):
			b.Title, b.Runs = r.fill(rest), nil
		}
		r.add(b)
		return
	}
	if strings.HasSuffix(line, ":") && capitals(line) {
		r.add(Text(CenterBlock, r.fill(line)))
		return
	}
	r.add(Text(ParagraphBlock, r.fill(line)))
}

// fill puts the fields' words in place of their names; a name that there is not
// stays as it was typed.
func (r *reader) fill(s string) string {
	if r.plain {
		return s
	}
	return fieldMark.ReplaceAllStringFunc(s, func(mark string) string {
		name := mark[1 : len(mark)-1]
		if words, ok := r.fields.Words[name]; ok {
			return strings.Join(strings.Fields(words), " ")
		}
		for _, u := range r.out.Unknown {
			if u == name {
				return mark
			}
		}
		r.out.Unknown = append(r.out.Unknown, name)
		return mark
	})
}

// Names are the names in braces of a text, each once, in its order.
func Names(text string) []string {
	r := reader{}
	r.fill(text)
	return r.out.Unknown
}

// titled reports a line that is a title: it ends without a stop.
func titled(s string) bool { return s != "" && !strings.ContainsAny(s[len(s)-1:], ".;:,!?") }

func capitals(s string) bool {
	return strings.ToUpper(s) == s && strings.ContainsFunc(s, unicode.IsLetter)
}
