package check

import (
	"regexp"
	"strings"

	"lantoa/internal/officialdoc"
)

// keepForm is the last recipient: who keeps the document.
var keepForm = regexp.MustCompile(`^- ?Lưu: ?VT(\.|[,;] ?\S.*\.)?$`)

// recipients checks "Nơi nhận:" and the list below it.
func (c *checker) recipients(k closing) {
	label := *k.label
	c.size(officialdoc.ToLabel, label)
	c.weight(officialdoc.ToLabel, label)
	c.slant(officialdoc.ToLabel, label)
	if !strings.HasPrefix(label.text, officialdoc.RecipientsWord) {
		c.add(officialdoc.ToLabel, label.text, "check.recipients.label", quoted(officialdoc.RecipientsWord), quoted(label.text))
	}
	switch align := label.para.Format.Align; {
	case k.labelCol > 0:
		c.add(officialdoc.ToLabel, label.text, "check.recipients.left", word("check.value.left_side"), word("check.value.right_side"))
	case align != "" && align != "left" && align != "start" && align != "both":
		c.add(officialdoc.ToLabel, label.text, "check.recipients.left", word("check.value.left"), alignment(align))
	}
	if len(k.recipients) == 0 {
		c.lack(officialdoc.Recipients)
		return
	}
	for _, l := range k.recipients {
		c.size(officialdoc.Recipients, l)
		c.weight(officialdoc.Recipients, l)
		c.slant(officialdoc.Recipients, l)
	}
	list := k.recipients
	last := list[len(list)-1]
	for n := len(list) - 1; n >= 0; n-- { // the drafter's mark may stand below
		if strings.Contains(list[n].fold(), "luu") {
			list, last = list[:n+1], list[n]
			break
		}
	}
	c.listed(officialdoc.Recipients, list)
	if !strings.HasPrefix(last.fold(), "luu") || !keepForm.MatchString(strings.TrimRight(last.text, ".;, ")+".") {
		c.add(officialdoc.Recipients, last.text, "check.recipients.keep", quoted("- Lưu: VT, …."), quoted(last.text))
	}
}
