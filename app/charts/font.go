package charts

import (
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// webFontSlack widens measured text: pages are set in Inter, which runs wider
// than the Go font that is measured here.
const webFontSlack = 1.08

const ellipsis = "…"

// The fonts are parsed once and only read afterwards.
var (
	regularFont = sync.OnceValues(func() (*sfnt.Font, error) { return opentype.Parse(goregular.TTF) })
	boldFont    = sync.OnceValues(func() (*sfnt.Font, error) { return opentype.Parse(gobold.TTF) })
)

func fontOf(bold bool) (*sfnt.Font, error) {
	if bold {
		return boldFont()
	}
	return regularFont()
}

// textWidth is the width of s in user units, with room for the web font.
func textWidth(s string, size float64, bold bool) float64 {
	f, err := fontOf(bold)
	if err != nil { // the fonts are compiled in; half the size is a fair guess
		return float64(len([]rune(s))) * size * 0.5
	}
	var buffer sfnt.Buffer
	em := fixed.Int26_6(size * 64)
	var sum fixed.Int26_6
	for _, r := range s {
		glyph, err := f.GlyphIndex(&buffer, r)
		if err != nil {
			continue
		}
		advance, err := f.GlyphAdvance(&buffer, glyph, em, font.HintingNone)
		if err != nil {
			continue
		}
		sum += advance
	}
	return float64(sum) / 64 * webFontSlack
}

// fit shortens s with an ellipsis until it is no wider than width. What does
// not fit at all becomes the empty string.
func fit(s string, width, size float64, bold bool) string {
	if textWidth(s, size, bold) <= width {
		return s
	}
	runes := []rune(s)
	shortest, longest := 0, len(runes)
	for shortest < longest {
		middle := (shortest + longest + 1) / 2
		if textWidth(string(runes[:middle])+ellipsis, size, bold) <= width {
			shortest = middle
		} else {
			longest = middle - 1
		}
	}
	if shortest == 0 {
		return ""
	}
	return strings.TrimRight(string(runes[:shortest]), " ,.–-") + ellipsis
}
