package access

import (
	"context"
	"errors"
	"strings"
	"time"

	"gorm.io/gorm"

	"tiltak/app/language"
	"tiltak/app/pages"
	"tiltak/app/store"
	"tiltak/models"
)

// Accounts reads and writes users, sessions and tokens.
type Accounts struct {
	store *store.Store
}

// NewAccounts makes the accounts of a store.
func NewAccounts(s *store.Store) *Accounts { return &Accounts{store: s} }

type visitRow struct {
	DataVersion    int64
	Demo           bool
	PlanID         *int64
	PlanCode       string
	PlanNB         string `gorm:"column:plan_nb"`
	PlanNN         string `gorm:"column:plan_nn"`
	PlanEN         string `gorm:"column:plan_en"`
	IsDefault      bool
	CoordinatorID  int64
	RoundID        *int64
	RoundPeriod    models.Quarter
	RoundState     models.RoundState
	RoundDeadline  models.Date
	SeenAt         *time.Time
	UserID         *int64
	Username       string
	DisplayName    string
	Language       models.Language
	Role           models.Role
	OrganisationID int64
	Code           string
	Kind           models.OrganisationKind
	ParentID       *int64
	CoveredName    string // of whom the person is deputy for in this standing
}

// HeldMemberships is a table in brackets, for a query: who (holder) has which
// membership (membership_id), and whose it is (covered) where it is another's and
// the holder stands in as deputy. It takes today's date, twice.
const HeldMemberships = `(SELECT user_id AS holder, id AS membership_id, NULL AS covered FROM memberships
           UNION ALL
           SELECT d.deputy_id, own.id, d.user_id FROM deputies d
           JOIN memberships own ON own.user_id = d.user_id AND own.organisation_id = d.organisation_id AND own.role = d.role
           JOIN users away ON away.id = d.user_id AND away.disabled_at IS NULL
           WHERE d.ended_at IS NULL AND d.from_date <= ? AND d.to_date >= ?)`

const visitQuery = `
SELECT i.data_version, i.demo,
       p.id AS plan_id, COALESCE(p.code, '') AS plan_code, COALESCE(p.title_nb, '') AS plan_nb, COALESCE(p.title_nn, '') AS plan_nn,
       COALESCE(p.title_en, '') AS plan_en, COALESCE(p.is_default, FALSE) AS is_default, COALESCE(p.coordinator_id, 0) AS coordinator_id,
       r.id AS round_id, r.period AS round_period, COALESCE(r.state, '') AS round_state, r.deadline AS round_deadline,
       s.seen_at, u.id AS user_id, COALESCE(u.username, '') AS username, COALESCE(u.display_name, '') AS display_name, COALESCE(u.language, '') AS language,
       COALESCE(m.role, '') AS role, COALESCE(o.id, 0) AS organisation_id, COALESCE(o.code, '') AS code, COALESCE(o.kind, '') AS kind, o.parent_id,
       COALESCE(c.display_name, '') AS covered_name
FROM installation i
LEFT JOIN plans p ON (? <> '' AND p.code = ?) OR (? = '' AND p.is_default)
LEFT JOIN rounds r ON r.plan_id = p.id AND r.state IN ('open', 'in_review')
LEFT JOIN sessions s ON s.token_hash = ? AND s.expires_at > ? AND s.seen_at > ?
LEFT JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
LEFT JOIN ` + HeldMemberships + ` h ON h.holder = u.id
LEFT JOIN memberships m ON m.id = h.membership_id
LEFT JOIN users c ON c.id = h.covered
LEFT JOIN organisations o ON o.id = m.organisation_id
WHERE i.id = 1
ORDER BY c.id IS NOT NULL, m.id`

// Visit reads who holds the session secret and which plan is called, in one
// query. An unknown plan gives a not-found error.
func (a *Accounts) Visit(ctx context.Context, secret, planCode string) (pages.Visit, error) {
	return a.visit(ctx, secret, planCode, true)
}

// Glance is Visit of a page that asks by itself: it does not keep the session
// alive, which only its user does.
func (a *Accounts) Glance(ctx context.Context, secret, planCode string) (pages.Visit, error) {
	return a.visit(ctx, secret, planCode, false)
}

func (a *Accounts) visit(ctx context.Context, secret, planCode string, used bool) (pages.Visit, error) {
	now := a.store.Now()
	hash := ""
	if secret != "" {
		hash = hashSecret(secret)
	}
	var rows []visitRow
	today := language.Today(now)
	err := a.store.Read(ctx).Raw(visitQuery, planCode, planCode, planCode, hash, now, now.Add(-IdleLimit), today, today).Scan(&rows).Error
	if err != nil {
		return pages.Visit{}, store.TranslateError(err, "read the visit")
	}
	if len(rows) == 0 {
		return pages.Visit{}, models.Wrap(errors.New("the installation row is missing"), "read the visit")
	}
	visit := visitFrom(rows)
	if planCode != "" && visit.PlanID == 0 {
		return visit, models.NotFound()
	}
	if first := rows[0]; used && first.SeenAt != nil && now.Sub(*first.SeenAt) > touchAfter {
		err := a.store.Read(ctx).Model(&Session{}).Where("token_hash = ?", hash).UpdateColumn("seen_at", now).Error
		if err != nil {
			return visit, store.TranslateError(err, "touch the session")
		}
	}
	return visit, nil
}

func visitFrom(rows []visitRow) pages.Visit {
	first := rows[0]
	visit := pages.Visit{DataVersion: first.DataVersion, Demo: first.Demo}
	if first.PlanID != nil {
		visit.PlanID, visit.PlanCode, visit.DefaultPlan, visit.Coordinator = *first.PlanID, first.PlanCode, first.IsDefault, first.CoordinatorID
		visit.PlanTitle = models.Name{NB: first.PlanNB, NN: first.PlanNN, EN: first.PlanEN}
	}
	if first.RoundID != nil {
		visit.Running = &pages.RunningRound{ID: *first.RoundID, Period: first.RoundPeriod, State: first.RoundState, Deadline: first.RoundDeadline}
	}
	if first.UserID == nil {
		return visit
	}
	visit.Person = models.Person{UserID: *first.UserID, Username: first.Username, DisplayName: first.DisplayName, Language: first.Language}
	for _, row := range rows {
		if row.Role != "" {
			visit.Person.Standings = append(visit.Person.Standings, models.Standing{
				Role: row.Role, OrganisationID: row.OrganisationID, OrganisationCode: row.Code, Kind: row.Kind, ParentID: row.ParentID, For: row.CoveredName,
			})
		}
	}
	if visit.PlanID != 0 {
		visit.Person = visit.Person.InPlan(visit.Coordinator)
	}
	return visit
}

// FindUser gives the user of a name, or nil.
func (a *Accounts) FindUser(ctx context.Context, username string) (*models.User, error) {
	var user models.User
	err := a.store.Read(ctx).Where("username = ?", username).Take(&user).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil //nolint:nilnil // no such user is an answer here, not a fault
	}
	return &user, store.TranslateError(err, "find user")
}

// Begin makes a new session for a user and ends the one the browser had, so
// that a secret planted before login is worth nothing. It gives the secret.
func (a *Accounts) Begin(ctx context.Context, user models.User, previousSecret string) (string, error) {
	secret := NewSecret()
	err := a.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		if previousSecret != "" {
			if err := tx.Where("token_hash = ?", hashSecret(previousSecret)).Delete(&Session{}).Error; err != nil {
				return err
			}
		}
		if err := tx.Where("expires_at < ? OR seen_at < ?", tx.Now(), tx.Now().Add(-IdleLimit)).Delete(&Session{}).Error; err != nil {
			return err
		}
		session := Session{TokenHash: hashSecret(secret), UserID: user.ID, CreatedAt: tx.Now(), SeenAt: tx.Now(), ExpiresAt: tx.Now().Add(AbsoluteLimit)}
		if err := tx.Create(&session).Error; err != nil {
			return err
		}
		return tx.Record(store.Actor{UserID: &user.ID, Who: user.DisplayName}, "user.login", "user", user.ID, "", nil, nil)
	})
	return secret, err
}

// End ends the session of a secret.
func (a *Accounts) End(ctx context.Context, person models.Person, secret string) error {
	return a.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		if err := tx.Where("token_hash = ?", hashSecret(secret)).Delete(&Session{}).Error; err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "user.logout", "user", person.UserID, "", nil, nil)
	})
}

// countAttempt counts a login that is about to be tried and tells whether it may
// be. Counting is one statement a subject, so any number of nodes count together.
func (a *Accounts) countAttempt(ctx context.Context, tried attempt) (refused *models.Error, first bool, err error) {
	now := a.store.Now()
	oldest := now.Add(-AttemptWindow)
	if err := a.store.Read(ctx).Exec("DELETE FROM login_attempts WHERE window_start <= ?", oldest).Error; err != nil {
		return nil, false, store.TranslateError(err, "forget old attempts")
	}
	standing := make([]counted, len(tried.subjects))
	for i, subject := range tried.subjects {
		err := a.store.Read(ctx).Raw(`INSERT INTO login_attempts (subject, window_start, failures) VALUES (?, ?, 1)
			ON CONFLICT (subject) DO UPDATE SET failures = login_attempts.failures + 1
			RETURNING window_start, failures`, subject, now).Scan(&standing[i]).Error
		if err != nil {
			return nil, false, store.TranslateError(err, "count an attempt")
		}
	}
	refused, first = refusal(standing, now)
	return refused, first, nil
}

// forgive takes an attempt back that was no failure. What is counted for the
// name begins anew; other people's failures from the same address stand.
func (a *Accounts) forgive(ctx context.Context, tried attempt) error {
	err := a.store.Read(ctx).Exec("DELETE FROM login_attempts WHERE subject = ?", tried.subjects[0]).Error
	if err == nil {
		err = a.store.Read(ctx).Exec("UPDATE login_attempts SET failures = failures - 1 WHERE subject = ? AND failures > 0", tried.subjects[1]).Error
	}
	return store.TranslateError(err, "forgive an attempt")
}

// recordFailure tells the trail that a login failed. A name that is nobody's is
// not kept: it may be a password, or somebody else's name.
func (a *Accounts) recordFailure(ctx context.Context, user *models.User, action string) error {
	return a.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		var id any = ""
		if user != nil {
			id = user.ID
		}
		return tx.Record(store.Actor{Who: "ikke innlogget"}, action, "user", id, "", nil, nil)
	})
}

// NewUser is what is needed to make an account.
type NewUser struct {
	Username     string
	DisplayName  string
	Email        string // may be empty
	PasswordHash string
	Standings    []NewStanding
}

// NewStanding is a role for the organisation of a code.
type NewStanding struct {
	Role         models.Role
	Organisation string
}

// Add makes an account with its memberships.
func (a *Accounts) Add(ctx context.Context, actor store.Actor, account NewUser) (models.User, error) {
	account.Username, account.DisplayName = models.NormalUsername(account.Username), strings.TrimSpace(account.DisplayName)
	var problems models.Problems
	problems.CheckUsername("brukernavn", account.Username)
	problems.CheckDisplayName("navn", account.DisplayName)
	account.Email = models.NormalEmail(account.Email)
	problems.CheckEmail("epost", account.Email)
	if problems.Err() != nil {
		return models.User{}, problems.Err()
	}
	user := models.User{Username: account.Username, DisplayName: account.DisplayName, Email: account.Email, PasswordHash: account.PasswordHash, Language: models.Bokmaal}
	err := a.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		if err := tx.Create(&user).Error; err != nil {
			return err
		}
		if err := AddStandings(tx, user.ID, account.Standings); err != nil {
			return err
		}
		return tx.Record(actor, "user.add", "user", user.ID, "", nil, map[string]any{"username": user.Username, "standings": account.Standings})
	})
	return user, err
}

// AddStandings gives a user memberships inside a transaction. The same one
// twice is one.
func AddStandings(tx *store.Tx, userID int64, standings []NewStanding) error {
	given := map[NewStanding]bool{}
	for _, standing := range standings {
		standing.Organisation = strings.ToUpper(strings.TrimSpace(standing.Organisation))
		if given[standing] {
			continue
		}
		given[standing] = true
		if !standing.Role.Valid() {
			return models.NewError(models.KindInvalid, "access.problem.no_such_role", "Role", string(standing.Role))
		}
		var organisation models.Organisation
		err := tx.Where("code = ?", standing.Organisation).Take(&organisation).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return models.NewError(models.KindInvalid, "access.problem.no_such_organisation", "Code", standing.Organisation)
		}
		if err != nil {
			return err
		}
		if standing.Role == models.Assessor && !organisation.Independent() {
			return models.NewError(models.KindInvalid, "access.problem.not_independent", "Code", standing.Organisation)
		}
		membership := models.Membership{UserID: userID, OrganisationID: organisation.ID, Role: standing.Role}
		if err := tx.Create(&membership).Error; err != nil {
			return err
		}
	}
	return nil
}

// DemoUser is an example user with the first of its roles.
type DemoUser struct {
	Username    string
	DisplayName string
	Role        models.Role
}

// DemoUsers lists the users that one may be in a demo.
func (a *Accounts) DemoUsers(ctx context.Context) ([]DemoUser, error) {
	var users []DemoUser
	err := a.store.Read(ctx).Raw(`SELECT u.username, u.display_name, m.role FROM users u
		JOIN memberships m ON m.id = (SELECT MIN(id) FROM memberships WHERE user_id = u.id)
		WHERE u.disabled_at IS NULL ORDER BY u.id LIMIT 50`).Scan(&users).Error
	return users, store.TranslateError(err, "list example users")
}
