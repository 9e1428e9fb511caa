package models

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// List is a short list kept in one column as JSON. An empty list is stored as
// [], never as null.
type List[T any] []T

// Value stores the list as JSON text.
func (l List[T]) Value() (driver.Value, error) {
	if l == nil {
		return "[]", nil
	}
	text, err := json.Marshal([]T(l))
	if err != nil {
		return nil, err
	}
	return string(text), nil
}

// Scan reads the stored JSON text.
func (l *List[T]) Scan(source any) error {
	switch v := source.(type) {
	case nil:
		*l = nil
		return nil
	case string:
		return json.Unmarshal([]byte(v), (*[]T)(l))
	case []byte:
		return json.Unmarshal(v, (*[]T)(l))
	}
	return fmt.Errorf("list: cannot read %T", source)
}
