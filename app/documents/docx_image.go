package documents

import (
	"bytes"
	"fmt"
	"image/png"
	"strconv"
)

// emuPerTwip: Word draws in English metric units, 914 400 to the inch.
const emuPerTwip = 635

// tallest keeps a picture and its heading on one page.
const tallest = (pageHeight - 2*margin) * 3 / 4

// image sets the picture as wide as the column, with its alternative text.
func (w *bodyWriter) image(i Image) error {
	size, err := png.DecodeConfig(bytes.NewReader(i.PNG))
	if err != nil {
		return fmt.Errorf("documents: read picture: %w", err)
	}
	width, height := pictureSize(size.Width, size.Height, w.roomWidth())
	cx, cy := strconv.Itoa(width*emuPerTwip), strconv.Itoa(height*emuPerTwip)

	w.pictures = append(w.pictures, i.PNG)
	number := len(w.pictures)
	name, id := "Figure "+strconv.Itoa(number), strconv.Itoa(number)

	depth := len(w.open)
	paragraphStart(&w.xmlWriter, w.styles[RoleFigure])
	w.start("w:r")
	w.start("w:drawing")
	w.start("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	w.leaf("wp:extent", "cx", cx, "cy", cy)
	w.leaf("wp:docPr", "id", id, "name", name, "descr", i.Alt)
	w.start("wp:cNvGraphicFramePr")
	w.leaf("a:graphicFrameLocks", "noChangeAspect", "1")
	w.end()
	w.start("a:graphic")
	w.start("a:graphicData", "uri", namespacePic)
	w.start("pic:pic")
	w.start("pic:nvPicPr")
	w.leaf("pic:cNvPr", "id", id, "name", name, "descr", i.Alt)
	w.leaf("pic:cNvPicPr")
	w.end()
	w.start("pic:blipFill")
	w.leaf("a:blip", "r:embed", pictureID(number))
	w.start("a:stretch")
	w.leaf("a:fillRect")
	w.end()
	w.end()
	w.start("pic:spPr")
	w.start("a:xfrm")
	w.leaf("a:off", "x", "0", "y", "0")
	w.leaf("a:ext", "cx", cx, "cy", cy)
	w.end()
	w.start("a:prstGeom", "prst", "rect")
	w.leaf("a:avLst")
	w.endTo(depth)
	return nil
}

// pictureSize is as wide as there is room for and not too tall, in twentieths of
// a point.
func pictureSize(pixelsWide, pixelsHigh, room int) (width, height int) {
	width, height = room, room*pixelsHigh/pixelsWide
	if height > tallest {
		width, height = tallest*pixelsWide/pixelsHigh, tallest
	}
	return max(width, 1), max(height, 1)
}
