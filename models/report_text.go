package models

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Encode writes the content as canonical JSON: fields in declared order, no
// white space, text as it is, lists never null. Revisions are made of it.
func (c ReportContent) Encode() (string, error) {
	if c.Links == nil {
		c.Links = List[Link]{}
	}
	if c.Milestones == nil {
		c.Milestones = List[MilestoneState]{}
	}
	return canonicalJSON(c)
}

// DecodeReportContent reads what ReportContent.Encode wrote.
func DecodeReportContent(text string) (ReportContent, error) {
	var c ReportContent
	err := json.Unmarshal([]byte(text), &c)
	return c, Wrap(err, "decode report content")
}

// ContributionContent is what a contributing ministry writes.
type ContributionContent struct {
	Text     string   `json:"text"`
	Language Language `json:"language"`
}

// Encode writes the content as canonical JSON.
func (c ContributionContent) Encode() (string, error) { return canonicalJSON(c) }

// DecodeContributionContent reads what ContributionContent.Encode wrote.
func DecodeContributionContent(text string) (ContributionContent, error) {
	var c ContributionContent
	err := json.Unmarshal([]byte(text), &c)
	return c, Wrap(err, "decode contribution content")
}

func canonicalJSON(value any) (string, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return "", Wrap(err, "encode as canonical JSON")
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// CleanText makes what a browser sent fit to keep: line feeds alone between
// lines, no bytes that are no text, and none of the control characters that
// databases and documents refuse. It takes away nothing that can be seen.
func CleanText(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	return strings.Map(func(r rune) rune {
		if (r < ' ' && r != '\n' && r != '\t') || r == 0x7F {
			return -1
		}
		return r
	}, text)
}

// JoinMark begins the lines that say whose text follows, where two texts that
// collided have been put together. They must be gone before submission.
const JoinMark = "▼ "

// HasJoinMark tells whether a text still has such a line.
func HasJoinMark(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, JoinMark) {
			return true
		}
	}
	return false
}
