package store

import (
	"context"
	"fmt"
)

// IsDemo tells whether the database was made as a demo.
func (s *Store) IsDemo(ctx context.Context) (bool, error) {
	var demo bool
	err := s.Read(ctx).Table("installation").Where("id = 1").Pluck("demo", &demo).Error
	return demo, TranslateError(err, "read the installation")
}

// IsEmpty tells whether no plan has been loaded yet.
func (s *Store) IsEmpty(ctx context.Context) (bool, error) {
	var plans int64
	err := s.Read(ctx).Table("plans").Count(&plans).Error
	return plans == 0, TranslateError(err, "count plans")
}

// MarkDemo makes an empty database a demo for good.
func (s *Store) MarkDemo(ctx context.Context) error {
	empty, err := s.IsEmpty(ctx)
	if err != nil {
		return err
	}
	if !empty {
		return fmt.Errorf("only an empty database can become a demo")
	}
	return s.Write(ctx, func(tx *Tx) error {
		if err := tx.Table("installation").Where("id = 1").Update("demo", true).Error; err != nil {
			return err
		}
		return tx.Record(CommandLine(), "installation.demo", "installation", 1, "", nil, map[string]bool{"demo": true})
	})
}
