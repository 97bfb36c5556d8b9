package ooxml

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"
)

// archive is the file of a document.
type archive struct {
	zip  *zip.Reader
	main string // the part with the body; "" where there is none
	left Budget // of what may be read
}

func open(data []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if len(z.File) > maxEntries {
		return nil, fmt.Errorf("ooxml: the archive has %d entries", len(z.File))
	}
	a := &archive{zip: z, left: Budget{Bytes: maxAll, Tags: maxTags}}
	var types struct {
		Overrides []struct {
			Part string `xml:"PartName,attr"`
			Type string `xml:"ContentType,attr"`
		} `xml:"Override"`
	}
	if err := a.decode("[Content_Types].xml", &types); err != nil {
		return a, nil // it holds no Word document
	}
	for _, o := range types.Overrides {
		if strings.HasSuffix(o.Type, "wordprocessingml.document.main+xml") || strings.Contains(o.Type, "ms-word.document.macroEnabled.main") {
			a.main = strings.TrimPrefix(o.Part, "/")
			break
		}
	}
	return a, nil
}

// read reads a part within its limit; one that is not there reads as nothing.
func (a *archive) read(name string, limit int64, read func(io.Reader) error) error {
	for _, f := range a.zip.File {
		if f.Name != name {
			continue
		}
		if f.UncompressedSize64 > uint64(limit) {
			return fmt.Errorf("ooxml: %s has %d bytes", name, f.UncompressedSize64)
		}
		in, err := f.Open()
		if err != nil {
			return err
		}
		defer func() { _ = in.Close() }()
		return read(a.left.Metered(io.LimitReader(in, limit))) // the size that the archive declares is not to be believed
	}
	return nil
}

// decode reads a side part into a struct; one that is not there leaves it as it is.
func (a *archive) decode(name string, to any) error {
	return a.read(name, maxSide, func(in io.Reader) error {
		return xml.NewDecoder((&Budget{Bytes: maxSide, Tags: maxSideTag}).Metered(in)).Decode(to)
	})
}

// link is a relationship of a part to another.
type link struct{ kind, target string }

// links are the relationships of a part by their ids, those to the outside left out.
func (a *archive) links(part string) (map[string]link, error) {
	var file struct {
		Links []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	dir, name := path.Split(part)
	if err := a.decode(dir+"_rels/"+name+".rels", &file); err != nil {
		return nil, err
	}
	out := map[string]link{}
	for _, l := range file.Links {
		if l.Mode == "External" {
			continue
		}
		target := strings.TrimPrefix(l.Target, "/")
		if target == l.Target {
			target = path.Join(dir, l.Target)
		}
		out[l.ID] = link{kind: path.Base(l.Type), target: target}
	}
	return out, nil
}
