package check

import (
	"regexp"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
)

// closed checks the end of a document.
func (c *checker) closed(d paper) {
	k := d.closing
	minutes := d.title.kind == officialdoc.Minutes
	if len(k.signers) == 0 && !d.personal {
		c.lack(officialdoc.SignAuthority)
	}
	for _, lines := range k.signers {
		c.signature(lines, d.personal || minutes)
	}
	if k.label == nil {
		if !d.personal && !minutes {
			c.lack(officialdoc.ToLabel)
		}
		return
	}
	c.recipients(k)
}

// signature checks the block of one signer.
func (c *checker) signature(lines []line, loose bool) {
	authority, name := block(lines)
	if len(authority) == 0 {
		return
	}
	for _, l := range authority {
		if loose {
			c.size(officialdoc.SignAuthority, l)
			c.weight(officialdoc.SignAuthority, l)
		} else {
			c.look(officialdoc.SignAuthority, l)
		}
	}
	if !loose {
		c.capacity(authority)
	}
	if name != nil {
		c.look(officialdoc.Signer, *name)
		if titled := titleMark.FindString(name.text); titled != "" {
			c.add(officialdoc.Signer, name.text, "check.signer.title", quoted(strings.TrimSpace(name.text[len(titled):])), quoted(name.text))
		}
	}
}

// titleMark is a degree, an academic rank or a title of honour before a name.
var titleMark = regexp.MustCompile(`(?i)^((pgs|gs|ts|ths|tsbs|bs|ks|cn|ngut|ngưt|nsưt|nsnd|ngnd|bscki{1,2})\.?[\s.]+|(phó giáo sư|giáo sư|tiến sĩ|thạc sĩ|bác sĩ|kỹ sư|cử nhân|nhà giáo|anh hùng|nghệ nhân)[ ,.-]+)+`)

// block parts a signer's lines into the authority and the name; notes in
// brackets are neither.
func block(lines []line) (authority []line, name *line) {
	var groups [][]line
	for _, l := range lines {
		if strings.HasPrefix(l.text, "(") || isRule(l.text) || openNumber.MatchString(l.text) {
			if len(groups) > 0 {
				groups = append(groups, nil) // a note stands where the signature comes
			}
			continue
		}
		if len(groups) == 0 || l.gap || len(groups[len(groups)-1]) > 0 && groups[len(groups)-1][0].row != l.row && !upper(l.text) {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], l)
	}
	var full [][]line
	for _, g := range groups {
		if len(g) > 0 {
			full = append(full, g)
		}
	}
	switch len(full) {
	case 0:
		return nil, nil
	case 1:
		all := full[0]
		if n := len(all); n > 1 && upper(all[0].text) && !upper(all[n-1].text) {
			return all[:n-1], &all[n-1]
		}
		return all, nil
	}
	last := full[len(full)-1]
	return full[0], &last[len(last)-1]
}

var (
	capacityMark = regexp.MustCompile(`(?i)^(tm|kt|tl|tuq|q)(\.|\s)\s*(.*)$`)
	positionMark = regexp.MustCompile(`^(chu tich|giam doc|tong giam doc|truong|bi thu|pho|thu truong|bo truong|cuc truong|chi cuc truong|chanh|hieu truong|vien truong|chu nhiem|to truong)\b`)
	deputyMark   = regexp.MustCompile(`^(pho|thu truong|uy vien|chanh van phong|truong|giam doc|chi cuc|cuc)\b`)
	ruleOfBody   = regexp.MustCompile(`^(uy ban|hoi dong|ban |thuong truc|bch|ban chap hanh|ban thuong vu)`)
)

// capacity checks what the abbreviation before an authority asks for (II.7.b):
// TM. a body, then a position; KT. the head's position, then the deputy's; TL. and
// TUQ. the head's, then the signer's; Q. the head's.
func (c *checker) capacity(lines []line) {
	first := lines[0]
	m := capacityMark.FindStringSubmatch(first.text)
	if m == nil || m[2] != "." && strings.EqualFold(m[1], "q") {
		c.plainAuthority(lines)
		return
	}
	bad := func(l line, key string, expected Value) {
		c.add(officialdoc.SignAuthority, l.text, key, expected, quoted(l.text))
	}
	if m[2] != "." {
		bad(first, "check.sign.dot", quoted(strings.ToUpper(m[1])+"."))
	}
	short := strings.ToUpper(m[1])
	object := i18n.Fold(m[3])
	if short == "TM" {
		if positionMark.MatchString(object) && !ruleOfBody.MatchString(object) {
			bad(first, "check.sign.tm", word("check.value.body"))
		}
	} else if object == "" || strings.HasPrefix(object, "pho ") || ruleOfBody.MatchString(object) {
		bad(first, "check.sign.head", word("check.value.head"))
	}
	// Below TM. another capacity may stand: KT. CHỦ TỊCH, PHÓ CHỦ TỊCH.
	rest := lines[1:]
	if short == "TM" && len(rest) > 0 && capacityMark.MatchString(rest[0].text) && strings.Contains(rest[0].text, ".") {
		c.capacity(rest)
		return
	}
	if short == "Q" {
		return
	}
	switch {
	case len(rest) == 0:
		bad(first, "check.sign.next", word("check.value.next_line"))
	case short == "KT" && !deputyMark.MatchString(rest[0].fold()):
		bad(rest[0], "check.sign.deputy", word("check.value.deputy"))
	}
}

// plainAuthority checks an authority without an abbreviation: that of a head. A
// body signs through TM., a deputy through KT.
func (c *checker) plainAuthority(lines []line) {
	fold := lines[0].fold()
	switch {
	case ruleOfBody.MatchString(fold) && len(lines) > 1:
		c.add(officialdoc.SignAuthority, lines[0].text, "check.sign.needs_tm", quoted("TM. "+lines[0].text), quoted(lines[0].text))
	case strings.HasPrefix(fold, "pho "):
		c.add(officialdoc.SignAuthority, lines[0].text, "check.sign.needs_kt", word("check.value.kt"), quoted(lines[0].text))
	}
}
