package parse

import (
	"regexp"
	"strings"
)

var (
	quoted          = regexp.MustCompile(`[“"«‘]([^”"»’]+)[”"»’]`)
	headingEnd      = regexp.MustCompile(`^[^“"«:]*[“"«][^”"»]*[”"»][^:.]{0,80}[:.]\s+|^[^“"«:]{0,160}:\s+`)
	quotedHeading   = regexp.MustCompile(`^[^“"«]*[“"«][^”"»]*[”"»]\s+`)
	headingOpening  = words(`^(?:Xây dựng )?(?:[Đđ]iển hình(?: tiên tiến)? (?:trong|trên|về)|[Ll]ĩnh vực)\s+(?:các )?`)
	fieldName       = words(`^(?i)(?:xây dựng )?(?:các )?(?:điển hình|lĩnh vực|phong trào)(?:\s|$)`)
	criteriaHeading = words(`^(?i:các )?(?i:tiêu chí|tiêu chuẩn|đối tượng)[^.;]{0,60}[:.]?$`)
)

// cutHeading parts a field's heading from criteria that begin on the same line.
func cutHeading(text string) (name, rest string) {
	if m := headingEnd.FindStringIndex(text); m != nil {
		return strings.TrimRight(text[:m[1]], " :."), text[m[1]:]
	}
	if m := quotedHeading.FindStringIndex(text); m != nil && startsUpper(text[m[1]:]) {
		return strings.TrimSpace(text[:m[1]]), text[m[1]:]
	}
	return strings.TrimRight(text, " :."), ""
}

// movement is the movement's name where the heading quotes one, otherwise what
// the heading says after its set opening.
func movement(heading string) string {
	if m := quoted.FindStringSubmatch(heading); m != nil {
		return strings.TrimSpace(m[1])
	}
	return strings.TrimSpace(heading[len(headingOpening.find(heading)):])
}
