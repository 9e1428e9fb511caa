package boards

import (
	"context"
	"strconv"
	"strings"

	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/rounds"
)

// followRow is what a delivered report is held against, without its texts.
type followRow struct {
	Number     int
	Period     models.Quarter
	Status     models.Status `gorm:"embedded"`
	Milestones models.List[models.MilestoneState]
	StatusNote string
	store.Judged
	Said string // for each cleared report before, newest first: period and whether the two main texts said the same
}

// followQuery compares texts without their white space, in the database, so
// that no text is read. It takes a new line, a tab and the round.
const followQuery = `
SELECT m.number, r.period, r.stage, r.health, r.milestones, r.status_note, ` + store.JudgedColumns + `,
       COALESCE((SELECT string_agg(h.period || ' ' ||
           CASE WHEN h.newsletter_text <> '' AND ` + strippedNews + ` THEN '1' ELSE '0' END ||
           CASE WHEN h.done <> '' AND ` + strippedDone + ` THEN '1' ELSE '0' END, ',' ORDER BY h.period DESC)
         FROM reports h WHERE h.measure_id = r.measure_id AND h.state = 'cleared' AND h.period < r.period AND h.period >= r.period - 12), '') AS said
FROM reports r
JOIN rounds q ON q.id = r.round_id
JOIN plans p ON p.id = q.plan_id
JOIN measures m ON m.id = r.measure_id
WHERE r.round_id = @round AND r.state IN ('submitted', 'cleared')
ORDER BY m.number`

const (
	strippedNews = `replace(replace(replace(h.newsletter_text, ' ', ''), @line, ''), @tab, '') = replace(replace(replace(r.newsletter_text, ' ', ''), @line, ''), @tab, '')`
	strippedDone = `replace(replace(replace(h.done, ' ', ''), @line, ''), @tab, '') = replace(replace(replace(r.done, ' ', ''), @line, ''), @tab, '')`
)

// Mark puts on a board what the coordinator must notice of the reports that are
// delivered: declared against computed status, texts that stand unchanged, and
// milestones that have been moved. It costs one query.
func (r *Reader) Mark(ctx context.Context, board *view.Board, today models.Date) error {
	rows, err := r.followed(ctx, board.Round.ID)
	if err != nil {
		return err
	}
	marks := make(map[int]view.Marks, len(rows))
	for _, row := range rows {
		marks[row.Number] = row.marks(today)
	}
	for i := range board.Cells {
		if m, known := marks[board.Cells[i].Number]; known {
			board.Cells[i].Marks = m
		}
	}
	return nil
}

func (row followRow) marks(today models.Date) view.Marks {
	content := models.ReportContent{Status: row.Status, Milestones: row.Milestones, StatusNote: row.StatusNote}
	judgement := row.Judgement()
	return view.Marks{
		Declared: row.Status.Figure(), Computed: judgement.Of(content, row.Period, today), Note: row.StatusNote,
		Slips: models.SlipsOf(content, row.Period, judgement.Moves), Unchanged: row.unchanged(),
	}
}

// unchanged is the main text that has stood longest; nil when both are new.
func (row followRow) unchanged() *models.UnchangedText {
	runs := []models.UnchangedText{{Text: models.TextNewsletter, Rounds: 1}, {Text: models.TextDone, Rounds: 1}}
	broken := make([]bool, len(runs))
	for part := range strings.SplitSeq(row.Said, ",") {
		period, same, _ := strings.Cut(part, " ")
		index, err := strconv.Atoi(period)
		if err != nil || len(same) != len(runs) {
			continue
		}
		for i := range runs {
			if broken[i] = broken[i] || same[i] != '1'; !broken[i] {
				runs[i].Since = models.QuarterFromIndex(index)
				runs[i].Rounds++
			}
		}
	}
	longest := runs[0]
	if runs[1].Rounds > longest.Rounds {
		longest = runs[1]
	}
	if longest.Rounds == 1 {
		return nil
	}
	return &longest
}
