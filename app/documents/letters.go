package documents

import "strings"

// letterWidths are the widths of Arial's letters in thousandths of the font's
// size, by the metrics that Helvetica and Liberation Sans share with it.
var letterWidths = func() map[rune]int {
	widths := map[rune]int{}
	for width, letters := range map[int]string{
		191: "'", 222: "ijl", 260: "|", 278: " \u00a0!,./:;I[\\]ft", 333: "()-`r", 334: "{}", 350: "•", 355: `"“”„`, 389: "*", 469: "^",
		500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopquåáàéèêëöóòôüúùäâñ«»–", 584: "+<=>~", 611: "FTZø", 667: "&ABEKPSVXYÅÄÉ",
		722: "CDHNRUwÜ", 778: "GOQØÖ", 833: "Mm", 889: "%æ", 944: "W", 1000: "Æ—…", 1015: "@",
	} {
		for _, letter := range letters {
			widths[letter] = width
		}
	}
	return widths
}()

const (
	unknownLetter = 600  // thousandths: a letter that is not in the table
	boldIsWider   = 1.08 // than plain
	letterCaution = 1.03 // other programs' letters are somewhat wider
)

// letterWidth is how wide a text is in points.
func letterWidth(text string, size float64, bold bool) float64 {
	sum := 0
	for _, letter := range text {
		width, known := letterWidths[letter]
		if !known {
			width = unknownLetter
		}
		sum += width
	}
	points := float64(sum) / 1000 * size * letterCaution
	if bold {
		points *= boldIsWider
	}
	return points
}

// linesOf is how many lines the runs take in a column of so many points. Words
// are never parted but for one that is longer than the line.
func linesOf(runs []Run, size, room float64, bold bool) int {
	lines, used := 1, 0.0
	space := letterWidth(" ", size, bold)
	var text strings.Builder
	for _, r := range runs {
		text.WriteString(r.shown())
	}
	for word := range strings.FieldsFuncSeq(text.String(), func(r rune) bool { return r == ' ' }) {
		width := letterWidth(word, size, bold)
		if used > 0 && used+space+width > room {
			lines, used = lines+1, 0
		}
		for width > room {
			lines, width = lines+1, width-room
		}
		if used > 0 {
			used += space
		}
		used += width
	}
	return lines
}
