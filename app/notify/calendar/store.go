package calendar

import (
	"gorm.io/gorm"

	"tiltak/app/access"
	"tiltak/app/store"
	"tiltak/models"
)

func revoke(tx *store.Tx, userID int64) error {
	err := tx.Model(&models.CalendarFeed{}).Where("user_id = ? AND revoked_at IS NULL", userID).Update("revoked_at", tx.Now()).Error
	return store.TranslateError(err, "revoke the calendar")
}

func current(db *gorm.DB, userID int64) (*models.CalendarFeed, error) {
	var feeds []models.CalendarFeed
	err := db.Where("user_id = ? AND revoked_at IS NULL", userID).Limit(1).Find(&feeds).Error
	if err != nil || len(feeds) == 0 {
		return nil, store.TranslateError(err, "read the calendar")
	}
	return &feeds[0], nil
}

// holder is who has a secret, as they stand in the plan that is asked for.
type holder struct {
	person models.Person
	planID int64
}

type holderRow struct {
	PlanID         int64
	CoordinatorID  int64
	UserID         int64
	Username       string
	DisplayName    string
	Language       models.Language
	Role           models.Role
	OrganisationID int64
	Code           string
	Kind           models.OrganisationKind
	ParentID       *int64
}

const holderQuery = `
SELECT p.id AS plan_id, p.coordinator_id, u.id AS user_id, u.username, u.display_name, u.language,
       COALESCE(m.role, '') AS role, COALESCE(o.id, 0) AS organisation_id, COALESCE(o.code, '') AS code, COALESCE(o.kind, '') AS kind, o.parent_id
FROM calendar_feeds f
JOIN users u ON u.id = f.user_id AND u.disabled_at IS NULL
JOIN plans p ON (? <> '' AND p.code = ?) OR (? = '' AND p.is_default)
LEFT JOIN ` + access.HeldMemberships + ` h ON h.holder = u.id
LEFT JOIN memberships m ON m.id = h.membership_id
LEFT JOIN organisations o ON o.id = m.organisation_id
WHERE f.secret_hash = ? AND f.revoked_at IS NULL
ORDER BY m.id`

func holderOf(db *gorm.DB, hash, planCode string, today models.Date) (holder, error) {
	var rows []holderRow
	err := db.Raw(holderQuery, planCode, planCode, planCode, today, today, hash).Scan(&rows).Error
	if err != nil {
		return holder{}, store.TranslateError(err, "read whose calendar it is")
	}
	if len(rows) == 0 {
		return holder{}, models.NotFound()
	}
	first := rows[0]
	person := models.Person{UserID: first.UserID, Username: first.Username, DisplayName: first.DisplayName, Language: first.Language}
	for _, row := range rows {
		if row.Role != "" {
			person.Standings = append(person.Standings, models.Standing{
				Role: row.Role, OrganisationID: row.OrganisationID, OrganisationCode: row.Code, Kind: row.Kind, ParentID: row.ParentID,
			})
		}
	}
	return holder{person: person.InPlan(first.CoordinatorID), planID: first.PlanID}, nil
}
