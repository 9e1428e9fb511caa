package store_test

const newAssessment = `INSERT INTO assessments (id, recommendation_id, side, organisation_id, verdict, grounds, assessed_on, written_by, written_at, cleared_by, cleared_at, withdrawn_by, withdrawn_at, withdrawn_because) VALUES `

var heldOfAssessments = []rule{
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
