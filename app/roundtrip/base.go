package roundtrip

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"tiltak/models"
)

// base is what a workbook said when it was downloaded. It travels in the
// workbook, so that each field that comes back can be told from one that only
// stands otherwise here now.
type base struct {
	PlanCode      string             `json:"plan"`
	RoundID       int64              `json:"round"`
	Period        models.Quarter     `json:"period"`
	Reports       []baseReport       `json:"reports"`
	Contributions []baseContribution `json:"contributions"`
}

type baseReport struct {
	ID       int64                `json:"id"`
	Number   int                  `json:"number"`
	Revision int                  `json:"revision"`
	Closed   bool                 `json:"closed"`
	Content  models.ReportContent `json:"content"`
}

type baseContribution struct {
	ID       int64                      `json:"id"`
	Number   int                        `json:"number"`
	Revision int                        `json:"revision"`
	Closed   bool                       `json:"closed"`
	Content  models.ContributionContent `json:"content"`
}

func baseOf(book Book) base {
	b := base{PlanCode: book.PlanCode, RoundID: book.RoundID, Period: book.Period}
	for _, r := range book.Reports {
		b.Reports = append(b.Reports, baseReport{r.ID, r.Number, r.Revision, !r.State.Editable(), r.Content})
	}
	for _, c := range book.Contributions {
		b.Contributions = append(b.Contributions, baseContribution{c.ID, c.Number, c.Revision, c.Closed, c.Content})
	}
	return b
}

// What the hidden sheet begins with. The mark tells our workbooks from others.
const baseMark = "tiltaksoversikten/rapporteringsrunde"

// mostBase bounds what the hidden sheet may unfold to, in bytes.
const mostBase = 16 << 20

// chunk is how many letters of the base stand in one cell.
const chunk = 30000

// errBase says that the hidden sheet is not as it was written.
var errBase = errors.New("roundtrip: the hidden sheet is damaged")

// encode gives the base as the texts of cells, in letters that no spreadsheet
// changes, and a checksum of them.
func (b base) encode() (cells []string, sum string, err error) {
	text, err := json.Marshal(b)
	if err != nil {
		return nil, "", models.Wrap(err, "encode a workbook's base")
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(text); err != nil {
		return nil, "", models.Wrap(err, "pack a workbook's base")
	}
	if err := z.Close(); err != nil {
		return nil, "", models.Wrap(err, "pack a workbook's base")
	}
	letters := base64.StdEncoding.EncodeToString(packed.Bytes())
	sum = sumOf(letters)
	for len(letters) > chunk {
		cells, letters = append(cells, letters[:chunk]), letters[chunk:]
	}
	return append(cells, letters), sum, nil
}

func decodeBase(cells []string, sum string) (base, error) {
	letters := strings.Join(cells, "")
	if sumOf(letters) != strings.TrimSpace(sum) {
		return base{}, errBase
	}
	packed, err := base64.StdEncoding.DecodeString(letters)
	if err != nil {
		return base{}, errBase
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return base{}, errBase
	}
	text, err := io.ReadAll(io.LimitReader(z, mostBase))
	if err != nil {
		return base{}, errBase
	}
	var b base
	if err := json.Unmarshal(text, &b); err != nil {
		return base{}, errBase
	}
	return b, nil
}

func sumOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
