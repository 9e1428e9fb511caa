package users

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"tiltak/app/access"
	"tiltak/app/store"
	"tiltak/models"
)

type accountRow struct {
	models.User
	Role           models.Role
	OrganisationID int64
	Code           string
	Kind           models.OrganisationKind
	ParentID       *int64
}

const accountsQuery = `
SELECT u.id, u.username, u.display_name, u.email, u.language, u.disabled_at, u.created_at, u.password_hash,
       COALESCE(m.role, '') AS role, COALESCE(o.id, 0) AS organisation_id, COALESCE(o.code, '') AS code,
       COALESCE(o.kind, '') AS kind, o.parent_id
FROM users u
LEFT JOIN memberships m ON m.user_id = u.id
LEFT JOIN organisations o ON o.id = m.organisation_id
WHERE ? = 0 OR u.id = ?
ORDER BY u.username, m.id`

// List gives all users by username.
func (r *Register) List(ctx context.Context) ([]Account, error) { return r.read(ctx, 0) }

// Get gives one user.
func (r *Register) Get(ctx context.Context, id int64) (Account, error) {
	if id == 0 {
		return Account{}, models.NotFound()
	}
	found, err := r.read(ctx, id)
	if err == nil && len(found) == 0 {
		err = models.NotFound()
	}
	if err != nil {
		return Account{}, err
	}
	return found[0], nil
}

// Find gives the user of a name.
func (r *Register) Find(ctx context.Context, username string) (Account, error) {
	user, err := r.accounts.FindUser(ctx, models.NormalUsername(username))
	if err != nil {
		return Account{}, err
	}
	if user == nil {
		return Account{}, models.NewError(models.KindNotFound, "users.problem.unknown", "Username", username)
	}
	return r.Get(ctx, user.ID)
}

func (r *Register) read(ctx context.Context, id int64) ([]Account, error) {
	var rows []accountRow
	if err := r.store.Read(ctx).Raw(accountsQuery, id, id).Scan(&rows).Error; err != nil {
		return nil, store.TranslateError(err, "read users")
	}
	var accounts []Account
	for _, row := range rows {
		if len(accounts) == 0 || accounts[len(accounts)-1].User.ID != row.User.ID {
			accounts = append(accounts, Account{User: row.User})
		}
		if row.Role != "" {
			last := &accounts[len(accounts)-1]
			last.Standings = append(last.Standings, models.Standing{Role: row.Role, OrganisationID: row.OrganisationID, OrganisationCode: row.Code, Kind: row.Kind, ParentID: row.ParentID})
		}
	}
	return accounts, nil
}

// Organisations gives all organisations by code, to choose from.
func (r *Register) Organisations(ctx context.Context) ([]models.Organisation, error) {
	var organisations []models.Organisation
	err := r.store.Read(ctx).Order("code").Find(&organisations).Error
	return organisations, store.TranslateError(err, "list organisations")
}

// SetStandings gives a user exactly these memberships.
func (r *Register) SetStandings(ctx context.Context, actor store.Actor, userID int64, standings []access.NewStanding) error {
	before, err := r.Get(ctx, userID)
	if err != nil {
		return err
	}
	had := make([]access.NewStanding, 0, len(before.Standings))
	for _, s := range before.Standings {
		had = append(had, access.NewStanding{Role: s.Role, Organisation: s.OrganisationCode})
	}
	return r.change(ctx, func(tx *store.Tx) error {
		if err := tx.Where("user_id = ?", userID).Delete(&models.Membership{}).Error; err != nil {
			return err
		}
		if err := access.AddStandings(tx, userID, standings); err != nil {
			return err
		}
		return tx.Record(actor, "user.roles", "user", userID, "",
			map[string]any{"standings": standingsOf(had)}, map[string]any{"standings": standingsOf(standings)})
	})
}

// Disable keeps a user out from now on: all sessions end, and links to set a
// password are spent. The user stays in the trail.
func (r *Register) Disable(ctx context.Context, actor store.Actor, userID int64) error {
	return r.change(ctx, func(tx *store.Tx) error {
		if err := toggle(tx, userID, "users.problem.disabled", "disabled_at IS NULL", tx.Now()); err != nil {
			return err
		}
		if err := tx.Where("user_id = ?", userID).Delete(&access.Session{}).Error; err != nil {
			return err
		}
		if err := tx.Exec("DELETE FROM one_time_links WHERE user_id = ? AND used_at IS NULL", userID).Error; err != nil {
			return err
		}
		return tx.Record(actor, "user.disable", "user", userID, "", nil, nil)
	})
}

// Enable lets a disabled user in again.
func (r *Register) Enable(ctx context.Context, actor store.Actor, userID int64) error {
	return r.change(ctx, func(tx *store.Tx) error {
		if err := toggle(tx, userID, "users.problem.enabled", "disabled_at IS NOT NULL", nil); err != nil {
			return err
		}
		return tx.Record(actor, "user.enable", "user", userID, "", nil, nil)
	})
}

// toggle sets when the user was disabled, if the user is as the condition says.
func toggle(tx *store.Tx, userID int64, problemKey, condition string, disabledAt any) error {
	if err := tx.Where("id = ?", userID).Take(&models.User{}).Error; err != nil {
		return err
	}
	changed := tx.Model(&models.User{}).Where("id = ?", userID).Where(condition).Update("disabled_at", disabledAt)
	if changed.Error == nil && changed.RowsAffected == 0 {
		return models.NewError(models.KindState, problemKey)
	}
	return changed.Error
}

// change makes a change that might take the last administrator away, and
// refuses it if it does. Such changes wait for each other, so that two
// administrators cannot take each other away at once.
func (r *Register) change(ctx context.Context, do func(*store.Tx) error) error {
	return r.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		if _, err := tx.LockHead(); err != nil {
			return err
		}
		before, err := administrators(tx)
		if err != nil {
			return err
		}
		if err := do(tx); err != nil {
			return err
		}
		after, err := administrators(tx)
		if err != nil {
			return err
		}
		return models.MayLoseAdministrator(before, after)
	})
}

// administrators counts those who can log in and manage users. In a demo nobody
// needs a password.
func administrators(tx *store.Tx) (int, error) {
	var count int
	err := tx.Session(&gorm.Session{NewDB: true}).Raw(`SELECT COUNT(DISTINCT u.id) FROM users u
		JOIN memberships m ON m.user_id = u.id AND m.role = 'admin'
		JOIN installation i ON i.id = 1
		WHERE u.disabled_at IS NULL AND (u.password_hash <> '' OR i.demo)`).Scan(&count).Error
	return count, err
}

// Add makes a user.
func (r *Register) Add(ctx context.Context, actor store.Actor, account access.NewUser) (models.User, error) {
	user, err := r.accounts.Add(ctx, actor, account)
	var known *models.Error
	if errors.As(err, &known) && known.Kind == models.KindConflict {
		var problems models.Problems
		problems.Add("brukernavn", "account.problem.username_taken")
		return user, problems.Err()
	}
	return user, err
}
