package catalogue

import (
	"context"
	"slices"
	"strings"

	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Importer brings catalogue files into the system, and out of it again.
type Importer struct{ store *store.Store }

// NewImporter gives an importer into the store.
func NewImporter(s *store.Store) *Importer { return &Importer{store: s} }

// Result tells what an import did.
type Result struct {
	PlanCode string
	Created  bool // the plan was not there before
	// Differences are the changes made, and what was kept although the file says otherwise.
	Differences []Difference
}

// Unchanged says whether the import had nothing to do.
func (r Result) Unchanged() bool { return !r.Created && r.Count(Kept) == len(r.Differences) }

// Count gives how many differences are of a kind.
func (r Result) Count(kind DifferenceKind) int {
	n := 0
	for _, d := range r.Differences {
		if d.Kind == kind {
			n++
		}
	}
	return n
}

// Known gives what the system holds that a file may refer to without naming it.
func (i *Importer) Known(ctx context.Context) (Known, error) {
	return readKnown(i.store.Read(ctx))
}

// Plan tells what an import of the file would do, and changes nothing. The error is a [*Fault] for a file that
// breaks a rule, or a [models.Error] for one that would move reports between measures.
func (i *Importer) Plan(ctx context.Context, file File) ([]Difference, error) {
	result, _, err := i.plan(ctx, file)
	return result.Differences, err
}

func (i *Importer) plan(ctx context.Context, file File) (Result, File, error) {
	known, err := i.Known(ctx)
	if err != nil {
		return Result{}, File{}, err
	}
	if err := fault(file.Plan.Code, Check(file, known)); err != nil {
		return Result{}, File{}, err
	}
	held, err := readHeld(i.store.Read(ctx), file.Plan.Code)
	if err != nil {
		return Result{}, File{}, err
	}
	return weigh(held.holding(), file)
}

// weigh gives what an import of the file does, and what the system holds after it.
func weigh(held holding, file File) (Result, File, error) {
	if err := refuseMisplaced(held, file); err != nil {
		return Result{}, File{}, err
	}
	target := merge(held, file)
	return Result{PlanCode: file.Plan.Code, Created: !held.exists, Differences: planned(held, target, file)}, target, nil
}

// Import brings the file into the system in one transaction: all of it or nothing. Nothing is ever deleted, a
// confirmed value gives way only to a confirmed one, and reports are never touched. The same file once more
// changes nothing, not even the data version. Errors are those of [Importer.Plan], or the store's.
func (i *Importer) Import(ctx context.Context, actor store.Actor, file File) (Result, error) {
	result, _, err := i.plan(ctx, file)
	if err != nil || result.Unchanged() {
		return result, err
	}
	return i.write(ctx, actor, file, func(*store.Tx, Result) error { return nil }, func(tx *store.Tx, planID int64, result Result) error {
		return record(tx, actor, planID, result)
	})
}

// ImportAgreed imports as [Importer.Import] does, but only what somebody has seen and agreed to: where the import
// would do anything else than agreed, because others have changed something meanwhile, nothing is written and the
// error is KindConflict. The trail is written by record, in the words of who imports.
func (i *Importer) ImportAgreed(ctx context.Context, actor store.Actor, file File, agreed []Difference, record func(tx *store.Tx, result Result) error) (Result, error) {
	result, _, err := i.plan(ctx, file)
	if err != nil || result.Unchanged() {
		return result, err
	}
	return i.write(ctx, actor, file, func(_ *store.Tx, result Result) error {
		if !slices.Equal(result.Differences, agreed) {
			return models.NewError(models.KindConflict, "catalogue.refused.changed_meanwhile")
		}
		return nil
	}, func(tx *store.Tx, _ int64, result Result) error { return record(tx, result) })
}

// write weighs the file once more against what is held within the transaction, asks check, and writes.
func (i *Importer) write(ctx context.Context, actor store.Actor, file File, check func(*store.Tx, Result) error, record func(*store.Tx, int64, Result) error) (Result, error) {
	var result Result
	err := i.store.Write(ctx, func(tx *store.Tx) error {
		// Two imports at a time would each weigh the file against what the other is about to change.
		if _, err := tx.LockHead(); err != nil {
			return err
		}
		held, err := readHeld(tx.DB, file.Plan.Code)
		if err != nil {
			return err
		}
		var target File
		if result, target, err = weigh(held.holding(), file); err != nil {
			return err
		}
		if err := check(tx, result); err != nil {
			return err
		}
		planID, err := apply(tx, actor, held, target, language.Today(tx.Now()))
		if err != nil {
			return err
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		return record(tx, planID, result)
	})
	return result, err
}

// record writes one line for the whole and one for each measure that changed.
func record(tx *store.Tx, actor store.Actor, planID int64, result Result) error {
	counts := map[string]int{}
	for _, d := range result.Differences {
		counts[string(d.Kind)]++
	}
	if err := tx.Record(actor, "catalogue.import", "plan", planID, result.PlanCode, nil, counts); err != nil {
		return err
	}
	type sides struct{ before, after map[string]string }
	measures := map[string]sides{}
	var order []string
	for _, d := range result.Differences {
		rest, isMeasure := strings.CutPrefix(d.Path, "measures[")
		key, field, _ := strings.Cut(rest, "]")
		if !isMeasure || d.Kind == Kept {
			continue
		}
		if _, seen := measures[key]; !seen {
			measures[key] = sides{map[string]string{}, map[string]string{}}
			order = append(order, key)
		}
		if field = strings.TrimPrefix(field, "."); field == "" {
			field = "row"
		}
		if d.Before != "" {
			measures[key].before[field] = d.Before
		}
		measures[key].after[field] = d.After
	}
	for _, key := range order {
		var before any
		if len(measures[key].before) > 0 {
			before = measures[key].before
		}
		if err := tx.Record(actor, "catalogue.measure", "measure", key, result.PlanCode, before, measures[key].after); err != nil {
			return err
		}
	}
	return nil
}

// Export gives what the system holds of a plan as a file that can be imported again: the plan's own rows, and the
// organisations and recommendations that all plans share. An unknown plan is KindNotFound.
func (i *Importer) Export(ctx context.Context, planCode string) (File, error) {
	held, err := readHeld(i.store.Read(ctx), planCode)
	if err != nil {
		return File{}, err
	}
	if held.plan.ID == 0 {
		return File{}, models.NewError(models.KindNotFound, "catalogue.refused.no_such_plan", "Code", planCode)
	}
	return held.holding().file, nil
}

// DefaultPlan gives the code of the plan with the short addresses. Before the first import it is KindNotFound.
func (i *Importer) DefaultPlan(ctx context.Context) (string, error) {
	return readDefaultPlan(i.store.Read(ctx))
}
