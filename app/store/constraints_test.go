package store_test

import (
	"slices"
	"strings"
	"testing"

	"tiltak/app/store"
	"tiltak/app/store/storetest"
)

// Why a database refuses.
type refusal string

const (
	duplicate refusal = "duplicate" // there is one already
	unfit     refusal = "unfit"     // a rule about the row's values
	dangling  refusal = "dangling"  // a reference that leads nowhere
	missing   refusal = "missing"   // a value that must be there
	settled   refusal = "settled"   // what is written once and never changes
)

// in gives the words and codes by which each database says why.
func (r refusal) in(dialect store.Dialect) []string {
	return map[store.Dialect]map[refusal][]string{
		store.SQLite: {
			duplicate: {"UNIQUE constraint failed"}, unfit: {"CHECK constraint failed"}, dangling: {"FOREIGN KEY constraint failed"},
			missing: {"NOT NULL constraint failed"}, settled: {"is append-only", "never changes"},
		},
		store.PostgreSQL: {
			duplicate: {"SQLSTATE 23505"}, unfit: {"SQLSTATE 23514"}, dangling: {"SQLSTATE 23503"},
			missing: {"SQLSTATE 23502"}, settled: {"SQLSTATE 23000"},
		},
	}[dialect][r]
}

// HASH and NOW stand for a hash and a moment in the statements below.
func fill(statement string) string {
	return strings.NewReplacer("HASH", "'"+strings.Repeat("a", 64)+"'", "NOW", "'2026-11-24 11:00:00'").Replace(statement)
}

// world is one of everything.
func world() []string {
	return []string{
		`INSERT INTO organisations (id, code, kind, name_nb) VALUES (101, 'AA', 'ministry', 'A'), (102, 'BB', 'ministry', 'B')`,
		`INSERT INTO plans (id, code, kind, title_nb, period_from, period_to, coordinator_id, measure_count, is_default, created_at)
			VALUES (101, 'en', 'strategy', 'En', 2025, 2030, 101, 2, true, NOW), (102, 'to', 'action_plan', 'To', 2025, 2026, 101, 1, false, NOW)`,
		`INSERT INTO areas (id, plan_id, number, title_nb) VALUES (101, 101, 1, 'Område'), (102, 102, 1, 'Område')`,
		`INSERT INTO measures (id, plan_id, area_id, key, number, title_nb) VALUES (101, 101, 101, 'forste', 1, 'Første'), (102, 101, 101, 'andre', 2, 'Andre')`,
		`INSERT INTO measure_roles (id, measure_id, organisation_id, involvement, from_date) VALUES (101, 101, 101, 'lead', '2025-05-28')`,
		`INSERT INTO users (id, username, display_name, created_at) VALUES (101, 'rapportor.aa', 'Rapportør', NOW), (102, 'leser.aa', 'Leser', NOW)`,
		`INSERT INTO memberships (id, user_id, organisation_id, role) VALUES (101, 101, 101, 'reporter')`,
		`INSERT INTO rounds (id, plan_id, period, state, opens_on, deadline, opened_at, closed_at)
			VALUES (101, 101, 8104, 'closed', '2026-03-10', '2026-04-07', NOW, NOW), (102, 101, 8106, 'open', '2026-09-10', '2026-10-07', NOW, NULL)`,
		`INSERT INTO reports (id, round_id, measure_id, period, lead_id, state, created_at, updated_at) VALUES (101, 102, 101, 8106, 101, 'draft', NOW, NOW)`,
		`INSERT INTO contributions (id, report_id, organisation_id, updated_at) VALUES (101, 101, 102, NOW)`,
		`INSERT INTO revisions (id, subject, subject_id, number, content, hash, saved_at) VALUES (101, 'report', 101, 1, '{}', HASH, NOW)`,
		`INSERT INTO report_returns (id, report_id, revision, comment, returned_at) VALUES (101, 101, 1, 'Mangler dato', NOW)`,
		`INSERT INTO report_return_sections (id, return_id, section, comment) VALUES (101, 101, 'next', 'Hvilken dag?')`,
		`INSERT INTO milestones (id, measure_id, baseline, created_at) VALUES (101, 101, '2026-06-30', NOW), (102, 101, NULL, NOW)`,
		`INSERT INTO clearings (id, report_id, round_id, measure_id, period, lead_id, revision, stage, content, cleared_at) VALUES (101, 101, 102, 101, 8106, 101, 1, 'completed', '{}', NOW)`,
		`INSERT INTO catalogue_states (id, plan_id, at, payload, hash) VALUES (101, 101, NOW, '{}', HASH)`,
		`INSERT INTO editions (id, plan_id, round_id, period) VALUES (101, 101, 101, 8104)`,
		`INSERT INTO edition_revisions (id, edition_id, plan_id, number, kind, status_date, made_at, public_payload, public_hash, complete_payload, complete_hash, previous_hash, audit_sequence, audit_hash, hash)
			VALUES (101, 101, 101, 1, 'close', '2026-03-31', NOW, '{}', HASH, '{}', HASH, '', 1, '', HASH)`,
		`INSERT INTO issues (id, plan_id, period, edition_revision_id, state, created_at, updated_at) VALUES (102, 101, 8105, 101, 'draft', NOW, NOW), (101, 101, 8104, 101, 'draft', NOW, NOW)`,
		`INSERT INTO issue_items (id, issue_id, kind) VALUES (101, 101, 'text'), (102, 102, 'text')`,
		newQuestion + `(101, 102, 102, 101, 'forste', 101, 'Tekst', 'Ny tekst', 101, NOW)`,
		newQuestion + `(102, 102, 101, 101, 'forste', 101, 'Tekst', 'Svart på', 101, NOW)`,
		`UPDATE issue_questions SET answer = 'yes', answered_by = 101, answered_at = NOW WHERE id = 102`,
		newQuestion + `(103, 102, 101, 101, 'forste', 101, 'Tekst', 'Trukket', 101, NOW)`,
		`UPDATE issue_questions SET withdrawn_at = NOW WHERE id = 103`,
		`INSERT INTO issue_files (id, issue_id, format, body, hash, made_at) VALUES (101, 101, 'docx', 'x', HASH, NOW)`,
		`UPDATE issues SET state = 'frozen', frozen_at = NOW, frozen_by = 101 WHERE id = 101`,
		`INSERT INTO audit_events (sequence, at, who, action, entity, entity_id, previous_hash, hash) VALUES (101, NOW, 'kommandolinjen', 'a', 'b', 'c', '', HASH)`,
		`INSERT INTO mails (id, plan_id, round_id, user_id, kind, day, state, next_attempt_at, message_id, created_at) VALUES (101, 101, 102, 101, 'before', '2026-10-02', 'queued', NOW, 'a@b', NOW)`,
		`INSERT INTO mails (id, plan_id, round_id, user_id, kind, day, state, next_attempt_at, message_id, created_at, sent_at, to_address, subject, body)
			VALUES (102, 101, 102, 101, 'opening', '2026-09-10', 'sent', NOW, 'b@b', NOW, NOW, 'a@example.org', 'Emne', 'Tekst')`,
		`INSERT INTO reminder_runs (round_id, kind, day, planned_at) VALUES (102, 'before', '2026-10-02', NOW)`,
		`INSERT INTO bodies (id, code, name_nb) VALUES (101, 'GRETA', 'Ekspertgruppe')`,
		`INSERT INTO evaluations (id, body_id, round) VALUES (101, 101, 1)`,
		`INSERT INTO recommendations (id, evaluation_id, ref, topic_nb) VALUES (101, 101, 'G1-01', 'Tema'), (102, 101, 'G1-02', 'Tema')`,
		`INSERT INTO recommendation_links (id, recommendation_id, measure_id, degree) VALUES (101, 101, 101, 'full')`,
		newLinkHistory + `(101, 101, 101, 'proposed', 'full', false, NOW)`,
		newDecision + `(101, 101, 102, 101, 'Skriv ny framdriftsplan', 101, '2026-12-01', 'open', NOW)`,
		newMove + `(101, 101, NULL, 'draft', NOW)`,
	}
}

const (
	newLinkHistory  = `INSERT INTO link_histories (id, recommendation_id, measure_id, action, degree, confirmed, at) VALUES `
	newRound        = `INSERT INTO rounds (id, plan_id, period, state, opens_on, deadline, opened_at) VALUES `
	newReport       = `INSERT INTO reports (id, round_id, measure_id, period, lead_id, state, created_at, updated_at) VALUES `
	submit          = `UPDATE reports SET state = 'submitted', revision = 1, submitted_revision = 1, submitted_at = NOW, approved_role = 'avdelingsdirektør', approved_on = '2026-10-01', stage = 'completed' WHERE id = 101`
	newClearing     = `INSERT INTO clearings (report_id, round_id, measure_id, period, lead_id, revision, stage, health, content, cleared_at, undone_at) VALUES `
	newRole         = `INSERT INTO measure_roles (measure_id, organisation_id, involvement, from_date) VALUES `
	newDecision     = `INSERT INTO decisions (id, plan_id, round_id, measure_id, text, owner_id, due, state, made_at) VALUES `
	newMail         = `INSERT INTO mails (id, plan_id, round_id, user_id, kind, day, part, state, next_attempt_at, message_id, created_at) VALUES `
	newIssue        = `INSERT INTO issues (plan_id, period, number, reason, state, edition_revision_id, created_at, updated_at) VALUES `
	newTemplate     = `INSERT INTO document_templates (id, plan_id, format, name, body, hash, uploaded_by, uploaded_at, retired_by, retired_at) VALUES `
	newItem         = `INSERT INTO issue_items (issue_id, kind) VALUES `
	newQuestion     = `INSERT INTO issue_questions (id, issue_id, item_id, report_id, measure_key, organisation_id, source_text, wording, asked_by, asked_at) VALUES `
	newMove         = `INSERT INTO delivery_moves (id, report_id, contribution_id, state, moved_at) VALUES `
	newDeputy       = `INSERT INTO deputies (user_id, deputy_id, organisation_id, role, from_date, to_date, made_at) VALUES `
	newEditionAgain = `INSERT INTO edition_revisions (id, edition_id, plan_id, number, kind, reason, status_date, made_at, public_payload, public_hash, complete_payload, complete_hash, previous_hash, audit_sequence, audit_hash, hash)
		VALUES (201, 101, 101, `
	editionRest = `, '2026-03-31', NOW, '{}', HASH, '{}', HASH, '', 1, '', 'baaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')`
)

// rule is what a rule of the model refuses. All statements but the last must be accepted.
type rule struct {
	name       string
	statements []string
	why        refusal
}

var held = []rule{
	{"one report for each measure and round", []string{newReport + `(201, 102, 101, 8106, 101, 'draft', NOW, NOW)`}, duplicate},
	{"a report is of its round's quarter", []string{newReport + `(201, 102, 102, 8104, 101, 'draft', NOW, NOW)`}, dangling},
	{"a report is of a measure that is there", []string{newReport + `(201, 102, 999, 8106, 101, 'draft', NOW, NOW)`}, dangling},
	{"a measure with a report is never deleted", []string{`DELETE FROM measures WHERE id = 101`}, dangling},
	{"one round for each plan and quarter", []string{newRound + `(201, 101, 8104, 'planned', '2026-03-10', '2026-04-07', NULL)`}, duplicate},
	{"one running round in a plan", []string{newRound + `(201, 101, 8107, 'open', '2026-12-10', '2027-01-08', NOW)`}, duplicate},
	{"a round in review runs too", []string{newRound + `(201, 101, 8107, 'in_review', '2026-12-10', '2027-01-08', NOW)`}, duplicate},
	{"a round is open at a moment", []string{newRound + `(201, 102, 8107, 'open', '2026-12-10', '2027-01-08', NULL)`}, unfit},
	{"a round is closed at a moment", []string{`UPDATE rounds SET state = 'closed' WHERE id = 102`}, unfit},
	{"a deadline is not before the opening", []string{newRound + `(201, 102, 8107, 'planned', '2026-12-10', '2026-12-09', NULL)`}, unfit},
	{"only a round in review has been opened again", []string{`UPDATE rounds SET reopened_because = 'Feil' WHERE id = 102`}, unfit},
	{"a round that closes anew is no longer open again", []string{`UPDATE rounds SET state = 'in_review', reopened_because = 'Feil' WHERE id = 102`, `UPDATE rounds SET state = 'closed', closed_at = NOW WHERE id = 102`}, unfit},
	{"no unknown state of a round", []string{`UPDATE rounds SET state = 'paused' WHERE id = 102`}, unfit},
	{"no quarter far from now", []string{newRound + `(201, 102, 7999, 'planned', '2026-12-10', '2027-01-08', NULL)`}, unfit},

	{"no unknown state of a report", []string{`UPDATE reports SET state = 'done' WHERE id = 101`}, unfit},
	{"no unknown stage", []string{`UPDATE reports SET stage = 'done' WHERE id = 101`}, unfit},
	{"no unknown health", []string{`UPDATE reports SET health = 'red' WHERE id = 101`}, unfit},
	{"no unknown language", []string{`UPDATE reports SET language = 'se' WHERE id = 101`}, unfit},
	{"a submitted report has a stage", []string{submit, `UPDATE reports SET stage = '' WHERE id = 101`}, unfit},
	{"health only while under way", []string{submit, `UPDATE reports SET health = 'on_track' WHERE id = 101`}, unfit},
	{"what is under way has health", []string{submit, `UPDATE reports SET stage = 'in_progress' WHERE id = 101`}, unfit},
	{"a submission says who approved it", []string{submit, `UPDATE reports SET approved_role = '' WHERE id = 101`}, unfit},
	{"a submission says when it was approved", []string{submit, `UPDATE reports SET approved_on = NULL WHERE id = 101`}, unfit},
	{"a submission is of a revision", []string{submit, `UPDATE reports SET submitted_revision = 0 WHERE id = 101`}, unfit},
	{"a submission is of a revision that is there", []string{submit, `UPDATE reports SET submitted_revision = 2 WHERE id = 101`}, unfit},
	{"a cleared report is not open for correction", []string{submit, `UPDATE reports SET correction_reason = 'Feil tall' WHERE id = 101`, `UPDATE reports SET state = 'cleared', cleared_at = NOW, cleared_by = 101 WHERE id = 101`}, unfit},
	{"cleared by somebody", []string{submit, `UPDATE reports SET state = 'cleared', cleared_at = NOW WHERE id = 101`}, unfit},
	{"cleared at a moment", []string{submit, `UPDATE reports SET state = 'cleared', cleared_by = 101 WHERE id = 101`}, unfit},
	{"cleared as an exception with a reason", []string{submit, `UPDATE reports SET cleared_as_exception = true WHERE id = 101`}, unfit},
	{"returned with a comment", []string{submit, `UPDATE reports SET state = 'returned' WHERE id = 101`}, unfit},
	{"one contribution for each ministry", []string{`INSERT INTO contributions (report_id, organisation_id, updated_at) VALUES (101, 102, NOW)`}, duplicate},
	{"no signature on an empty text", []string{`UPDATE contributions SET signed_at = NOW, signed_role = 'direktør' WHERE id = 101`}, unfit},

	{"one lead at a time", []string{newRole + `(101, 102, 'lead', '2026-01-01')`}, duplicate},
	{"one part for each organisation at a time", []string{newRole + `(101, 101, 'contributing', '2026-01-01')`}, duplicate},
	{"a part does not end before it begins", []string{`UPDATE measure_roles SET to_date = '2025-05-27' WHERE id = 101`}, unfit},
	{"no unknown part", []string{newRole + `(101, 102, 'owner', '2026-01-01')`}, unfit},
	{"one default plan", []string{`UPDATE plans SET is_default = true WHERE id = 102`}, duplicate},
	{"one plan for each code", []string{`UPDATE plans SET code = 'en' WHERE id = 102`}, duplicate},
	{"a plan does not end before it begins", []string{`UPDATE plans SET period_to = 2024 WHERE id = 101`}, unfit},
	{"one measure for each key", []string{`UPDATE measures SET key = 'forste' WHERE id = 102`}, duplicate},
	{"one measure for each number", []string{`UPDATE measures SET number = 1 WHERE id = 102`}, duplicate},
	{"a measure has a key", []string{`UPDATE measures SET key = '' WHERE id = 102`}, unfit},
	{"a measure has a title", []string{`UPDATE measures SET title_nb = '' WHERE id = 102`}, unfit},
	{"a measure stands in an area of its own plan", []string{`UPDATE measures SET area_id = 102 WHERE id = 101`}, dangling},
	{"one area for each number", []string{`INSERT INTO areas (plan_id, number, title_nb) VALUES (101, 1, 'B')`}, duplicate},
	{"one organisation for each code", []string{`UPDATE organisations SET code = 'AA' WHERE id = 102`}, duplicate},
	{"no organisation above itself", []string{`UPDATE organisations SET parent_id = 101 WHERE id = 101`}, unfit},
	{"no unknown kind of organisation", []string{`UPDATE organisations SET kind = 'firm' WHERE id = 101`}, unfit},

	{"nobody is deputy for oneself", []string{newDeputy + `(101, 101, 101, 'reporter', '2026-07-01', '2026-07-31', NOW)`}, unfit},
	{"a deputy's days do not end before they begin", []string{newDeputy + `(101, 102, 101, 'reporter', '2026-07-01', '2026-06-30', NOW)`}, unfit},
	{"only a reporter or a coordinator has a deputy", []string{newDeputy + `(101, 102, 101, 'admin', '2026-07-01', '2026-07-31', NOW)`}, unfit},
	{"one deputy for each role and first day", []string{
		newDeputy + `(101, 102, 101, 'reporter', '2026-07-01', '2026-07-31', NOW)`, newDeputy + `(101, 102, 101, 'reporter', '2026-07-01', '2026-07-02', NOW)`,
	}, duplicate},

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
	{"no unknown language of the body's wording", []string{`UPDATE recommendations SET official_language = 'de' WHERE id = 101`}, unfit},
	{"one evaluation for each body and round", []string{`INSERT INTO evaluations (body_id, round) VALUES (101, 1)`}, duplicate},

	{"one digest for each person, kind and day", []string{newMail + `(201, 101, 102, 101, 'before', '2026-10-02', 0, 'queued', NOW, 'c@b', NOW)`}, duplicate},
	{"a digest is not parted", []string{newMail + `(201, 101, 102, 101, 'before', '2026-10-02', 1, 'queued', NOW, 'c@b', NOW)`}, unfit},
	{"two mails do not have one name", []string{newMail + `(201, 101, 102, 101, 'after', '2026-10-02', 0, 'queued', NOW, 'a@b', NOW)`}, duplicate},
	{"a mail is about a round of its plan", []string{newMail + `(201, 102, 102, 101, 'after', '2026-10-02', 0, 'queued', NOW, 'c@b', NOW)`}, dangling},
	{"only a test is about no round", []string{newMail + `(201, NULL, NULL, 101, 'after', '2026-10-02', 0, 'queued', NOW, 'c@b', NOW)`}, unfit},
	{"a mail under way is somebody's, for a while", []string{`UPDATE mails SET state = 'sending' WHERE id = 101`}, unfit},
	{"a sent mail has an address and a text", []string{`UPDATE mails SET state = 'sent', sent_at = NOW WHERE id = 101`}, unfit},
	{"a mail that failed says why", []string{`UPDATE mails SET state = 'failed' WHERE id = 101`}, unfit},
	{"a sent mail never changes", []string{`UPDATE mails SET state = 'queued' WHERE id = 102`}, settled},
	{"a sent mail is never deleted", []string{`DELETE FROM mails WHERE id = 102`}, settled},
	{"an occasion is planned once", []string{`INSERT INTO reminder_runs (round_id, kind, day, planned_at) VALUES (102, 'before', '2026-10-02', NOW)`}, duplicate},
	{"an address has an @", []string{`UPDATE users SET email = 'navn' WHERE id = 101`}, unfit},

	{"usernames in small letters", []string{`UPDATE users SET username = 'Rapportor' WHERE id = 101`}, unfit},
	{"one user for each name", []string{`INSERT INTO users (username, display_name, created_at) VALUES ('rapportor.aa', 'B', NOW)`}, duplicate},
	{"one standing of each sort", []string{`INSERT INTO memberships (user_id, organisation_id, role) VALUES (101, 101, 'reporter')`}, duplicate},
	{"no unknown role", []string{`UPDATE memberships SET role = 'owner' WHERE id = 101`}, unfit},

	{"one number for each saved text", []string{`INSERT INTO revisions (subject, subject_id, number, content, hash, saved_at) VALUES ('report', 101, 1, '{}', HASH, NOW)`}, duplicate},
	{"a saved text has its hash", []string{`INSERT INTO revisions (subject, subject_id, number, content, hash, saved_at) VALUES ('report', 101, 2, '{}', 'short', NOW)`}, unfit},
	{"a saved text never changes", []string{`UPDATE revisions SET content = '[]' WHERE id = 101`}, settled},
	{"a saved text is never deleted", []string{`DELETE FROM revisions WHERE id = 101`}, settled},
	{"the trail never changes", []string{`UPDATE audit_events SET who = 'x' WHERE sequence = 101`}, settled},
	{"the trail is never cut", []string{`DELETE FROM audit_events WHERE sequence = 101`}, settled},
	{"the trail says who", []string{`INSERT INTO audit_events (sequence, at, who, action, entity, entity_id, previous_hash, hash) VALUES (201, NOW, '', 'a', 'b', 'c', '', HASH)`}, unfit},
	{"one line for each number in the trail", []string{`INSERT INTO audit_events (sequence, at, who, action, entity, entity_id, previous_hash, hash) VALUES (101, NOW, 'x', 'a', 'b', 'c', '', HASH)`}, duplicate},
	{"a return never changes", []string{`UPDATE report_returns SET comment = 'x' WHERE id = 101`}, settled},
	{"a return is never deleted", []string{`DELETE FROM report_returns WHERE id = 101`}, settled},
	{"what a return says of a section never changes", []string{`UPDATE report_return_sections SET comment = 'x' WHERE id = 101`}, settled},
	{"what a return says of a section is never deleted", []string{`DELETE FROM report_return_sections WHERE id = 101`}, settled},
	{"one comment for each section of a return", []string{`INSERT INTO report_return_sections (return_id, section, comment) VALUES (101, 'next', 'x')`}, duplicate},
	{"no return of an unknown section", []string{`INSERT INTO report_return_sections (return_id, section, comment) VALUES (101, 'colour', 'x')`}, unfit},
	{"a section that is sent back has a comment", []string{`INSERT INTO report_return_sections (return_id, section, comment) VALUES (101, 'done', '')`}, unfit},
	{"a section belongs to a return", []string{`INSERT INTO report_return_sections (return_id, section, comment) VALUES (9999, 'done', 'x')`}, dangling},
	{"milestones may be moved once before it counts", []string{`UPDATE plans SET moved_times = 0 WHERE id = 101`}, unfit},
	{"a plan tells how many silent rounds count", []string{`UPDATE plans SET silent_rounds = 0 WHERE id = 101`}, unfit},
	{"a return has a comment", []string{`INSERT INTO report_returns (report_id, revision, comment, returned_at) VALUES (101, 1, '', NOW)`}, unfit},

	{"the baseline of a milestone never changes", []string{`UPDATE milestones SET baseline = '2026-07-31' WHERE id = 101`}, settled},
	{"the baseline of a milestone is never taken away", []string{`UPDATE milestones SET baseline = NULL WHERE id = 101`}, settled},
	{"a milestone with a baseline is never deleted", []string{`DELETE FROM milestones WHERE id = 101`}, settled},
	{"the baseline is fixed once", []string{`UPDATE milestones SET baseline = '2026-07-31' WHERE id = 102`, `UPDATE milestones SET baseline = '2026-08-31' WHERE id = 102`}, settled},
	{"a moved milestone has a reason", []string{`INSERT INTO milestone_moves (milestone_id, report_id, from_date, to_date, reason, moved_at) VALUES (101, 101, '2026-06-30', '2026-07-31', '', NOW)`}, unfit},
	{"a moved milestone has moved", []string{`INSERT INTO milestone_moves (milestone_id, report_id, from_date, to_date, reason, moved_at) VALUES (101, 101, '2026-06-30', '2026-06-30', 'x', NOW)`}, unfit},

	{"one standing clearing for each report", []string{newClearing + `(101, 102, 101, 8106, 101, 2, 'completed', '', '{}', NOW, NULL)`}, duplicate},
	{"a clearing is of its round's quarter", []string{newClearing + `(101, 102, 101, 8104, 101, 2, 'completed', '', '{}', NOW, NOW)`}, dangling},
	{"a clearing is of a report that is there", []string{newClearing + `(999, 102, 101, 8106, 101, 2, 'completed', '', '{}', NOW, NOW)`}, dangling},
	{"what is cleared has a stage", []string{newClearing + `(101, 102, 101, 8106, 101, 2, '', '', '{}', NOW, NOW)`}, unfit},
	{"what is cleared has health only while under way", []string{newClearing + `(101, 102, 101, 8106, 101, 2, 'completed', 'on_track', '{}', NOW, NOW)`}, unfit},
	{"what is cleared has a text", []string{newClearing + `(101, 102, 101, 8106, 101, 2, 'completed', '', '', NOW, NOW)`}, unfit},
	{"a clearing is not undone before it was made", []string{newClearing + `(101, 102, 101, 8106, 101, 2, 'completed', '', '{}', NOW, '2026-11-24 10:59:59')`}, unfit},
	{"a clearing never changes", []string{`UPDATE clearings SET content = '[]' WHERE id = 101`}, settled},
	{"who lacks in a clearing never changes", []string{`UPDATE clearings SET lacking = '["X"]' WHERE id = 101`}, settled},
	{"who lacks in a clearing never changes while it is undone", []string{`UPDATE clearings SET undone_at = NOW, lacking = '["X"]' WHERE id = 101`}, settled},
	{"a clearing never changes while it is undone", []string{`UPDATE clearings SET undone_at = NOW, content = '[]' WHERE id = 101`}, settled},
	{"a clearing is undone once", []string{`UPDATE clearings SET undone_at = NOW WHERE id = 101`, `UPDATE clearings SET undone_at = NOW WHERE id = 101`}, settled},
	{"a clearing that is undone never stands again", []string{`UPDATE clearings SET undone_at = NOW WHERE id = 101`, `UPDATE clearings SET undone_at = NULL WHERE id = 101`}, settled},
	{"a clearing is never deleted", []string{`DELETE FROM clearings WHERE id = 101`}, settled},
	{"a clearing makes room for the next", []string{`UPDATE clearings SET undone_at = NOW WHERE id = 101`, newClearing + `(101, 102, 101, 8106, 101, 2, 'completed', '', '{}', NOW, NULL)`, newClearing + `(101, 102, 101, 8106, 101, 3, 'completed', '', '{}', NOW, NULL)`}, duplicate},

	{"a state of the catalogue never changes", []string{`UPDATE catalogue_states SET payload = '[]' WHERE id = 101`}, settled},
	{"a state of the catalogue is never deleted", []string{`DELETE FROM catalogue_states WHERE id = 101`}, settled},
	{"a state of the catalogue has its hash", []string{`INSERT INTO catalogue_states (plan_id, at, payload, hash) VALUES (101, NOW, '{}', 'short')`}, unfit},
	{"a state of the catalogue is of a plan", []string{`INSERT INTO catalogue_states (plan_id, at, payload, hash) VALUES (999, NOW, '{}', HASH)`}, dangling},

	{"one edition for each round", []string{`INSERT INTO editions (plan_id, round_id, period) VALUES (101, 101, 8104)`}, duplicate},
	{"an edition is of its round's quarter", []string{`INSERT INTO editions (plan_id, round_id, period) VALUES (101, 102, 8107)`}, dangling},
	{"an edition is of its round's plan", []string{`INSERT INTO editions (plan_id, round_id, period) VALUES (102, 102, 8106)`}, dangling},
	{"an edition never changes", []string{`UPDATE edition_revisions SET public_payload = '[]' WHERE id = 101`}, settled},
	{"an edition is never deleted", []string{`DELETE FROM edition_revisions WHERE id = 101`}, settled},
	{"one edition for each number", []string{newEditionAgain + `1, 'erratum', 'Skrivefeil'` + editionRest}, duplicate},
	{"an erratum has a reason", []string{newEditionAgain + `2, 'erratum', ''` + editionRest}, unfit},
	{"no unknown kind of edition", []string{newEditionAgain + `2, 'draft', 'x'` + editionRest}, unfit},

	{"one newsletter for each quarter", []string{newIssue + `(101, 8104, 1, '', 'draft', 101, NOW, NOW)`}, duplicate},
	{"one erratum of a number", []string{newIssue + `(101, 8104, 2, 'Feil dato', 'draft', 101, NOW, NOW)`, newIssue + `(101, 8104, 2, 'Feil navn', 'draft', 101, NOW, NOW)`}, duplicate},
	{"one newsletter of a quarter is worked on at a time", []string{newIssue + `(101, 8105, 2, 'Feil dato', 'draft', 101, NOW, NOW)`}, duplicate},
	{"a discarded erratum leaves its number free", []string{newIssue + `(101, 8104, 2, 'Feil dato', 'discarded', 101, NOW, NOW)`, newIssue + `(101, 8104, 2, 'Feil navn', 'draft', 101, NOW, NOW)`, newIssue + `(101, 8104, 2, 'Feil tall', 'draft', 101, NOW, NOW)`}, duplicate},
	{"only an erratum is discarded", []string{`UPDATE issues SET state = 'discarded' WHERE id = 102`}, unfit},
	{"a discarded erratum never comes back", []string{newIssue + `(101, 8104, 2, 'Feil dato', 'discarded', 101, NOW, NOW)`, `UPDATE issues SET state = 'draft' WHERE state = 'discarded'`}, settled},
	{"a discarded erratum is never deleted", []string{newIssue + `(101, 8104, 2, 'Feil dato', 'discarded', 101, NOW, NOW)`, `DELETE FROM issues WHERE state = 'discarded'`}, settled},
	{"an erratum of a newsletter has a reason", []string{newIssue + `(101, 8104, 2, '', 'draft', 101, NOW, NOW)`}, unfit},
	{"only an erratum has one", []string{newIssue + `(101, 8106, 1, 'Feil dato', 'draft', 101, NOW, NOW)`}, unfit},
	{"who worded a paragraph stands with when", []string{`UPDATE issue_items SET worded_by = 101 WHERE id = 102`}, unfit},
	{"a newsletter's template is known by its hash", []string{`INSERT INTO issue_files (issue_id, format, body, hash, made_at, template_hash) VALUES (102, 'odt', 'y', HASH, NOW, 'x')`}, unfit},
	{"a newsletter is frozen by somebody", []string{`UPDATE issues SET state = 'frozen', frozen_at = NOW WHERE id = 102`}, unfit},
	{"a frozen newsletter never changes", []string{`UPDATE issues SET intro = 'x' WHERE id = 101`}, settled},
	{"a frozen newsletter never thaws", []string{`UPDATE issues SET state = 'draft' WHERE id = 101`}, settled},
	{"a frozen newsletter is never deleted", []string{`DELETE FROM issues WHERE id = 101`}, settled},
	{"nothing is added to a frozen newsletter", []string{newItem + `(101, 'text')`}, settled},
	{"nothing in a frozen newsletter changes", []string{`UPDATE issue_items SET text = 'x' WHERE id = 101`}, settled},
	{"nothing in a frozen newsletter is deleted", []string{`DELETE FROM issue_items WHERE id = 101`}, settled},
	{"nothing is moved out of a frozen newsletter", []string{`UPDATE issue_items SET issue_id = 102 WHERE id = 101`}, settled},
	{"nothing is moved into a frozen newsletter", []string{`UPDATE issue_items SET issue_id = 101 WHERE id = 102`}, settled},
	{"a newsletter's file never changes", []string{`UPDATE issue_files SET body = 'y' WHERE id = 101`}, settled},
	{"a newsletter's file is never deleted", []string{`DELETE FROM issue_files WHERE id = 101`}, settled},
	{"one file of each format", []string{`INSERT INTO issue_files (issue_id, format, body, hash, made_at) VALUES (101, 'docx', 'y', HASH, NOW)`}, duplicate},
	{"a newsletter is published somewhere", []string{`INSERT INTO issue_publications (issue_id, address, published_on, marked_by, marked_at) VALUES (101, '', '2026-10-01', 101, NOW)`}, unfit},
	{"a newsletter is published on the web", []string{`INSERT INTO issue_publications (issue_id, address, published_on, marked_by, marked_at) VALUES (101, 'ftp://a', '2026-10-01', 101, NOW)`}, unfit},
	{"where a newsletter was published never changes", []string{`INSERT INTO issue_publications (id, issue_id, address, published_on, marked_by, marked_at) VALUES (201, 101, 'https://a', '2026-10-01', 101, NOW)`, `UPDATE issue_publications SET address = 'https://b' WHERE id = 201`}, settled},
	{"that a newsletter was published never goes away", []string{`INSERT INTO issue_publications (id, issue_id, address, published_on, marked_by, marked_at) VALUES (201, 101, 'https://a', '2026-10-01', 101, NOW)`, `DELETE FROM issue_publications WHERE id = 201`}, settled},
	{"the words of one newsletter once", []string{`INSERT INTO issue_texts (issue_id, text, folded) VALUES (101, 'x', 'x')`, `INSERT INTO issue_texts (issue_id, text, folded) VALUES (101, 'y', 'y')`}, duplicate},
	{"one template of a format stands", []string{newTemplate + `(201, 101, 'docx', 'a', 'x', HASH, 101, NOW, NULL, NULL)`, newTemplate + `(202, 101, 'docx', 'b', 'x', HASH, 101, NOW, NULL, NULL)`}, duplicate},
	{"no template of another format", []string{newTemplate + `(201, 101, 'odt', 'a', 'x', HASH, 101, NOW, NULL, NULL)`}, unfit},
	{"who took a template out of use stands with when", []string{newTemplate + `(201, 101, 'docx', 'a', 'x', HASH, 101, NOW, 101, NULL)`}, unfit},
	{"a template never changes", []string{newTemplate + `(201, 101, 'docx', 'a', 'x', HASH, 101, NOW, NULL, NULL)`, `UPDATE document_templates SET body = 'y' WHERE id = 201`}, settled},
	{"who sent a template never changes", []string{newTemplate + `(201, 101, 'docx', 'a', 'x', HASH, 101, NOW, NULL, NULL)`, `UPDATE document_templates SET name = 'b' WHERE id = 201`}, settled},
	{"a template that is out of use never comes back", []string{newTemplate + `(201, 101, 'docx', 'a', 'x', HASH, 101, NOW, 101, NOW)`, `UPDATE document_templates SET retired_at = NULL, retired_by = NULL WHERE id = 201`}, settled},
	{"a template is never deleted", []string{newTemplate + `(201, 101, 'docx', 'a', 'x', HASH, 101, NOW, NULL, NULL)`, `DELETE FROM document_templates WHERE id = 201`}, settled},
	{"no unknown kind of item", []string{newItem + `(102, 'joke')`}, unfit},

	{"one open question for each paragraph", []string{newQuestion + `(201, 102, 102, 101, 'forste', 101, 'Tekst', 'En til', 101, NOW)`}, duplicate},
	{"what was answered may be asked anew", []string{newQuestion + `(201, 102, 101, 101, 'forste', 101, 'Tekst', 'En til', 101, NOW)`, `DELETE FROM issue_questions WHERE id = 201`}, settled},
	{"a question is about a wording", []string{newQuestion + `(201, 102, 103, 101, 'forste', 101, 'Tekst', '', 101, NOW)`}, unfit},
	{"a question is to a ministry", []string{newQuestion + `(201, 102, 103, 101, 'forste', 999, 'Tekst', 'x', 101, NOW)`}, dangling},
	{"a question is about a report", []string{newQuestion + `(201, 102, 103, 999, 'forste', 101, 'Tekst', 'x', 101, NOW)`}, dangling},
	{"no unknown answer", []string{`UPDATE issue_questions SET answer = 'maybe', answered_by = 101, answered_at = NOW WHERE id = 101`}, unfit},
	{"an answer is somebody's", []string{`UPDATE issue_questions SET answer = 'yes', answered_at = NOW WHERE id = 101`}, unfit},
	{"a no says why", []string{`UPDATE issue_questions SET answer = 'no', answered_by = 101, answered_at = NOW WHERE id = 101`}, unfit},
	{"what is answered is not withdrawn", []string{`UPDATE issue_questions SET answer = 'yes', answered_by = 101, answered_at = NOW, withdrawn_at = NOW WHERE id = 101`}, unfit},
	{"what was asked never changes", []string{`UPDATE issue_questions SET wording = 'x' WHERE id = 101`}, settled},
	{"an answer never changes", []string{`UPDATE issue_questions SET answer = 'no', comment = 'x' WHERE id = 102`}, settled},
	{"a withdrawn question is not answered", []string{`UPDATE issue_questions SET withdrawn_at = NULL, answer = 'yes', answered_by = 101, answered_at = NOW WHERE id = 103`}, settled},
	{"a question is never deleted", []string{`DELETE FROM issue_questions WHERE id = 101`}, settled},
	{"a further mail of a day is a notice or a question", []string{newMail + `(201, 101, 102, 101, 'question', '2026-10-02', 3, 'queued', NOW, 'q@b', NOW)`, newMail + `(202, 101, 102, 101, 'before', '2026-10-03', 1, 'queued', NOW, 'r@b', NOW)`}, unfit},

	{"a decision says what", []string{newDecision + `(201, 101, 102, 101, '', 101, '2026-12-01', 'open', NOW)`}, unfit},
	{"a decision is made in a round of its plan", []string{newDecision + `(201, 102, 102, NULL, 'x', 101, '2026-12-01', 'open', NOW)`}, dangling},
	{"a decision is about a measure of its plan", []string{newDecision + `(201, 101, 102, 999, 'x', 101, '2026-12-01', 'open', NOW)`}, dangling},
	{"a decision is somebody's to carry out", []string{newDecision + `(201, 101, 102, 101, 'x', 999, '2026-12-01', 'open', NOW)`}, dangling},
	{"a decision is due on a day", []string{newDecision + `(201, 101, 102, 101, 'x', 101, NULL, 'open', NOW)`}, missing},
	{"a decision is about one thing", []string{`INSERT INTO decisions (plan_id, round_id, measure_id, recommendation_id, text, owner_id, due, state, made_at)
		VALUES (101, 102, 101, 101, 'x', 101, '2026-12-01', 'open', NOW)`}, unfit},
	{"no unknown state of a decision", []string{`UPDATE decisions SET state = 'late' WHERE id = 101`}, unfit},
	{"a decision is closed at a moment", []string{`UPDATE decisions SET state = 'done' WHERE id = 101`}, unfit},
	{"an open decision is not closed", []string{`UPDATE decisions SET closed_at = NOW WHERE id = 101`}, unfit},
	{"a dropped decision says why", []string{`UPDATE decisions SET state = 'dropped', closed_at = NOW WHERE id = 101`}, unfit},
	{"where a decision was made never changes", []string{`UPDATE decisions SET round_id = 101 WHERE id = 101`}, settled},
	{"when a decision was made never changes", []string{`UPDATE decisions SET made_at = '2026-01-01 11:00:00' WHERE id = 101`}, settled},
	{"what a decision is about never changes", []string{`UPDATE decisions SET measure_id = NULL WHERE id = 101`}, settled},
	{"a decision is inside unless it is said", []string{`UPDATE decisions SET publishable = NULL WHERE id = 101`}, missing},
	{"the newsletter tells only decisions about measures", []string{`INSERT INTO decisions (plan_id, round_id, recommendation_id, text, owner_id, due, state, made_at, publishable)
		VALUES (101, 102, 101, 'x', 101, '2026-12-01', 'open', NOW, TRUE)`}, unfit},
	{"a decision is never deleted", []string{`DELETE FROM decisions WHERE id = 101`}, settled},

	{"no unknown move of a report", []string{newMove + `(201, 101, NULL, 'done', NOW)`}, unfit},
	{"a paragraph is drafted or signed, and nothing else", []string{newMove + `(201, 101, 101, 'submitted', NOW)`, newMove + `(202, 101, 101, 'cleared', NOW)`}, unfit},
	{"a move is of a report that is there", []string{newMove + `(201, 999, NULL, 'draft', NOW)`}, dangling},
	{"a move is of a paragraph that is there", []string{newMove + `(201, 101, 999, 'draft', NOW)`}, dangling},
	{"a move is of a report, also when it is a paragraph's", []string{newMove + `(201, NULL, 101, 'draft', NOW)`}, missing},
	{"a move is made at a moment", []string{newMove + `(201, 101, NULL, 'draft', NULL)`}, missing},
	{"a move never changes", []string{`UPDATE delivery_moves SET state = 'cleared' WHERE id = 101`}, settled},
	{"a move is never deleted", []string{`DELETE FROM delivery_moves WHERE id = 101`}, settled},
	{"the move that a submission leaves never changes", []string{submit, `UPDATE delivery_moves SET moved_at = '2026-01-01 11:00:00' WHERE report_id = 101 AND state = 'submitted'`}, settled},
	{"the move that a signature leaves is never deleted", []string{`UPDATE contributions SET signed_at = NOW, signed_by = 101, signed_role = 'avdelingsdirektør', text = 'x' WHERE id = 101`, `DELETE FROM delivery_moves WHERE contribution_id = 101`}, settled},

	{"one installation", []string{`INSERT INTO installation (id) VALUES (2)`}, unfit},
	{"a plan has a coordinator", []string{`UPDATE plans SET coordinator_id = NULL WHERE id = 101`}, missing},
}

func TestTheDatabaseItselfHoldsTheRules(t *testing.T) {
	storetest.Each(t, nil, func(t *testing.T, s *store.Store) {
		pool, err := s.Pool()
		if err != nil {
			t.Fatal(err)
		}
		for _, statement := range world() {
			if _, err := pool.ExecContext(t.Context(), fill(statement)); err != nil {
				t.Fatalf("%s: %v", statement, err)
			}
		}
		for _, rule := range slices.Concat(held, heldOfAssessments, heldOfReplies) {
			t.Run(rule.name, func(t *testing.T) {
				tx, err := pool.BeginTx(t.Context(), nil)
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = tx.Rollback() }()
				last := len(rule.statements) - 1
				for _, statement := range rule.statements[:last] {
					if _, err := tx.ExecContext(t.Context(), fill(statement)); err != nil {
						t.Fatalf("what should be accepted is refused: %v", err)
					}
				}
				_, err = tx.ExecContext(t.Context(), fill(rule.statements[last]))
				if err == nil {
					err = tx.Commit() // some rules are held at the end of the transaction
				}
				if err == nil {
					t.Fatal("the database accepted it")
				}
				for _, words := range rule.why.in(s.Dialect()) {
					if strings.Contains(err.Error(), words) {
						return
					}
				}
				t.Errorf("refused for another reason than %s: %v", rule.why, err)
			})
		}
	})
}
