package editions

import (
	"sync"

	"tiltak/models"
)

// decodedEditions keeps the newest payloads that were decoded, by their hash.
// A payload never changes, so what is kept is never wrong.
type decodedEditions struct {
	mutex sync.Mutex
	kept  map[string]*models.Snapshot
}

// How many are kept: the newest edition of a few plans.
const decodedKept = 8

func (d *decodedEditions) decode(hash, payload string) (*models.Snapshot, error) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if snapshot, known := d.kept[hash]; known {
		return snapshot, nil
	}
	snapshot, err := models.DecodeSnapshot(payload)
	if err != nil {
		return nil, err
	}
	if d.kept == nil || len(d.kept) >= decodedKept {
		d.kept = map[string]*models.Snapshot{}
	}
	d.kept[hash] = &snapshot
	return &snapshot, nil
}
