package pdf_test

import (
	"bytes"
	"image"
	"image/color"
	"image/color/palette"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/pdf"
)

func pictureFile(data ...[]byte) officialdoc.File {
	d := officialdoc.Document{Type: officialdoc.Notice}
	for _, raw := range data {
		d.Body = append(d.Body, officialdoc.Block{Kind: officialdoc.PictureBlock, Picture: &officialdoc.Picture{Data: raw, Width: 60, Height: 40, Alt: "Ảnh 1"}})
	}
	return officialdoc.Of("", d)
}

func TestWrite_kindsOfPictures(t *testing.T) {
	t.Parallel()
	encoded := func(img image.Image, encode func(*bytes.Buffer, image.Image) error) []byte {
		var b bytes.Buffer
		if err := encode(&b, img); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	asPNG := func(b *bytes.Buffer, img image.Image) error { return png.Encode(b, img) }
	asJPEG := func(b *bytes.Buffer, img image.Image) error { return jpeg.Encode(b, img, nil) }
	size := image.Rect(0, 0, 24, 16)
	clear := image.NewPaletted(size, append(color.Palette{color.Transparent}, palette.WebSafe[:200]...))
	deep := image.NewNRGBA64(size)
	deep.Set(3, 3, color.NRGBA64{40000, 100, 100, 30000})
	all := map[string][]byte{
		"grey jpeg": encoded(image.NewGray(size), asJPEG), "grey png": encoded(image.NewGray(size), asPNG), "16 bits": encoded(deep, asPNG),
		"grey 16 bits": encoded(image.NewGray16(size), asPNG), "palette": encoded(clear, asPNG), "clear": chart(t, true), "solid": chart(t, false),
	}
	for _, name := range []string{"cmyk.jpg", "progressive.jpg", "interlaced.png"} {
		raw, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		all[name] = raw
	}
	for name, raw := range all {
		out := written(t, "picture "+name, pictureFile(raw))
		if !bytes.Contains(out, []byte("/Subtype /Image")) || bytes.Contains(out, []byte("/DeviceCMYK\n")) {
			t.Errorf("%s: no picture in the colours of a screen", name)
		}
	}
}

func TestWrite_embedsAPictureOnce(t *testing.T) {
	t.Parallel()
	solid := chart(t, false)
	if n := bytes.Count(written(t, "twice", pictureFile(solid, solid, photo(t, 1), solid)), []byte("/Subtype /Image")); n != 2 {
		t.Errorf("two pictures are embedded %d times", n)
	}
}

func TestWrite_brokenPictures(t *testing.T) {
	t.Parallel()
	whole := photo(t, 1)
	for name, raw := range map[string][]byte{"none": nil, "text": []byte("no picture"), "half a jpeg": whole[:len(whole)/2], "half a png": chart(t, true)[:200]} {
		err := pdf.Write(&bytes.Buffer{}, rules(t), pictureFile(raw))
		if err == nil || !strings.Contains(err.Error(), "Ảnh 1") {
			t.Errorf("%s: got %v, want an error that names the picture", name, err)
		}
	}
}

func TestLayout_picturesAreScaledToThePage(t *testing.T) {
	t.Parallel()
	f := pictureFile(chart(t, false))
	for _, size := range [][2]float64{{500, 250}, {100, 900}, {0, 0}, {0, 50}, {80, 0}} {
		p := f.Parts[0].Document.Body[0].Picture
		p.Width, p.Height = size[0], size[1]
		inside(t, pages(t, f))
	}
}
