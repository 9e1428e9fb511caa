// Package deputies lets a reporter or a coordinator be covered by another for a
// while.
package deputies

import (
	"context"
	"slices"

	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/deputies"
)

// Roster keeps who stands in for whom.
type Roster struct{ store *store.Store }

// NewRoster makes the roster of a store.
func NewRoster(s *store.Store) *Roster { return &Roster{store: s} }

// CoverInput is what is chosen in the form.
type CoverInput struct {
	MembershipID int64 // the role that is covered
	DeputyID     int64
	From, To     models.Date
}

// Page gives the deputies a person has to do with, and what the person can
// choose among; an administrator has to do with all. It costs three queries.
func (r *Roster) Page(ctx context.Context, person models.Person) (view.Page, error) {
	page := view.Page{Everybody: person.May(models.ManageUsers)}
	roles, err := coverable(r.store.Read(ctx), page.Everybody, person.UserID)
	if err != nil {
		return page, err
	}
	page.Roles = roles
	var organisations []int64
	for _, role := range roles {
		if !slices.Contains(organisations, role.OrganisationID) {
			organisations = append(organisations, role.OrganisationID)
		}
	}
	if page.People, err = colleagues(r.store.Read(ctx), organisations, person.UserID, page.Everybody); err != nil {
		return page, err
	}
	today := language.Today(r.store.Now())
	page.Covers, err = listed(r.store.Read(ctx), page.Everybody, person.UserID, today)
	for i := range page.Covers {
		page.Covers[i].Now = page.Covers[i].On(today)
		page.Covers[i].MayEnd = page.Everybody || page.Covers[i].UserID == person.UserID
	}
	return page, err
}

// Cover appoints a deputy for a role: one's own, or anybody's for an
// administrator. The deputy belongs to the same organisation and does not have
// the role already.
func (r *Roster) Cover(ctx context.Context, person models.Person, in CoverInput) error {
	return r.store.Write(ctx, func(tx *store.Tx) error {
		role, err := membership(tx, in.MembershipID)
		if err != nil && !models.IsKind(err, models.KindNotFound) {
			return err
		}
		cover := models.Deputy{
			UserID: role.UserID, DeputyID: in.DeputyID, OrganisationID: role.OrganisationID, Role: role.Role,
			FromDate: in.From, ToDate: in.To, MadeBy: &person.UserID, MadeAt: tx.Now(),
		}
		if err := models.CheckCover(cover, language.Today(tx.Now())); err != nil {
			return err
		}
		if role.UserID != person.UserID && !person.May(models.ManageUsers) {
			return models.Forbidden()
		}
		if err := suits(tx, cover); err != nil {
			return err
		}
		if err := tx.Create(&cover).Error; err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "deputy.appoint", "deputy", cover.ID, "", nil, told(cover))
	})
}

// suits refuses a deputy who cannot be one, or for days that are covered.
func suits(tx *store.Tx, cover models.Deputy) error {
	standings, err := standingsOf(tx, cover.DeputyID)
	if err != nil {
		return err
	}
	var problems models.Problems
	belongs, has := false, cover.UserID == cover.DeputyID
	for _, s := range standings {
		if s.OrganisationID == cover.OrganisationID {
			belongs = true
			has = has || s.Role == cover.Role
		}
	}
	switch {
	case has:
		problems.Add("stedfortreder", "deputies.problem.has_role")
	case !belongs:
		problems.Add("stedfortreder", "deputies.problem.elsewhere")
	}
	others, err := standing(tx, cover.UserID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(others, cover.Overlaps) {
		problems.Add("fra", "deputies.problem.covered")
	}
	return problems.Err()
}

// End ends a deputy's time: by the one who is covered, or an administrator.
func (r *Roster) End(ctx context.Context, person models.Person, id int64) error {
	return r.store.Write(ctx, func(tx *store.Tx) error {
		cover, err := get(tx, id)
		if err != nil {
			return err
		}
		if cover.UserID != person.UserID && !person.May(models.ManageUsers) {
			return models.NotFound()
		}
		if err := end(tx, cover, person.UserID); err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "deputy.end", "deputy", cover.ID, "", told(cover), nil)
	})
}

// told is what the trail keeps of a deputy.
func told(d models.Deputy) map[string]any {
	return map[string]any{"covered": d.UserID, "deputy": d.DeputyID, "role": d.Role, "organisation": d.OrganisationID, "from": d.FromDate, "to": d.ToDate}
}
