package server

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
		post("/min-side/passord", whoIsKnown, h.keys.ChangePassword),
	}
}
