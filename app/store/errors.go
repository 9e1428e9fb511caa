package store

import "errors"

// wrapped is a domain error that remembers what the database said, for logs.
type wrapped struct {
	told  error
	cause error
}

func (w *wrapped) Error() string   { return w.told.Error() + ": " + w.cause.Error() }
func (w *wrapped) Unwrap() []error { return []error{w.told, w.cause} }

func isAny(err error, targets ...error) bool {
	for _, target := range targets {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}
