package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"tiltak/models"
)

// Actor is who does something, as the trail names them.
type Actor struct {
	UserID *int64
	Who    string
}

// deputyFor stands between a role and the one it belongs to.
const deputyFor = " as deputy of "

// plainName takes from a name what parts the roles in a line of the trail.
var plainName = strings.NewReplacer(",", "", "(", "", ")", "")

// CommandLine is the actor of commands run on the server.
func CommandLine() Actor { return Actor{Who: "kommandolinjen"} }

// ActorOf names a person with the roles they have now, and for whom those are
// that they have as a deputy.
func ActorOf(person models.Person) Actor {
	roles := make([]string, 0, len(person.Standings))
	for _, s := range person.Standings {
		role := string(s.Role) + " " + s.OrganisationCode
		if s.For != "" {
			role += deputyFor + plainName.Replace(s.For)
		}
		roles = append(roles, role)
	}
	id := person.UserID
	return Actor{UserID: &id, Who: fmt.Sprintf("%s (%s)", person.DisplayName, strings.Join(roles, ", "))}
}

// Tx is a write transaction. Every change is made through DB and told with
// Record; a transaction that records nothing is a mistake and fails.
type Tx struct {
	*gorm.DB
	now      time.Time
	events   []models.AuditEvent
	recorded bool
	quiet    bool
}

// Now is the moment of the transaction, the same for everything in it.
func (tx *Tx) Now() time.Time { return tx.now }

// Quiet says that nothing others see has changed, so that kept pages stay
// right: a saved draft, a login.
func (tx *Tx) Quiet() { tx.quiet = true }

// Record notes one line for the trail. before and after are marshalled as JSON;
// nil is left empty. They must not hold draft texts or secrets.
func (tx *Tx) Record(actor Actor, action, entity string, entityID any, planCode string, before, after any) error {
	event := models.AuditEvent{
		At: tx.now, UserID: actor.UserID, Who: actor.Who, Action: action,
		Entity: entity, EntityID: fmt.Sprint(entityID), PlanCode: planCode,
	}
	for _, side := range []struct {
		value any
		into  *string
	}{{before, &event.Before}, {after, &event.After}} {
		if side.value == nil {
			continue
		}
		text, err := json.Marshal(side.value)
		if err != nil {
			return models.Wrap(err, "marshal audit event")
		}
		*side.into = string(text)
	}
	tx.events, tx.recorded = append(tx.events, event), true
	return nil
}

// Write runs do in one transaction and writes the recorded lines of the trail
// and the new data version last, so that writers hold the common row only
// shortly. An error from do, or a panic, changes nothing.
func (s *Store) Write(ctx context.Context, do func(*Tx) error) error {
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		tx := &Tx{DB: db, now: s.now()}
		if err := do(tx); err != nil {
			return err
		}
		if !tx.recorded {
			return models.Wrap(fmt.Errorf("a write transaction recorded nothing"), "write")
		}
		return tx.finish()
	})
	return TranslateError(err, "write")
}

// AuditHead is the newest line of the trail, as the installation row keeps it.
type AuditHead struct {
	DataVersion       int64
	AuditHeadSequence int64
	AuditHeadHash     string
}

// LockHead takes the common row until the transaction ends and gives the head
// of the trail, with the lines recorded so far written first. Editions are
// anchored in it.
func (tx *Tx) LockHead() (AuditHead, error) {
	var head AuditHead
	err := tx.Table("installation").Clauses(clause.Locking{Strength: "UPDATE"}).
		Select("data_version", "audit_head_sequence", "audit_head_hash").Where("id = 1").Take(&head).Error
	if err != nil {
		return head, TranslateError(err, "take the head of the trail")
	}
	for i := range tx.events {
		event := &tx.events[i]
		event.Sequence = head.AuditHeadSequence + 1
		event.PreviousHash = head.AuditHeadHash
		event.Hash = event.ChainHash()
		head.AuditHeadSequence, head.AuditHeadHash = event.Sequence, event.Hash
	}
	if len(tx.events) > 0 {
		if err := tx.Create(&tx.events).Error; err != nil {
			return head, TranslateError(err, "write the trail")
		}
		tx.events = nil
	}
	if err := tx.Table("installation").Where("id = 1").Updates(map[string]any{
		"audit_head_sequence": head.AuditHeadSequence, "audit_head_hash": head.AuditHeadHash,
	}).Error; err != nil {
		return head, TranslateError(err, "write the head of the trail")
	}
	return head, nil
}

func (tx *Tx) finish() error {
	if _, err := tx.LockHead(); err != nil {
		return err
	}
	if tx.quiet {
		return nil
	}
	err := tx.Table("installation").Where("id = 1").
		Update("data_version", gorm.Expr("data_version + 1")).Error
	return TranslateError(err, "write the data version")
}
