// Package shelf shows editions: the list of them, and each with what vouches
// for it.
package shelf

import (
	"context"

	"tiltak/app/editions"
	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/editions"
)

// Shelf reads editions for their pages.
type Shelf struct {
	store  *store.Store
	reader *editions.Reader
}

// NewShelf makes the shelf of a store.
func NewShelf(s *store.Store) *Shelf { return &Shelf{store: s, reader: editions.NewReader(s)} }

// pageSize is how many revisions a page lists.
const pageSize = 24

// List gives a page of editions, newest first. It costs one query.
func (s *Shelf) List(ctx context.Context, planID int64, page int) (view.List, error) {
	rows, err := s.reader.List(ctx, planID, (page-1)*pageSize, pageSize+1)
	if err != nil {
		return view.List{}, err
	}
	list := view.List{Page: page, More: len(rows) > pageSize}
	for _, row := range rows[:min(len(rows), pageSize)] {
		if last := len(list.Periods) - 1; last < 0 || list.Periods[last].Period != row.Period {
			list.Periods = append(list.Periods, view.Period{Period: row.Period, Unsettled: unsettled(row.Unsettled)})
		}
		period := &list.Periods[len(list.Periods)-1]
		period.Revisions = append(period.Revisions, view.Revision{
			Ref: row.Ref(), Kind: row.Kind, Reason: row.Reason, StatusDate: row.StatusDate, MadeAt: row.MadeAt, Hash: row.Hash,
		})
	}
	return list, nil
}

// Edition gives one edition and checks it: every hash is computed anew. whole
// gives what is not for publication too. It costs two queries.
func (s *Shelf) Edition(ctx context.Context, planID int64, ref models.EditionRef, whole bool) (view.Page, error) {
	edition, err := s.reader.Load(ctx, planID, ref, whole)
	if err != nil {
		return view.Page{}, err
	}
	links, err := s.links(ctx, edition.Revision)
	if err != nil {
		return view.Page{}, err
	}
	r := edition.Revision
	return view.Page{
		Ref: edition.Ref, Newest: edition.Newest, Revision: r, Snapshot: edition.Snapshot, Complete: whole,
		Unsettled: unsettled(edition.Unsettled),
		Checks: view.Checks{
			Public:   models.HashText(r.PublicPayload) == r.PublicHash,
			Complete: models.HashText(r.CompletePayload) == r.CompleteHash,
			Chain:    r.ChainHash() == r.Hash && links.PreviousHash == r.PreviousHash,
			Anchor:   links.Anchor != nil && links.Anchor.Hash == r.AuditHash && links.Anchor.ChainHash() == r.AuditHash,
		},
	}, nil
}

func unsettled(u editions.Unsettled) view.Unsettled {
	return view.Unsettled{Reopened: u.ReopenedBecause, Corrections: u.Corrections}
}
