package store_test

const (
	newReply     = `INSERT INTO replies (id, plan_id, evaluation_id, number, period, revision, state, begun_by, begun_at, frozen_by, frozen_at) VALUES `
	draftReply   = newReply + `(201, 101, 101, 1, 8104, 0, 'draft', 101, NOW, NULL, NULL)`
	frozenReply  = newReply + `(202, 101, 101, 2, 8104, 1, 'frozen', 101, NOW, 101, NOW)`
	newReplyText = `INSERT INTO reply_texts (id, reply_id, ref, language, number, text, source, saved_by, saved_at) VALUES `
	newReplyFile = `INSERT INTO reply_files (id, reply_id, language, format, name, body, hash, made_at) VALUES `
)

var heldOfReplies = []rule{
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
