package source

import (
	"encoding/xml"
	"strings"
)

// setting is how a run is set, as far as it decides which text is read.
type setting struct {
	font    string
	capital bool // printed in capitals, however typed
	hidden  bool
}

// coding is the encoding that the font shows text in.
func (s setting) coding() coding {
	switch f := strings.ToLower(s.font); {
	case strings.HasPrefix(f, ".vn"):
		return asTCVN3
	case strings.HasPrefix(f, "vni-"):
		return asVNI
	}
	return asUnicode
}

// fontOfCapitals reports a font such as .VnTimeH, which shows every letter as a capital.
func (s setting) fontOfCapitals() bool { return strings.HasSuffix(s.font, "H") }

// style is a style of the document.
type style struct {
	basedOn string
	numID   string
	level   string
	run     runFormat
}

// styles are a document's styles by their ids; "" is what holds without any.
type styles map[string]style

// depthOfStyles is how many styles may build on each other.
const depthOfStyles = 12

// setting is what a style and those that it builds on say.
func (s styles) setting(id string) setting {
	chain := []style{s[""]}
	var own []style
	for range depthOfStyles {
		st, ok := s[id]
		if !ok || id == "" {
			break
		}
		own = append(own, st)
		id = st.basedOn
	}
	for i := len(own) - 1; i >= 0; i-- {
		chain = append(chain, own[i])
	}
	var out setting
	for _, st := range chain {
		st.run.apply(&out)
	}
	return out
}

// numbering is the list that a style or one that it builds on belongs to.
func (s styles) numbering(id string) (numID, level, owner string) {
	for range depthOfStyles {
		st, ok := s[id]
		if !ok || id == "" {
			return "", "", ""
		}
		if st.numID != "" {
			return st.numID, st.level, id
		}
		id = st.basedOn
	}
	return "", "", ""
}

// value is an element with nothing but a value.
type value struct {
	Val string `xml:"val,attr"`
}

// on reports a switch that is there and not turned off.
func (v *value) on() bool { return v != nil && v.Val != "0" && v.Val != "false" && v.Val != "off" }

// runFormat is what a style says of its text.
type runFormat struct {
	Fonts *struct {
		ASCII string `xml:"ascii,attr"`
		HANSI string `xml:"hAnsi,attr"`
		Theme string `xml:"asciiTheme,attr"`
	} `xml:"rFonts"`
	Caps   *value `xml:"caps"`
	Vanish *value `xml:"vanish"`
}

func (f runFormat) apply(s *setting) {
	if f.Fonts != nil {
		if font := f.Fonts.ASCII + f.Fonts.Theme; font != "" {
			s.font = font
		} else if f.Fonts.HANSI != "" {
			s.font = f.Fonts.HANSI
		}
	}
	if f.Caps != nil {
		s.capital = f.Caps.on()
	}
	if f.Vanish != nil {
		s.hidden = f.Vanish.on()
	}
}

// styleSheet is styles.xml.
type styleSheet struct {
	Defaults struct {
		Run runFormat `xml:"rPrDefault>rPr"`
	} `xml:"docDefaults"`
	Styles []struct {
		ID      string    `xml:"styleId,attr"`
		Type    string    `xml:"type,attr"`
		Default string    `xml:"default,attr"`
		BasedOn value     `xml:"basedOn"`
		NumID   value     `xml:"pPr>numPr>numId"`
		Level   value     `xml:"pPr>numPr>ilvl"`
		Run     runFormat `xml:"rPr"`
	} `xml:"style"`
}

func (f styleSheet) styles() styles {
	out := styles{"": {run: f.Defaults.Run}}
	for _, s := range f.Styles {
		st := style{basedOn: s.BasedOn.Val, numID: s.NumID.Val, level: s.Level.Val, run: s.Run}
		out[s.ID] = st
		if s.Type == "paragraph" && (s.Default == "1" || s.Default == "true") {
			// A paragraph without a style has this one.
			base := out[""]
			if st.run.Fonts != nil {
				base.run.Fonts = st.run.Fonts
			}
			out[""] = base
		}
	}
	return out
}

// runProperties reads what a run says of itself, over what its style says.
func (w *word) runProperties(set *setting) error {
	return w.xml.each(func(e xml.StartElement) error {
		v := &value{Val: val(e, "val")}
		switch element(e) {
		case "rStyle":
			named := w.styles[v.Val]
			named.run.apply(set)
		case "rFonts":
			if font := val(e, "ascii") + val(e, "asciiTheme"); font != "" {
				set.font = font
			} else if font := val(e, "hAnsi"); font != "" {
				set.font = font
			}
		case "caps":
			set.capital = v.on()
		case "vanish":
			set.hidden = v.on()
		}
		return w.xml.skip()
	})
}
