package boards

import (
	"context"
	"slices"
	"time"

	"tiltak/app/language"
	"tiltak/models"
	view "tiltak/views/rounds"
)

// always is later than anything that is stored.
var always = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)

// Board gives the board of a round as it is now. It costs three queries.
func (r *Reader) Board(ctx context.Context, planID int64, period models.Quarter, today models.Date) (view.Board, error) {
	round, trouble, err := r.roundWithMail(ctx, planID, period)
	if err != nil {
		return view.Board{}, err
	}
	reports, err := r.cells(ctx, round.ID, always)
	if err != nil {
		return view.Board{}, err
	}
	paragraphs, err := r.paragraphs(ctx, round.ID, always)
	if err != nil {
		return view.Board{}, err
	}
	board := assemble(round, reports, paragraphs, today)
	board.MailTrouble = trouble
	return board, nil
}

// BoardAt gives the board of a round as it was at the end of a day in Oslo. It
// costs four queries. What measures are called and who owes them is told as it
// is now.
func (r *Reader) BoardAt(ctx context.Context, planID int64, period models.Quarter, day models.Date) (view.Board, error) {
	end := day.EndIn(language.Oslo).UTC()
	round, err := r.roundBefore(ctx, planID, period, end)
	if err != nil {
		return view.Board{}, err
	}
	reports, err := r.cells(ctx, round.ID, end)
	if err != nil {
		return view.Board{}, err
	}
	paragraphs, err := r.paragraphs(ctx, round.ID, end)
	if err != nil {
		return view.Board{}, err
	}
	moves, err := r.moves(ctx, round.ID, end)
	if err != nil {
		return view.Board{}, err
	}
	rewind(reports, paragraphs, models.Replay(moves))
	board := assemble(round, reports, paragraphs, day)
	return board, nil
}

// assemble builds the board out of rows that come by measure number. today is
// the day it shows.
func assemble(round models.Round, reports []cellRow, paragraphs []paragraphRow, today models.Date) view.Board {
	board := view.Board{Round: round, Edition: round.State == models.RoundClosed}
	place := map[int64]int{}
	ministries := map[int64]*view.Ministry{}
	var order []int64
	ministry := func(id int64, code string, name models.Name) *view.Ministry {
		if ministries[id] == nil {
			ministries[id] = &view.Ministry{Code: code, Name: name}
			order = append(order, id)
		}
		return ministries[id]
	}
	for _, row := range reports {
		cell := row.cell(round, today)
		place[row.ID] = len(board.Cells)
		board.Cells = append(board.Cells, cell)
		board.Add(cell.Delivery)
		ministry(row.LeadID, row.Code, row.Name).AddReport(cell)
		if !slices.ContainsFunc(board.Areas, func(a view.Area) bool { return a.Number == row.Area }) {
			board.Areas = append(board.Areas, view.Area{Number: row.Area, Title: row.AreaTitle})
		}
	}
	for _, row := range paragraphs {
		cell := &board.Cells[place[row.ReportID]]
		paragraph := row.paragraph(round, *cell, today)
		cell.Contributions = append(cell.Contributions, paragraph)
		ministry(row.OrganisationID, row.Code, row.Name).AddParagraph(paragraph)
	}
	slices.Sort(order)
	for _, id := range order {
		board.Ministries = append(board.Ministries, *ministries[id])
	}
	slices.SortFunc(board.Areas, func(a, b view.Area) int { return a.Number - b.Number })
	return board
}
