// Package access knows who may come in: accounts, passwords, sessions, one-time
// links and tokens.
package access

import (
	"crypto/rand"
	"encoding/base64"
	"time"

	"tiltak/models"
)

// How long a session lasts: without use, and at the most.
const (
	IdleLimit     = 60 * time.Minute
	AbsoluteLimit = 12 * time.Hour
	// touchAfter is how old the time of last use may grow before it is written
	// again: a read page then costs no write.
	touchAfter = 5 * time.Minute
)

// CookieName of the session. Behind https the browser itself keeps the cookie
// to this host.
func CookieName(secure bool) string {
	if secure {
		return "__Host-tiltak"
	}
	return "tiltak"
}

// NewSecret makes a random secret of 256 bits, fit for cookies and links.
func NewSecret() string {
	var random [32]byte
	if _, err := rand.Read(random[:]); err != nil {
		panic(err) // the system has no randomness: nothing can be safe
	}
	return base64.RawURLEncoding.EncodeToString(random[:])
}

// hashSecret is what is stored of a secret. It is random, so a plain hash does.
func hashSecret(secret string) string { return models.HashText(secret) }

// Session is a logged-in browser.
type Session struct {
	TokenHash string `gorm:"primaryKey"`
	UserID    int64
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
}
