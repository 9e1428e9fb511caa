package shelf

import (
	"context"

	"tiltak/app/store"
	"tiltak/models"
)

// links are what a revision hangs in.
type links struct {
	PreviousHash string             // of the revision made before it in the plan, as it is now
	Anchor       *models.AuditEvent // the line of the trail, as it is now; nil: gone
}

func (s *Shelf) links(ctx context.Context, revision models.EditionRevision) (links, error) {
	var rows []struct {
		models.AuditEvent
		PreviousEdition string
		HasAnchor       bool
	}
	err := s.store.Read(ctx).Raw(`
SELECT COALESCE(p.hash, '') AS previous_edition, a.sequence IS NOT NULL AS has_anchor, a.*
FROM (SELECT 1 AS one) x
LEFT JOIN edition_revisions p ON p.id = (SELECT MAX(e.id) FROM edition_revisions e WHERE e.plan_id = ? AND e.id < ?)
LEFT JOIN audit_events a ON a.sequence = ?`, revision.PlanID, revision.ID, revision.AuditSequence).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return links{}, store.TranslateError(err, "read what an edition hangs in")
	}
	found := links{PreviousHash: rows[0].PreviousEdition}
	if rows[0].HasAnchor {
		found.Anchor = &rows[0].AuditEvent
	}
	return found, nil
}
