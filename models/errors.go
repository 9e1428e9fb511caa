package models

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what sort of thing went wrong. The server maps each kind to one
// HTTP status; see app/server.
type Kind string

// The kinds of error the domain knows.
const (
	KindInvalid         Kind = "invalid"         // what was given breaks a rule (422)
	KindMalformed       Kind = "malformed"       // the request itself cannot be read (400)
	KindNotFound        Kind = "not_found"       // 404
	KindForbidden       Kind = "forbidden"       // 403
	KindUnauthenticated Kind = "unauthenticated" // 401
	KindConflict        Kind = "conflict"        // somebody else saved first (409)
	KindState           Kind = "state"           // not possible in the present state (409)
	KindTooMany         Kind = "too_many"        // rate limit (429)
	KindNotAcceptable   Kind = "not_acceptable"  // no format the caller accepts (406)
	KindInternal        Kind = "internal"        // 500
)

// FieldProblem is one broken rule, tied to the form field that broke it.
// Field is the name of the form field; Key and Args name a message of the
// language catalogue.
type FieldProblem struct {
	Field string
	Key   string
	Args  map[string]any
}

// Error is every error that a person may be shown. Key names a message of the
// language catalogue that says what happened and what to do; Fields name the
// form fields at fault, if any.
type Error struct {
	Kind   Kind
	Key    string
	Args   map[string]any
	Fields []FieldProblem
	cause  error
}

// Error gives the technical text for logs: kind, key and cause, never what a
// person wrote.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", e.Kind, e.Key)
	for _, f := range e.Fields {
		fmt.Fprintf(&b, "; %s: %s", f.Field, f.Key)
	}
	if e.cause != nil {
		fmt.Fprintf(&b, ": %v", e.cause)
	}
	return b.String()
}

// Unwrap gives the technical cause, if there is one.
func (e *Error) Unwrap() error { return e.cause }

// NewError makes an error of a kind with a message key and its arguments, given
// as alternating names and values.
func NewError(kind Kind, key string, args ...any) *Error {
	return &Error{Kind: kind, Key: key, Args: Args(args...)}
}

// Wrap makes an internal error out of a technical one. The person is told only
// that something failed here; the cause goes to the log.
func Wrap(cause error, doing string) error {
	if cause == nil {
		return nil
	}
	var known *Error
	if errors.As(cause, &known) {
		return cause
	}
	return &Error{Kind: KindInternal, Key: "error.internal", cause: fmt.Errorf("%s: %w", doing, cause)}
}

// Args turns alternating names and values into the arguments of a message.
func Args(pairs ...any) map[string]any {
	if len(pairs) == 0 {
		return nil
	}
	args := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		args[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return args
}

// KindOf gives the kind of an error; anything that is not a domain error is
// internal.
func KindOf(err error) Kind {
	var known *Error
	if errors.As(err, &known) {
		return known.Kind
	}
	return KindInternal
}

// IsKind tells whether err is a domain error of the kind.
func IsKind(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }

// NotFound is the error for a thing that does not exist, or that the person may
// not know of.
func NotFound() error { return NewError(KindNotFound, "error.not_found") }

// Forbidden is the error for something the person may not do.
func Forbidden() error { return NewError(KindForbidden, "error.forbidden") }

// Problems collects broken rules while a form is checked.
type Problems []FieldProblem

// Add notes a broken rule on a field.
func (p *Problems) Add(field, key string, args ...any) {
	*p = append(*p, FieldProblem{Field: field, Key: key, Args: Args(args...)})
}

// Err gives one error that holds all problems, or nil when there are none.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return &Error{Kind: KindInvalid, Key: "error.check_fields", Args: Args("Count", len(p)), Fields: p}
}
