package keys

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"tiltak/app/access"
	"tiltak/app/store"
	"tiltak/models"
)

type oneTimeLink struct {
	ID        int64
	TokenHash string
	Purpose   Purpose
	UserID    *int64
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
}

// TableName of the links.
func (oneTimeLink) TableName() string { return "one_time_links" }

// FirstAdministratorLink gives the secret of a link for making the first
// administrator, or nothing when there are users already. Earlier links of the
// kind are spent.
func (r *Ring) FirstAdministratorLink(ctx context.Context) (string, error) {
	users, err := countUsers(r.store.Read(ctx))
	if err != nil || users > 0 {
		return "", err
	}
	return r.newLink(ctx, store.CommandLine(), FirstAdministrator, nil)
}

// PasswordLink gives the secret of a link with which a user sets a password.
// Earlier links of the user are spent; the old password works until then.
func (r *Ring) PasswordLink(ctx context.Context, actor store.Actor, userID int64) (string, error) {
	return r.newLink(ctx, actor, SetPassword, &userID)
}

func (r *Ring) newLink(ctx context.Context, actor store.Actor, purpose Purpose, userID *int64) (string, error) {
	secret := access.NewSecret()
	err := r.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		earlier := tx.Where("purpose = ? AND used_at IS NULL", purpose)
		var id any = ""
		if userID != nil {
			earlier, id = earlier.Where("user_id = ?", *userID), *userID
		}
		if err := earlier.Delete(&oneTimeLink{}).Error; err != nil {
			return err
		}
		link := oneTimeLink{TokenHash: models.HashText(secret), Purpose: purpose, UserID: userID, CreatedAt: tx.Now(), ExpiresAt: tx.Now().Add(LinkLife)}
		if err := tx.Create(&link).Error; err != nil {
			return err
		}
		return tx.Record(actor, "user.link", "user", id, "", nil, map[string]any{"purpose": purpose, "expires_at": link.ExpiresAt})
	})
	return secret, err
}

// Link gives what a secret lets one do. A link that is used, too old or never
// was gives one and the same error.
func (r *Ring) Link(ctx context.Context, secret string) (Link, error) {
	var link Link
	err := r.store.Read(ctx).Raw(`SELECT l.purpose, l.user_id, COALESCE(u.username, '') AS username
		FROM one_time_links l LEFT JOIN users u ON u.id = l.user_id
		WHERE l.token_hash = ? AND l.used_at IS NULL AND l.expires_at > ? AND (l.user_id IS NULL OR u.disabled_at IS NULL)`,
		models.HashText(secret), r.store.Now()).Scan(&link).Error
	if err == nil && link.Purpose == "" {
		return link, linkSpent()
	}
	return link, store.TranslateError(err, "read a link")
}

// spend takes a link so that nobody else can: of two at once, one gets it.
func spend(tx *store.Tx, secret string) error {
	spent := tx.Model(&oneTimeLink{}).Where("token_hash = ? AND used_at IS NULL AND expires_at > ?", models.HashText(secret), tx.Now()).Update("used_at", tx.Now())
	if spent.Error == nil && spent.RowsAffected == 0 {
		return linkSpent()
	}
	return spent.Error
}

// MakeFirstAdministrator makes the first user, with the link's secret.
func (r *Ring) MakeFirstAdministrator(ctx context.Context, secret string, chosen NewAdministrator) error {
	if link, err := r.Link(ctx, secret); err != nil {
		return err
	} else if link.Purpose != FirstAdministrator {
		return linkSpent()
	}
	if err := chosen.check(); err != nil {
		return err
	}
	hash, err := r.passwords.Hash(ctx, chosen.Password)
	if err != nil {
		return err
	}
	return r.store.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.LockHead(); err != nil { // two links used at once make one administrator
			return err
		}
		if err := spend(tx, secret); err != nil {
			return err
		}
		if users, err := countUsers(tx.DB); err != nil {
			return err
		} else if users > 0 {
			return linkSpent()
		}
		var plan models.Plan
		if err := tx.Where("is_default").Take(&plan).Error; err != nil {
			return err
		}
		user := models.User{Username: chosen.Username, DisplayName: chosen.DisplayName, PasswordHash: hash, Language: models.Bokmaal}
		if err := tx.Create(&user).Error; err != nil {
			return err
		}
		if err := tx.Create(&models.Membership{UserID: user.ID, OrganisationID: plan.CoordinatorID, Role: models.Admin}).Error; err != nil {
			return err
		}
		return tx.Record(store.Actor{UserID: &user.ID, Who: user.DisplayName}, "user.first_administrator", "user", user.ID, "", nil, map[string]string{"username": user.Username})
	})
}

func countUsers(db *gorm.DB) (int64, error) {
	var users int64
	err := db.Session(&gorm.Session{NewDB: true}).Model(&models.User{}).Count(&users).Error
	return users, store.TranslateError(err, "count users")
}

// SetPassword sets the password of the user a link was made for, and ends all
// of the user's sessions.
func (r *Ring) SetPassword(ctx context.Context, secret, password, again string) error {
	link, err := r.Link(ctx, secret)
	if err != nil {
		return err
	}
	if link.Purpose != SetPassword || link.UserID == nil {
		return linkSpent()
	}
	var problems models.Problems
	if checkNewPassword(&problems, password, again); problems.Err() != nil {
		return problems.Err()
	}
	hash, err := r.passwords.Hash(ctx, password)
	if err != nil {
		return err
	}
	return r.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		if err := spend(tx, secret); err != nil {
			return err
		}
		return setHash(tx, store.Actor{UserID: link.UserID, Who: link.Username}, *link.UserID, hash, "")
	})
}

// setHash stores a password's hash and ends the user's sessions, but for the
// one whose secret is kept.
func setHash(tx *store.Tx, actor store.Actor, userID int64, hash, keptSecret string) error {
	if err := tx.Model(&models.User{}).Where("id = ?", userID).Update("password_hash", hash).Error; err != nil {
		return err
	}
	if err := tx.Where("user_id = ? AND token_hash <> ?", userID, models.HashText(keptSecret)).Delete(&access.Session{}).Error; err != nil {
		return err
	}
	if err := tx.Where("user_id = ? AND used_at IS NULL", userID).Delete(&oneTimeLink{}).Error; err != nil {
		return err
	}
	return tx.Record(actor, "user.password", "user", userID, "", nil, nil)
}

// ChangePassword changes the person's own password. All other sessions of the
// person end; the one of the secret stays.
func (r *Ring) ChangePassword(ctx context.Context, person models.Person, sessionSecret, current, password, again string) error {
	var user models.User
	if err := r.store.Read(ctx).Where("id = ?", person.UserID).Take(&user).Error; err != nil {
		return store.TranslateError(err, "read own user")
	}
	var problems models.Problems
	checkNewPassword(&problems, password, again)
	if matches, err := r.passwords.Matches(ctx, &user, current); err != nil {
		return err
	} else if !matches {
		problems.Add("passord", "keys.problem.current")
	}
	if problems.Err() != nil {
		return problems.Err()
	}
	hash, err := r.passwords.Hash(ctx, password)
	if err != nil {
		return err
	}
	return r.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		return setHash(tx, store.ActorOf(person), person.UserID, hash, sessionSecret)
	})
}

// Administer sets a user's password from the command line.
func (r *Ring) Administer(ctx context.Context, actor store.Actor, userID int64, password string) error {
	hash, err := r.passwords.Hash(ctx, password)
	if err != nil {
		return err
	}
	return r.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		return setHash(tx, actor, userID, hash, "")
	})
}

// ChooseLanguage sets the language in which the person reads the pages.
func (r *Ring) ChooseLanguage(ctx context.Context, person models.Person, chosen models.Language) error {
	if !chosen.Valid() {
		return models.NewError(models.KindInvalid, "keys.problem.language")
	}
	return r.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		if err := tx.Model(&models.User{}).Where("id = ?", person.UserID).Update("language", chosen).Error; err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "user.language", "user", person.UserID, "", map[string]any{"language": person.Language}, map[string]any{"language": chosen})
	})
}

// Email gives the address that mails to the person go to; there may be none.
func (r *Ring) Email(ctx context.Context, person models.Person) (string, error) {
	var user models.User
	err := r.store.Read(ctx).Select("email").Where("id = ?", person.UserID).Take(&user).Error
	return user.Email, store.TranslateError(err, "read an address")
}

// SaveEmail sets the address that mails to the person go to, or none. The trail
// is for good, so it does not tell the address.
func (r *Ring) SaveEmail(ctx context.Context, actor store.Actor, userID int64, address string) error {
	address = models.NormalEmail(address)
	var problems models.Problems
	if problems.CheckEmail("epost", address); problems.Err() != nil {
		return problems.Err()
	}
	return r.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		done := tx.Model(&models.User{}).Where("id = ?", userID).Update("email", address)
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 0 {
			return models.NotFound()
		}
		return tx.Record(actor, "user.email", "user", userID, "", nil, nil)
	})
}

// AddToken makes a token for another system and gives its secret, which is
// shown once and never stored.
func (r *Ring) AddToken(ctx context.Context, actor store.Actor, name string) (models.Token, string, error) {
	var problems models.Problems
	if problems.CheckTokenName("navn", name); problems.Err() != nil {
		return models.Token{}, "", problems.Err()
	}
	secret := tokenPrefix + access.NewSecret()
	token := models.Token{Name: name, Hash: models.HashText(secret), Scope: models.TokenScopeNewsletter, CreatedBy: actor.UserID}
	err := r.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		if err := tx.Create(&token).Error; err != nil {
			return err
		}
		return tx.Record(actor, "token.add", "token", token.ID, "", nil, map[string]string{"name": name, "scope": token.Scope})
	})
	if models.IsKind(err, models.KindConflict) {
		problems.Add("navn", "keys.problem.token_name")
		return models.Token{}, "", problems.Err()
	}
	return token, secret, err
}

// Tokens lists all tokens, the newest first.
func (r *Ring) Tokens(ctx context.Context) ([]models.Token, error) {
	var tokens []models.Token
	err := r.store.Read(ctx).Order("id DESC").Find(&tokens).Error
	return tokens, store.TranslateError(err, "list tokens")
}

// RevokeToken ends a token for good.
func (r *Ring) RevokeToken(ctx context.Context, actor store.Actor, id int64) error {
	return r.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		var token models.Token
		if err := tx.Where("id = ?", id).Take(&token).Error; err != nil {
			return err
		}
		if token.RevokedAt != nil {
			return models.NewError(models.KindState, "keys.problem.revoked")
		}
		if err := tx.Model(&token).Update("revoked_at", tx.Now()).Error; err != nil {
			return err
		}
		return tx.Record(actor, "token.revoke", "token", id, "", nil, map[string]string{"name": token.Name})
	})
}

// usedAfter is how old the time of last use may grow before it is written anew.
const usedAfter = time.Minute

// TokenOf gives the token of a secret, if it is good, and notes that it was
// used. Anything else gives an unauthenticated error.
func (r *Ring) TokenOf(ctx context.Context, secret string) (models.Token, error) {
	var token models.Token
	err := r.store.Read(ctx).Where("hash = ? AND revoked_at IS NULL", models.HashText(secret)).Take(&token).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return token, models.NewError(models.KindUnauthenticated, "keys.problem.token")
	}
	if err != nil {
		return token, store.TranslateError(err, "read a token")
	}
	if now := r.store.Now(); token.UsedAt == nil || now.Sub(*token.UsedAt) > usedAfter {
		err = r.store.Read(ctx).Model(&token).UpdateColumn("used_at", now).Error
	}
	return token, store.TranslateError(err, "note the use of a token")
}
