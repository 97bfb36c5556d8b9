package load

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"

	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/pdf"
)

// album are the files that dossiers and papers share: pictures, a scan and a
// certificate, all of them illustrations.
type album struct {
	photos      []blob.File
	scan        blob.File
	certificate blob.File
}

// pictures is how many photos there are: dossiers take them by turns, so that
// the files of many dossiers stay few.
const pictures = 8

// keepAlbum puts the shared files into the store.
func keepAlbum(ctx context.Context, tx *db.Tx, files *blob.Store, w *words, seed uint64) (album, error) {
	var a album
	r := rand.New(rand.NewPCG(seed, 6))
	for range pictures {
		f, err := files.Put(ctx, tx, landscape(r), w.common.Files["photo"], blob.Photo)
		if err != nil {
			return a, err
		}
		a.photos = append(a.photos, f)
	}
	var err error
	if a.scan, err = keepSheet(ctx, tx, files, w.common.Scan, w.common.Files["scan"], blob.Scan); err != nil {
		return a, err
	}
	a.certificate, err = keepSheet(ctx, tx, files, w.common.Certificate, w.common.Files["certificate"], blob.Evidence)
	return a, err
}

// sheet are the words of an illustrated paper.
type sheet struct {
	Issuer, Place, Summary, Mark, Explain string
}

func keepSheet(ctx context.Context, tx *db.Tx, files *blob.Store, s sheet, name string, use blob.Use) (blob.File, error) {
	rules, err := officialdoc.Decrees()
	if err != nil {
		return blob.File{}, err
	}
	var b bytes.Buffer
	err = pdf.Write(&b, officialdoc.On(rules, firstDay), officialdoc.Of(s.Mark, officialdoc.Document{Type: officialdoc.Letter, Issuer: s.Issuer, Number: "01",
		Symbol: "MH", Place: s.Place, Day: firstDay, Summary: s.Summary, To: []string{s.Mark},
		Body: []officialdoc.Block{officialdoc.Text(officialdoc.ParagraphBlock, s.Explain)}, Signatures: []officialdoc.Signature{{Authority: []string{s.Mark}, Name: s.Mark}},
		Recipients: []string{s.Mark}}))
	if err != nil {
		return blob.File{}, err
	}
	return files.Put(ctx, tx, &b, name, use)
}

// landscape draws hills under a sky.
func landscape(r *rand.Rand) *bytes.Buffer {
	const wide, high = 640, 420
	img := image.NewRGBA(image.Rect(0, 0, wide, high))
	sky, hill := color.RGBA{uint8(150 + r.IntN(80)), uint8(180 + r.IntN(50)), 235, 255}, color.RGBA{uint8(40 + r.IntN(70)), uint8(90 + r.IntN(70)), 60, 255}
	shift, steep := r.Float64()*6, 60+r.Float64()*60
	for x := range wide {
		ridge := 210 + steep*math.Sin(shift+float64(x)/90)*math.Cos(float64(x)/170)
		for y := range high {
			c := sky
			if float64(y) > ridge {
				shade := uint8(min(60, (float64(y)-ridge)/5))
				c = color.RGBA{hill.R + shade, hill.G + shade, hill.B + shade/2, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, &jpeg.Options{Quality: 80}) // into memory: it cannot fail
	return &b
}
