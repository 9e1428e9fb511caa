package language

import (
	"errors"

	"tiltak/models"
)

func asError(err error) (*models.Error, bool) {
	var known *models.Error
	ok := errors.As(err, &known)
	return known, ok
}
