package charts

import (
	"bytes"
	"fmt"
	"image/png"

	"github.com/fogleman/gg"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
)

// mostPixels bounds the picture, so that a wrong scale cannot take the memory.
const mostPixels = 40_000_000

type pngCanvas struct {
	dc    *gg.Context
	scale float64
	faces map[faceKey]font.Face
	err   error
}

type faceKey struct {
	size float64
	bold bool
}

func newPNG(width, height, scale float64) (*pngCanvas, error) {
	scale = positive(scale, 1)
	if width*height*scale*scale > mostPixels {
		return nil, fmt.Errorf("charts: a picture of %.0f by %.0f is larger than %d pixels", width*scale, height*scale, mostPixels)
	}
	dc := gg.NewContext(max(int(width*scale), 1), max(int(height*scale), 1))
	dc.SetHexColor(paper().value)
	dc.Clear()
	dc.Scale(scale, scale)
	return &pngCanvas{dc: dc, scale: scale, faces: map[faceKey]font.Face{}}, nil
}

func (c *pngCanvas) encode() ([]byte, error) {
	if c.err != nil {
		return nil, c.err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, c.dc.Image()); err != nil {
		return nil, fmt.Errorf("charts: encode picture: %w", err)
	}
	return b.Bytes(), nil
}

// A picture has no tooltips; its alternative text stands in the document.
func (c *pngCanvas) group(string) {}
func (c *pngCanvas) endGroup()    {}

func (c *pngCanvas) status(b box, radius float64, key string) {
	l := statusLook(key)
	c.path(b, radius)
	c.dc.SetHexColor(l.fill)
	c.dc.Fill()
	if l.pattern != plain {
		c.path(b, radius)
		c.dc.Clip()
		c.hatch(b, l)
		c.dc.ResetClip()
	}
	c.path(b, radius)
	if l.dashed {
		c.dc.SetDash(3*c.scale, 2*c.scale)
	}
	c.stroke(stroke{colour: colour{value: l.edge}, width: 1})
}

// hatch fills the clipped box with the lines or dots of a pattern.
func (c *pngCanvas) hatch(b box, l look) {
	c.dc.SetHexColor(l.hatch.value)
	switch l.pattern {
	case diagonal:
		// the tile is turned by 45 degrees, so the lines stand √2 steps apart along x
		c.slanted(b, patternStep*1.41421356, 2)
	case crossed:
		c.slanted(b, patternStep, 1)
		c.rising(b, patternStep, 1)
	case dotted:
		for x := b.x + patternStep/2; x < b.x+b.w; x += patternStep {
			for y := b.y + patternStep/2; y < b.y+b.h; y += patternStep {
				c.dc.DrawCircle(x, y, 1)
			}
		}
		c.dc.Fill()
	case level:
		for y := b.y + patternStep/2; y < b.y+b.h; y += patternStep {
			c.dc.DrawLine(b.x, y, b.x+b.w, y)
		}
		c.dc.SetLineWidth(1.5 * c.scale)
		c.dc.Stroke()
	}
}

func (c *pngCanvas) slanted(b box, step, width float64) {
	for x := b.x - b.h; x < b.x+b.w; x += step {
		c.dc.DrawLine(x, b.y+b.h, x+b.h, b.y)
	}
	c.dc.SetLineWidth(width * c.scale)
	c.dc.Stroke()
}

func (c *pngCanvas) rising(b box, step, width float64) {
	for x := b.x - b.h; x < b.x+b.w; x += step {
		c.dc.DrawLine(x, b.y, x+b.h, b.y+b.h)
	}
	c.dc.SetLineWidth(width * c.scale)
	c.dc.Stroke()
}

func (c *pngCanvas) rect(b box, radius float64, fill colour) {
	c.path(b, radius)
	c.dc.SetHexColor(fill.value)
	c.dc.Fill()
}

func (c *pngCanvas) frame(b box, radius float64, edge colour) {
	c.path(b, radius)
	c.stroke(stroke{colour: edge, width: 1})
}

func (c *pngCanvas) line(from, to point, s stroke) {
	c.dc.DrawLine(from.x, from.y, to.x, to.y)
	if s.dashed {
		c.dc.SetDash(4*c.scale, 3*c.scale)
	}
	c.stroke(s)
}

func (c *pngCanvas) circle(centre point, radius float64, fill colour) {
	c.dc.DrawCircle(centre.x, centre.y, radius)
	c.dc.SetHexColor(fill.value)
	c.dc.Fill()
}

func (c *pngCanvas) diamond(centre point, r float64, fill colour, s stroke) {
	c.dc.MoveTo(centre.x, centre.y-r)
	c.dc.LineTo(centre.x+r, centre.y)
	c.dc.LineTo(centre.x, centre.y+r)
	c.dc.LineTo(centre.x-r, centre.y)
	c.dc.ClosePath()
	c.dc.SetHexColor(fill.value)
	c.dc.FillPreserve()
	c.stroke(s)
}

func (c *pngCanvas) text(at point, t label) {
	face, err := c.face(faceKey{t.size, t.bold})
	if err != nil {
		c.err = err
		return
	}
	c.dc.SetFontFace(face)
	c.dc.SetHexColor(t.colour.value)
	// the face is set in device pixels, so text is placed outside the scaling
	width := float64(font.MeasureString(face, t.text)) / 64
	x, y := at.x*c.scale, at.y*c.scale
	switch t.anchor {
	case anchorMiddle:
		x -= width / 2
	case anchorEnd:
		x -= width
	}
	c.dc.Push()
	c.dc.Identity()
	c.dc.DrawString(t.text, x, y)
	c.dc.Pop()
}

func (c *pngCanvas) face(key faceKey) (font.Face, error) {
	if face, ok := c.faces[key]; ok {
		return face, nil
	}
	f, err := fontOf(key.bold)
	if err != nil {
		return nil, fmt.Errorf("charts: read font: %w", err)
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: key.size * c.scale, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, fmt.Errorf("charts: set font: %w", err)
	}
	c.faces[key] = face
	return face, nil
}

func (c *pngCanvas) path(b box, radius float64) {
	if radius > 0 {
		c.dc.DrawRoundedRectangle(b.x, b.y, b.w, b.h, min(radius, b.w/2, b.h/2))
	} else {
		c.dc.DrawRectangle(b.x, b.y, b.w, b.h)
	}
}

func (c *pngCanvas) stroke(s stroke) {
	c.dc.SetHexColor(s.colour.value)
	c.dc.SetLineWidth(s.width * c.scale)
	c.dc.Stroke()
	c.dc.SetDash()
}
