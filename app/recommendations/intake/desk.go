package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"tiltak/app/catalogue"
	"tiltak/app/store"
	"tiltak/models"
)

// Desk takes in files of recommendations.
type Desk struct{ importer *catalogue.Importer }

// NewDesk makes the desk of a store.
func NewDesk(s *store.Store) *Desk { return &Desk{importer: catalogue.NewImporter(s)} }

// Asker is who imports, and whether they may.
type Asker struct {
	Actor store.Actor
	May   bool
}

// AskerOf is a person who is logged in.
func AskerOf(person models.Person) Asker {
	return Asker{Actor: store.ActorOf(person), May: person.May(models.KeepCatalogue)}
}

// CommandLine is who runs the program on the server.
func CommandLine() Asker { return Asker{Actor: store.CommandLine(), May: true} }

// Try tells what an import of a file would do, and changes nothing. The error is
// a [*FaultsError] for a file that cannot be taken in.
func (d *Desk) Try(ctx context.Context, who Asker, planCode string, sent Sent, chosen []Lineage, words Words) (Plan, error) {
	if !who.May {
		return Plan{}, models.Forbidden()
	}
	in, faults := Read(sent, words)
	if len(faults) > 0 && len(in.Rows) == 0 {
		return Plan{}, &FaultsError{faults}
	}
	held, err := d.importer.Export(ctx, planCode)
	if err != nil {
		return Plan{}, err
	}
	l := lay(held, in, chosen)
	l.told(in, catalogue.Check(l.file, catalogue.Known{}))
	if found := inOrder(faults, l.faults); len(found) > 0 {
		return Plan{}, &FaultsError{found}
	}
	plan := Plan{Code: planCode, Incoming: in, file: l.file}
	if plan.Differences, err = d.importer.Plan(ctx, l.file); err != nil {
		return Plan{}, err
	}
	plan.sortOut(held)
	plan.offer(held)
	plan.agreed = digest(sent, plan.Differences)
	return plan, nil
}

// Agreed names what a plan does, so that it can be told from another.
func (p Plan) Agreed() string { return p.agreed }

// Import takes in a file: all of it, or nothing. Where it would do something
// else than was agreed to, nothing is written and the error is KindConflict.
func (d *Desk) Import(ctx context.Context, who Asker, planCode string, sent Sent, chosen []Lineage, agreed string, words Words) (Plan, error) {
	plan, err := d.Try(ctx, who, planCode, sent, nil, words)
	if err != nil {
		return plan, err
	}
	if agreed != plan.agreed {
		return plan, models.NewError(models.KindConflict, "catalogue.refused.changed_meanwhile")
	}
	return d.write(ctx, who, planCode, sent, chosen, words)
}

// ImportNow takes in a file without anybody having looked at a dry run.
func (d *Desk) ImportNow(ctx context.Context, who Asker, planCode string, sent Sent, chosen []Lineage, words Words) (Plan, error) {
	return d.write(ctx, who, planCode, sent, chosen, words)
}

func (d *Desk) write(ctx context.Context, who Asker, planCode string, sent Sent, chosen []Lineage, words Words) (Plan, error) {
	plan, err := d.Try(ctx, who, planCode, sent, chosen, words)
	if err != nil || plan.Nothing() {
		return plan, err
	}
	_, err = d.importer.ImportAgreed(ctx, who.Actor, plan.file, plan.Differences, func(tx *store.Tx, _ catalogue.Result) error {
		return plan.record(tx, who.Actor)
	})
	var fault *catalogue.Fault
	if errors.As(err, &fault) { // others have changed what it refers to
		return plan, models.NewError(models.KindConflict, "catalogue.refused.changed_meanwhile")
	}
	return plan, err
}

// digest names a file and what it would do.
func digest(sent Sent, differences []catalogue.Difference) string {
	hash := sha256.New()
	hash.Write(sent.Content)
	encoder := json.NewEncoder(hash)
	_ = encoder.Encode(sent.Evaluation)
	_ = encoder.Encode(differences)
	return hex.EncodeToString(hash.Sum(nil))
}

// inOrder puts faults in the order of the file, up to the bound. A value that
// could not be read is told of once.
func inOrder(read, checked faults) []Fault {
	list := slices.Clone(read)
	for _, fault := range checked {
		if !slices.ContainsFunc(read, func(o Fault) bool { return o.Place == fault.Place && o.Place != Place{} }) {
			list.put(fault)
		}
	}
	slices.SortStableFunc(list, func(a, b Fault) int { return a.Place.compare(b.Place) })
	return list
}

// Lineages reads pairs «later=earlier», each once.
func Lineages(pairs map[string][]string) []Lineage {
	var list []Lineage
	for _, later := range slices.Sorted(maps.Keys(pairs)) {
		for _, earlier := range pairs[later] {
			if pair := (Lineage{later, earlier}); !slices.Contains(list, pair) {
				list = append(list, pair)
			}
		}
	}
	return list
}
