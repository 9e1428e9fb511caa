package access

import (
	"context"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/sync/semaphore"

	"tiltak/models"
)

// Passwords hashes and checks passwords with argon2id. Each check takes 19 MiB,
// so only a few run at once; the rest wait.
type Passwords struct {
	parameters *argon2id.Params
	running    *semaphore.Weighted
	stranger   string // hash checked for unknown users, so that the answer takes as long
}

// Few enough for a small machine: 2 × 19 MiB.
const hashesAtOnce = 2

// Shortest and longest password taken, in characters. Length is what counts
// (NIST SP 800-63B section 5.1.1).
const (
	ShortestPassword = 12
	LongestPassword  = 256
)

// NewPasswords makes the hasher with the parameters OWASP recommends
// (Password Storage Cheat Sheet: m=19 MiB, t=2, p=1).
func NewPasswords() (*Passwords, error) {
	p := &Passwords{
		parameters: &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32},
		running:    semaphore.NewWeighted(hashesAtOnce),
	}
	stranger, err := argon2id.CreateHash(NewSecret(), p.parameters)
	p.stranger = stranger
	return p, err
}

// CheckLength refuses a password that is too short or too long.
func CheckLength(password string) error {
	if length := utf8.RuneCountInString(password); length < ShortestPassword || length > LongestPassword {
		return models.NewError(models.KindInvalid, "access.problem.password_length", "Least", ShortestPassword, "Most", LongestPassword)
	}
	return nil
}

// Hash gives what is stored of a password. A password that is too short or too
// long is refused.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	if err := CheckLength(password); err != nil {
		return "", err
	}
	if err := p.running.Acquire(ctx, 1); err != nil {
		return "", models.Wrap(err, "wait to hash")
	}
	defer p.running.Release(1)
	hash, err := argon2id.CreateHash(password, p.parameters)
	return hash, models.Wrap(err, "hash password")
}

// Matches tells whether the password is the user's. For nobody, a disabled user
// or a user without password it takes as long and says no.
func (p *Passwords) Matches(ctx context.Context, user *models.User, password string) (bool, error) {
	hash, possible := p.stranger, false
	if user != nil && user.DisabledAt == nil && user.PasswordHash != "" {
		hash, possible = user.PasswordHash, true
	}
	if utf8.RuneCountInString(password) > LongestPassword {
		password, possible = "", false
	}
	if err := p.running.Acquire(ctx, 1); err != nil {
		return false, models.Wrap(err, "wait to check a password")
	}
	defer p.running.Release(1)
	match, err := argon2id.ComparePasswordAndHash(password, hash)
	return match && possible, models.Wrap(err, "check password")
}
