package deputies

import (
	"gorm.io/gorm"

	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/deputies"
)

const coverableQuery = `
SELECT m.id AS membership_id, m.role, m.organisation_id, o.code AS organisation, u.id AS user_id, u.display_name AS name
FROM memberships m
JOIN users u ON u.id = m.user_id AND u.disabled_at IS NULL
JOIN organisations o ON o.id = m.organisation_id
WHERE m.role IN ('reporter', 'coordinator') AND (? OR m.user_id = ?)
ORDER BY o.code, u.display_name, m.id`

// coverable gives the roles that can be covered: one's own, or everybody's.
func coverable(db *gorm.DB, everybody bool, userID int64) ([]view.Role, error) {
	var roles []view.Role
	err := db.Raw(coverableQuery, everybody, userID).Scan(&roles).Error
	return roles, store.TranslateError(err, "read roles")
}

const colleaguesQuery = `
SELECT DISTINCT u.id AS user_id, u.display_name AS name, o.code AS organisation
FROM memberships m
JOIN users u ON u.id = m.user_id AND u.disabled_at IS NULL
JOIN organisations o ON o.id = m.organisation_id
WHERE m.organisation_id IN ? AND (? OR u.id <> ?)
ORDER BY o.code, u.display_name`

// colleagues gives who belongs to some organisations, without oneself unless
// others' roles are covered too.
func colleagues(db *gorm.DB, organisations []int64, userID int64, everybody bool) ([]view.Colleague, error) {
	var people []view.Colleague
	err := db.Raw(colleaguesQuery, append([]int64{0}, organisations...), everybody, userID).Scan(&people).Error
	return people, store.TranslateError(err, "read colleagues")
}

const listedQuery = `
SELECT d.*, o.code AS organisation, c.display_name AS covered_name, s.display_name AS deputy_name
FROM deputies d
JOIN organisations o ON o.id = d.organisation_id
JOIN users c ON c.id = d.user_id
JOIN users s ON s.id = d.deputy_id
WHERE d.ended_at IS NULL AND d.to_date >= ? AND (? OR d.user_id = ? OR d.deputy_id = ?)
ORDER BY d.from_date, d.id`

// listed gives those that are or will be deputies; those before stand in the
// trail.
func listed(db *gorm.DB, everybody bool, userID int64, today models.Date) ([]view.Cover, error) {
	var covers []view.Cover
	err := db.Raw(listedQuery, today, everybody, userID, userID).Scan(&covers).Error
	return covers, store.TranslateError(err, "read deputies")
}

func membership(tx *store.Tx, id int64) (models.Membership, error) {
	var found models.Membership
	err := tx.Where("id = ?", id).Take(&found).Error
	return found, store.TranslateError(err, "read the role")
}

// standingsOf gives the memberships of a user who may log in.
func standingsOf(tx *store.Tx, userID int64) ([]models.Membership, error) {
	var found []models.Membership
	err := tx.Joins("JOIN users u ON u.id = memberships.user_id AND u.disabled_at IS NULL").Where("memberships.user_id = ?", userID).Find(&found).Error
	return found, store.TranslateError(err, "read the deputy's roles")
}

// standing gives those who are or will be deputies of a user. The user is held,
// so that two are not appointed at once.
func standing(tx *store.Tx, userID int64) ([]models.Deputy, error) {
	if err := tx.Exec("UPDATE users SET language = language WHERE id = ?", userID).Error; err != nil {
		return nil, store.TranslateError(err, "hold the user")
	}
	var found []models.Deputy
	err := tx.Where("user_id = ? AND ended_at IS NULL", userID).Find(&found).Error
	return found, store.TranslateError(err, "read deputies")
}

func get(tx *store.Tx, id int64) (models.Deputy, error) {
	var found models.Deputy
	err := tx.Where("id = ?", id).Take(&found).Error
	return found, store.TranslateError(err, "read the deputy")
}

func end(tx *store.Tx, cover models.Deputy, by int64) error {
	done := tx.Model(&models.Deputy{}).Where("id = ? AND ended_at IS NULL", cover.ID).Updates(map[string]any{"ended_at": tx.Now(), "ended_by": by})
	if done.Error != nil {
		return store.TranslateError(done.Error, "end the deputy")
	}
	if done.RowsAffected != 1 {
		return models.NewError(models.KindState, "deputies.problem.ended")
	}
	return nil
}
