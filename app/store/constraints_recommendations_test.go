package store_test

const newLinkHistory = `INSERT INTO link_histories (id, recommendation_id, measure_id, action, degree, confirmed, at) VALUES `

// heldOfRecommendations lists what the rules of recommendations, links, lineage and assessments refuse.
var heldOfRecommendations = []rule{
	{"one recommendation for each reference", []string{`UPDATE recommendations SET ref = 'G1-01' WHERE id = 102`}, duplicate},
	{"no unknown level", []string{`UPDATE recommendations SET level = 'begs' WHERE id = 101`}, unfit},
	{"one link for each recommendation and measure", []string{`INSERT INTO recommendation_links (recommendation_id, measure_id, degree) VALUES (101, 101, 'partial')`}, duplicate},
	{"no unknown degree", []string{`UPDATE recommendation_links SET degree = 'none' WHERE id = 101`}, unfit},
	{"what happened to a link never changes", []string{`UPDATE link_histories SET note = 'x' WHERE id = 101`}, settled},
	{"what happened to a link is never deleted", []string{`DELETE FROM link_histories WHERE id = 101`}, settled},
	{"nothing unknown happens to a link", []string{newLinkHistory + `(201, 101, 101, 'lost', 'full', false, NOW)`}, unfit},
	{"a link that was confirmed is confirmed", []string{newLinkHistory + `(201, 101, 101, 'confirmed', 'full', false, NOW)`}, unfit},
	{"a link that was proposed is not confirmed", []string{newLinkHistory + `(201, 101, 101, 'proposed', 'full', true, NOW)`}, unfit},
	{"no recommendation raised again by itself", []string{`INSERT INTO lineages (earlier_id, later_id) VALUES (101, 101)`}, unfit},
	{"no unknown verdict", []string{newAssessment + `(201, 101, 'body', NULL, 'mostly', 'x', '2026-10-01', 101, NOW, 101, NOW, NULL, NULL, '')`}, unfit},
	{"no assessment without grounds", []string{newAssessment + `(201, 101, 'body', NULL, 'not', '', '2026-10-01', 101, NOW, 101, NOW, NULL, NULL, '')`}, unfit},
	{"no assessment of nobody", []string{newAssessment + `(201, 101, 'independent', NULL, 'not', 'x', '2026-10-01', 101, NOW, 101, NOW, NULL, NULL, '')`}, unfit},
	{"the body's assessment is no organisation's", []string{newAssessment + `(201, 101, 'body', 101, 'not', 'x', '2026-10-01', 101, NOW, 101, NOW, NULL, NULL, '')`}, unfit},
	{"only our own assessment waits to be cleared", []string{newAssessment + `(201, 101, 'body', NULL, 'not', 'x', '2026-10-01', 101, NOW, NULL, NULL, NULL, NULL, '')`}, unfit},
	{"one draft of an assessment at a time", []string{newAssessment + `(201, 101, 'own', 101, 'not', 'x', '2026-10-01', 101, NOW, NULL, NULL, NULL, NULL, ''), (202, 101, 'own', 101, 'partly', 'y', '2026-10-01', 101, NOW, NULL, NULL, NULL, NULL, '')`}, duplicate},
	{"an assessment is withdrawn with a reason", []string{newAssessment + `(201, 101, 'body', NULL, 'not', 'x', '2026-10-01', 101, NOW, 101, NOW, 101, NOW, '')`}, unfit},
	{"an assessment never changes", []string{newAssessment + `(201, 101, 'body', NULL, 'not', 'x', '2026-10-01', 101, NOW, 101, NOW, NULL, NULL, '')`, `UPDATE assessments SET verdict = 'partly' WHERE id = 201`}, settled},
	{"who cleared an assessment never changes", []string{newAssessment + `(201, 101, 'body', NULL, 'not', 'x', '2026-10-01', 101, NOW, 101, NOW, NULL, NULL, '')`, `UPDATE assessments SET cleared_by = NULL, cleared_at = NULL WHERE id = 201`}, settled},
	{"a withdrawn assessment stays so", []string{newAssessment + `(201, 101, 'body', NULL, 'not', 'x', '2026-10-01', 101, NOW, 101, NOW, 101, NOW, 'feil')`, `UPDATE assessments SET withdrawn_by = NULL, withdrawn_at = NULL, withdrawn_because = '' WHERE id = 201`}, settled},
	{"an assessment is never deleted", []string{newAssessment + `(201, 101, 'body', NULL, 'not', 'x', '2026-10-01', 101, NOW, 101, NOW, NULL, NULL, '')`, `DELETE FROM assessments WHERE id = 201`}, settled},
}
