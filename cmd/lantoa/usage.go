package main

import (
	"regexp"
	"strings"

	"lantoa/internal/i18n"
)

// usage is what is wrong with a command line, in the catalogue's words: the parser
// of command lines says it in English only. What it says otherwise stays as it is.
func usage(p *i18n.Printer, said string) string {
	for _, w := range wrongs() {
		if m := w.said.FindStringSubmatch(said); m != nil {
			args := make([]any, len(m)-1)
			for i, text := range m[1:] {
				args[i] = strings.ReplaceAll(text, `"`, "")
			}
			return p.T("start.usage", p.T(w.key, args...))
		}
	}
	return p.T("start.usage", said)
}

// wrong is one kind of what the parser says.
type wrong struct {
	said *regexp.Regexp // its groups are what the text is about
	key  string
}

// wrongs are the kinds, each before those that are wider. kong has no types for
// them: a test holds these against what it says.
func wrongs() []wrong {
	return []wrong{
		{regexp.MustCompile(`^unknown flag (\S+), did you mean (?:one of )?(.+)\?$`), "start.usage.flag_like"},
		{regexp.MustCompile(`^unknown flag (\S+)$`), "start.usage.flag"},
		{regexp.MustCompile(`^unexpected argument (.+), did you mean (?:one of )?(.+)\?$`), "start.usage.word_like"},
		{regexp.MustCompile(`^unexpected argument (.+)$`), "start.usage.word"},
		{regexp.MustCompile(`^expected (?:one of )?(.+)$`), "start.usage.next"},
		{regexp.MustCompile(`^missing (?:flags:|positional arguments) (.+)$`), "start.usage.missing"},
		{regexp.MustCompile(`^(\S+): (?:missing value, expecting|expected \w+ value but got) .*$`), "start.usage.no_value"},
		{regexp.MustCompile(`^(\S+): expected a valid \d+ bit u?int but got (".*")$`), "start.usage.whole"},
		{regexp.MustCompile(`^(\S+): expected an? (?:int|float) but got (".*") \(.*\)$`), "start.usage.number"},
		{regexp.MustCompile(`^(\S+): bool value must be .* but got (".*")$`), "start.usage.yes_no"},
	}
}
