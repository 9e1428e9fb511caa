package catalogue

import (
	"tiltak/models"
)

// refuseMisplaced refuses a file that would hang the reports of one measure on another, or that gives the number of
// a measure it does not name to another. Keys are for ever: who changes a key makes a new measure.
func refuseMisplaced(held holding, file File) error {
	inFile := make(map[string]Measure, len(file.Measures))
	for _, m := range file.Measures {
		inFile[m.Key] = m
	}
	before := make(map[string]Measure, len(held.file.Measures))
	for _, m := range held.file.Measures {
		before[m.Key] = m
	}
	for _, m := range file.Measures {
		own, known := before[m.Key]
		for _, other := range held.file.Measures {
			if other.Key == m.Key {
				continue
			}
			still, named := inFile[other.Key]
			moved := m.Title.NB == other.Title.NB && (!known || own.Title.NB != m.Title.NB) && (!named || still.Title.NB != other.Title.NB)
			if moved && held.measures[other.Key].reported {
				return models.NewError(models.KindInvalid, "catalogue.refused.key_moved",
					"Title", m.Title.NB, "Number", other.Number, "Key", other.Key, "Other", m.Key)
			}
			if !named && other.Number == m.Number {
				return models.NewError(models.KindInvalid, "catalogue.refused.number_taken",
					"Number", m.Number, "Key", other.Key, "Title", other.Title.NB, "Other", m.Key)
			}
		}
	}
	return nil
}
