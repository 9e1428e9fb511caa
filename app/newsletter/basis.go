package newsletter

import (
	"context"
	"strconv"
	"strings"

	"tiltak/app/editions"
	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/newsletter"
)

// Basis is what an issue's proposals are made from, beside its edition.
type Basis struct {
	Before   models.EditionRef // the edition to compare with; zero: the one before
	Language models.Language   // the written form of the sentences and the paper
}

// propose makes the items of an edition, with who cleared what they rest on, and
// gives the number of the edition revision compared with where one is chosen.
func (d *Desk) propose(ctx context.Context, planID int64, edition editions.Edition, basis Basis) ([]models.IssueItem, *int64, error) {
	before, chosen := previous(edition), (*int64)(nil)
	if !basis.Before.IsZero() {
		if basis.Before.Period.Index() >= edition.Ref.Period.Index() {
			return nil, nil, models.NewError(models.KindInvalid, "newsletter.problem.basis_later", "Edition", basis.Before.String())
		}
		earlier, err := d.editions.Load(ctx, planID, basis.Before, false)
		if models.IsKind(err, models.KindNotFound) {
			return nil, nil, models.NewError(models.KindInvalid, "newsletter.problem.basis_unknown", "Edition", basis.Before.String())
		}
		if err != nil {
			return nil, nil, err
		}
		before, chosen = earlier.Snapshot, &earlier.Revision.ID
	}
	printer, err := d.printer(basis.Language)
	if err != nil {
		return nil, nil, err
	}
	items := Propose(before, edition.Snapshot, printer)
	return items, chosen, d.nameClearers(ctx, items)
}

// ChangeBasis makes the proposals of a draft anew from another comparison or in
// the other written form. What the editor has kept, ordered and worded stays; a
// wording whose proposal has changed is marked.
func (d *Desk) ChangeBasis(ctx context.Context, person models.Person, planID int64, period models.Quarter, basis Basis) error {
	if !person.May(models.EditNewsletter) {
		return models.Forbidden()
	}
	if basis.Language != models.Bokmaal && basis.Language != models.Nynorsk {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	loaded, err := d.load(ctx, planID, models.IssueRef{Period: period}, true)
	if err != nil {
		return err
	}
	edition, err := d.edition(ctx, planID, loaded.Source)
	if err != nil {
		return err
	}
	proposed, chosen, err := d.propose(ctx, planID, edition, basis)
	if err != nil {
		return err
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet() // an unfrozen issue stands on no kept page
		o, err := open(tx, person, loaded.Issue.ID)
		if err != nil {
			return err
		}
		if o.issue.EditionRevisionID != edition.Revision.ID { // another editor took in a newer one
			return models.NewError(models.KindConflict, "newsletter.problem.basis_conflict")
		}
		was := map[string]any{"before": loaded.Before, "language": o.issue.Language}
		o.issue.BeforeRevisionID, o.issue.Language = chosen, basis.Language
		if _, err := o.writeItems(refresh(o.items, proposed)); err != nil {
			return err
		}
		if _, err := o.keep(); err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "issue.basis", "issue", o.issue.ID, o.planCode,
			was, map[string]any{"before": basis.Before, "language": basis.Language})
	})
}

// earlierQuery writes the editions before an issue i, newest first, as quarter
// and newest revision: 8105.1 8104.2.
const earlierQuery = `COALESCE((
    SELECT string_agg(x.period || '.' || x.number, ' ' ORDER BY x.period DESC) FROM (
        SELECT e.period, MAX(r.number) AS number FROM editions e JOIN edition_revisions r ON r.edition_id = e.id
        WHERE e.plan_id = i.plan_id AND e.period < i.period GROUP BY e.period ORDER BY e.period DESC LIMIT 12) x), '')`

// earlierEditions reads what earlierQuery writes.
func earlierEditions(text string) []models.EditionRef {
	var refs []models.EditionRef
	for _, word := range strings.Fields(text) {
		period, number, _ := strings.Cut(word, ".")
		index, _ := strconv.Atoi(period)
		revision, _ := strconv.Atoi(number)
		refs = append(refs, models.EditionRef{Period: models.QuarterFromIndex(index), Revision: revision})
	}
	return refs
}

// basisOf is what an issue's proposals were made from. It costs a query where an
// edition was chosen.
func (d *Desk) basisOf(ctx context.Context, issue models.Issue) (Basis, error) {
	basis := Basis{Language: issue.Language}
	if issue.BeforeRevisionID == nil {
		return basis, nil
	}
	var row struct {
		Period models.Quarter
		Number int
	}
	err := d.store.Read(ctx).Table("edition_revisions er").Joins("JOIN editions e ON e.id = er.edition_id").
		Select("e.period, er.number").Where("er.id = ?", *issue.BeforeRevisionID).Take(&row).Error
	basis.Before = models.EditionRef{Period: row.Period, Revision: row.Number}
	return basis, store.TranslateError(err, "read the edition compared with")
}

// nameClearers puts in who cleared the reports that items rest on, for the desk.
// A name reaches no file and no other system. It costs one query.
func (d *Desk) nameClearers(ctx context.Context, items []models.IssueItem) error {
	sources := make([]models.ItemSource, len(items))
	reports := []int64{0} // no report has the number 0
	for i, item := range items {
		sources[i], _ = SourceOf(item)
		reports = append(reports, sources[i].ReportID)
	}
	var rows []struct {
		ReportID int64
		Revision int
		Name     string
	}
	err := d.store.Read(ctx).Raw(`SELECT c.report_id, c.revision, u.display_name AS name FROM clearings c JOIN users u ON u.id = c.cleared_by WHERE c.report_id IN ? ORDER BY c.id`, reports).Scan(&rows).Error
	if err != nil {
		return store.TranslateError(err, "read who cleared the reports")
	}
	type cleared struct {
		report   int64
		revision int
	}
	names := map[cleared]string{}
	for _, row := range rows {
		names[cleared{row.ReportID, row.Revision}] = row.Name
	}
	for i := range items {
		sources[i].ClearedBy = names[cleared{sources[i].ReportID, sources[i].Revision}]
		items[i].Source = encodeSource(sources[i])
	}
	return nil
}

// basisFor is the basis as the desk shows it.
func basisFor(l Loaded) view.Basis {
	return view.Basis{Before: l.Before, Earlier: l.Earlier, Language: l.Issue.Language}
}
