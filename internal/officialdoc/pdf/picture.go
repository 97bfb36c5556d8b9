package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"

	"lantoa/internal/officialdoc"
)

// picture is a picture in a form that a PDF holds.
type picture struct {
	id            string
	data          []byte
	width, height int // in dots
}

// pictures are those of a file, each distinct one once.
type pictures struct {
	bySum map[[sha256.Size]byte]*picture
	err   error // the first that cannot be read
}

func newPictures() *pictures { return &pictures{bySum: map[[sha256.Size]byte]*picture{}} }

// read gives the picture as it is embedded; nil for one that cannot be read, which
// fails the file.
func (p *pictures) read(from officialdoc.Picture) *picture {
	sum := sha256.Sum256(from.Data)
	if known, ok := p.bySum[sum]; ok {
		return known
	}
	made, err := embeddable(from.Data)
	if err != nil {
		if p.err == nil {
			p.err = fmt.Errorf("picture %q: %w", from.Alt, err)
		}
		return nil
	}
	made.id = fmt.Sprintf("%x", sum)
	p.bySum[sum] = made
	return made
}

// embeddable decodes the picture, so that a broken one is found here and not by
// the reader of the file, and writes it anew where gopdf does not hold its kind:
// a JPEG in CMYK, a PNG with a palette, a transparent colour, 16 bits or interlaced.
func embeddable(data []byte) (*picture, error) {
	img, kind, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	size := img.Bounds().Size()
	if size.X == 0 || size.Y == 0 {
		return nil, image.ErrFormat
	}
	out := &picture{data: data, width: size.X, height: size.Y}
	var b bytes.Buffer
	switch {
	case kind == "jpeg" && img.ColorModel() == color.CMYKModel:
		err = jpeg.Encode(&b, img, &jpeg.Options{Quality: 90})
	case kind == "png" && !plain(data):
		same := image.NewNRGBA(image.Rectangle{Max: size})
		draw.Draw(same, same.Rect, img, img.Bounds().Min, draw.Src)
		err = png.Encode(&b, same)
	case kind == "jpeg" || kind == "png":
		return out, nil
	default:
		return nil, image.ErrFormat
	}
	out.data = b.Bytes()
	return out, err
}

// plain reports a PNG of 8 bits, in grey or RGB with or without alpha, not
// interlaced and without a transparent colour.
func plain(data []byte) bool {
	const header = 8 + 8 + 13 // mark, length and name of IHDR, IHDR
	if len(data) < header {
		return false
	}
	depth, model, interlaced := data[24], data[25], data[28]
	return depth == 8 && (model == 0 || model == 2 || model == 6) && interlaced == 0 && !bytes.Contains(data, []byte("tRNS"))
}

// holder hands a picture to gopdf, which knows it again by its id.
type holder struct {
	io.Reader
	id string
}

func (h holder) ID() string { return h.id }

// picture draws a picture in a width at its size, smaller where it would not fit.
// Without a size it is taken at 96 dots an inch.
func (c *composer) picture(p officialdoc.Picture, x, width, height float64, align officialdoc.Align) strip {
	read := c.pics.read(p)
	if read == nil {
		return strip{}
	}
	w, h := p.Width*mm, p.Height*mm
	ratio := float64(read.height) / float64(read.width)
	switch {
	case w <= 0 && h <= 0:
		w = float64(read.width) * 0.75
		h = w * ratio
	case w <= 0:
		w = h / ratio
	case h <= 0:
		h = w * ratio
	}
	scale := min(1, width/w, height/h)
	w, h = w*scale, h*scale
	switch align {
	case officialdoc.Center:
		x += (width - w) / 2
	case officialdoc.Right:
		x += width - w
	}
	return strip{height: h, items: []item{{kind: imageItem, x: x, w: w, h: h, picture: read}}}
}

// pictureBlock is a picture in the middle of the page, kept with a note below it.
func (c *composer) pictureBlock(p officialdoc.Picture) []strip {
	s := c.picture(p, c.area.left, c.area.width, c.area.height*0.8, officialdoc.Center)
	s.gap = c.rules.Gap.Use
	if len(s.items) == 0 {
		return nil
	}
	return []strip{s}
}
