package server

import "tiltak/models"

// entry: coming in and going out, and what everybody may read.
func (h capabilities) entry() []Route {
	return []Route{
		get("/logg-inn", everyone, h.access.LoginPage),
		post("/logg-inn", everyone, h.access.Login),
		post("/logg-ut", everyone, h.access.Logout),
		get("/oppsett/:hemmelighet", everyone, h.keys.LinkPage),
		post("/oppsett/:hemmelighet", everyone, h.keys.UseLink),
		get("/om", everyone, h.access.About),
		get("/tilgjengelighet", everyone, h.access.Accessibility),
	}
}

// own: one's own language and password.
func (h capabilities) own() []Route {
	return []Route{
		get("/min-side", whoIsKnown, h.keys.OwnPage),
		post("/min-side/sprak", whoIsKnown, h.keys.ChooseLanguage),
		post("/min-side/epost", whoIsKnown, h.keys.SaveEmail),
		post("/min-side/passord", whoIsKnown, h.keys.ChangePassword),
	}
}

// administration: users, roles, tokens.
func (h capabilities) administration() []Route {
	admin := may(models.ManageUsers)
	return []Route{
		get("/admin", admin, h.users.Overview),
		get("/admin/brukere/ny", admin, h.users.NewUser),
		post("/admin/brukere", admin, h.users.AddUser),
		get("/admin/brukere/:id", admin, h.users.User),
		post("/admin/brukere/:id/roller", admin, h.users.SetRoles),
		post("/admin/brukere/:id/epost", admin, h.users.SetEmail),
		post("/admin/brukere/:id/steng", admin, h.users.Disable),
		post("/admin/brukere/:id/apne", admin, h.users.Enable),
		post("/admin/brukere/:id/lenke", admin, h.users.MakeLink),
		post("/admin/nokler", admin, h.users.AddToken),
		post("/admin/nokler/:id/trekk", admin, h.users.RevokeToken),
	}
}
