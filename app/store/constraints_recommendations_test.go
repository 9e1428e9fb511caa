package store_test

const (
	newAssessment = `INSERT INTO assessments (id, recommendation_id, side, organisation_id, verdict, grounds, assessed_on, written_by, written_at, cleared_by, cleared_at, withdrawn_by, withdrawn_at, withdrawn_because) VALUES `
	newReply      = `INSERT INTO replies (id, plan_id, evaluation_id, number, period, revision, state, begun_by, begun_at, frozen_by, frozen_at) VALUES `
	draftReply    = newReply + `(201, 101, 101, 1, 8104, 0, 'draft', 101, NOW, NULL, NULL)`
	frozenReply   = newReply + `(202, 101, 101, 2, 8104, 1, 'frozen', 101, NOW, 101, NOW)`
	newReplyText  = `INSERT INTO reply_texts (id, reply_id, ref, language, number, text, source, saved_by, saved_at) VALUES `
	newReplyFile  = `INSERT INTO reply_files (id, reply_id, language, format, name, body, hash, made_at) VALUES `
)

// heldOfRecommendations lists what the rules of assessments and replies refuse.
func heldOfRecommendations() []rule {
	return []rule{
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
		{"one draft of a reply at a time", []string{draftReply, newReply + `(202, 101, 101, 2, 8104, 0, 'draft', 101, NOW, NULL, NULL)`}, duplicate},
		{"replies to an evaluation are numbered", []string{frozenReply, newReply + `(203, 101, 101, 2, 8104, 0, 'draft', 101, NOW, NULL, NULL)`}, duplicate},
		{"a frozen reply says who froze it", []string{newReply + `(202, 101, 101, 2, 8104, 1, 'frozen', 101, NOW, NULL, NULL)`}, unfit},
		{"a frozen reply is of one revision of an edition", []string{newReply + `(202, 101, 101, 2, 8104, 0, 'frozen', 101, NOW, 101, NOW)`}, unfit},
		{"a frozen reply never changes", []string{frozenReply, `UPDATE replies SET period = 8105 WHERE id = 202`}, settled},
		{"a frozen reply is never deleted", []string{frozenReply, `DELETE FROM replies WHERE id = 202`}, settled},
		{"a frozen reply gets no new wording", []string{frozenReply, newReplyText + `(301, 202, 'G3-01', 'en', 1, 'x', '', 101, NOW)`}, settled},
		{"versions of a wording are numbered", []string{draftReply, newReplyText + `(301, 201, 'G3-01', 'en', 1, 'x', '', 101, NOW), (302, 201, 'G3-01', 'en', 1, 'y', '', 101, NOW)`}, duplicate},
		{"a saved wording never changes", []string{draftReply, newReplyText + `(301, 201, 'G3-01', 'en', 1, 'x', '', 101, NOW)`, `UPDATE reply_texts SET text = 'y' WHERE id = 301`}, settled},
		{"a saved wording is never deleted", []string{draftReply, newReplyText + `(301, 201, 'G3-01', 'en', 1, 'x', '', 101, NOW)`, `DELETE FROM reply_texts WHERE id = 301`}, settled},
		{"no wording in an unknown language", []string{draftReply, newReplyText + `(301, 201, 'G3-01', 'fr', 1, 'x', '', 101, NOW)`}, unfit},
		{"one file of a reply in each language and format", []string{frozenReply, newReplyFile + `(401, 202, 'en', 'docx', 'a', 'x', HASH, NOW), (402, 202, 'en', 'docx', 'b', 'y', HASH, NOW)`}, duplicate},
		{"a reply's file never changes", []string{frozenReply, newReplyFile + `(401, 202, 'en', 'docx', 'a', 'x', HASH, NOW)`, `UPDATE reply_files SET body = 'y' WHERE id = 401`}, settled},
		{"a reply's file is never deleted", []string{frozenReply, newReplyFile + `(401, 202, 'en', 'docx', 'a', 'x', HASH, NOW)`, `DELETE FROM reply_files WHERE id = 401`}, settled},
	}
}
