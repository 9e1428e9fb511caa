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
	letterCaution = 1.01 // programs round each in its way
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

// linesOf is how many lines the runs take in a column of so many points.
func linesOf(runs []Run, size, room float64, bold bool) int {
	return len(lineStarts(plainText(runs), size, room, bold))
}

// lineStarts gives where in the text each line begins, if it is set in a column of
// so many points. Words are never parted but for one that is longer than the line.
func lineStarts(text string, size, room float64, bold bool) []int {
	starts, used := []int{0}, 0.0
	space := letterWidth(" ", size, bold)
	for at := 0; at < len(text); {
		word, _, _ := strings.Cut(text[at:], " ")
		width := letterWidth(word, size, bold)
		if used > 0 && used+space+width > room && word != "" {
			starts, used = append(starts, at), 0
		}
		if used > 0 {
			used += space
		}
		if width <= room {
			used += width
		} else {
			for i, letter := range word {
				wide := letterWidth(string(letter), size, bold)
				if used > 0 && used+wide > room {
					starts, used = append(starts, at+i), 0
				}
				used += wide
			}
		}
		at += len(word) + len(" ")
	}
	return starts
}

// cut parts runs where the line of that number begins. A mark is never parted.
func cut(runs []Run, line int, size, room float64, bold bool) (before, after []Run) {
	starts := lineStarts(plainText(runs), size, room, bold)
	if line >= len(starts) {
		return runs, nil
	}
	left := starts[max(line, 1)]
	for i, r := range runs {
		switch text := r.shown(); {
		case left >= len(text):
			before, left = append(before, r), left-len(text)
			continue
		case left > 0 && !r.Mark:
			head, tail := r, r
			head.Text, tail.Text = text[:left], text[left:]
			return append(before, head), append([]Run{tail}, runs[i+1:]...)
		case left > 0 && len(before) == 0: // a mark longer than the box
			return runs[:i+1], runs[i+1:]
		}
		return before, runs[i:]
	}
	return before, nil
}
