-- +goose Up

-- Mails that ask a ministry about the newsletter's wording, and that bring the
-- answer to who asked. SQLite cannot take a constraint away, so the two tables
-- are made anew.
CREATE TABLE new_mail_texts (
    plan_id    bigint NOT NULL REFERENCES plans (id),
    kind       text NOT NULL CHECK (kind IN ('opening', 'before', 'deadline', 'after', 'extra', 'escalation', 'returned', 'cleared', 'question', 'answered')),
    subject    text NOT NULL CHECK (subject <> ''),
    body       text NOT NULL CHECK (body <> ''),
    updated_at datetime NOT NULL,
    updated_by bigint REFERENCES users (id),
    PRIMARY KEY (plan_id, kind)
);
INSERT INTO new_mail_texts (plan_id, kind, subject, body, updated_at, updated_by)
SELECT plan_id, kind, subject, body, updated_at, updated_by FROM mail_texts;
DROP TABLE mail_texts;
ALTER TABLE new_mail_texts RENAME TO mail_texts;

CREATE TABLE new_mails (
    id              integer PRIMARY KEY AUTOINCREMENT,
    plan_id         bigint,
    round_id        bigint,
    user_id         bigint NOT NULL REFERENCES users (id),
    kind            text NOT NULL CHECK (kind IN ('opening', 'before', 'deadline', 'after', 'extra', 'escalation', 'returned', 'cleared', 'question', 'answered', 'test')),
    day             date NOT NULL,
    part            integer NOT NULL DEFAULT 0 CHECK (part >= 0),
    to_address      text NOT NULL DEFAULT '',
    subject         text NOT NULL DEFAULT '',
    body            text NOT NULL DEFAULT '',
    items           text NOT NULL DEFAULT '[]',
    state           text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'cancelled', 'uncertain')),
    outcome         text NOT NULL DEFAULT '',
    last_error      text NOT NULL DEFAULT '',
    attempts        integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_attempt_at datetime NOT NULL,
    claim           text NOT NULL DEFAULT '',
    lease_until     datetime,
    handed_at       datetime,
    message_id      text NOT NULL UNIQUE CHECK (message_id <> ''),
    created_at      datetime NOT NULL,
    sent_at         datetime,
    UNIQUE (round_id, user_id, kind, day, part),
    FOREIGN KEY (plan_id, round_id) REFERENCES rounds (plan_id, id),
    CHECK (part = 0 OR kind IN ('returned', 'cleared', 'question', 'answered')),
    CHECK ((round_id IS NULL) = (kind = 'test')),
    CHECK ((plan_id IS NULL) = (kind = 'test')),
    CHECK (state <> 'sending' OR (claim <> '' AND lease_until IS NOT NULL)),
    CHECK (state <> 'sent' OR (sent_at IS NOT NULL AND to_address <> '' AND subject <> '' AND body <> '')),
    CHECK (state NOT IN ('failed', 'cancelled', 'uncertain') OR outcome <> '')
);
INSERT INTO new_mails (id, plan_id, round_id, user_id, kind, day, part, to_address, subject, body, items, state, outcome, last_error, attempts, next_attempt_at, claim, lease_until, handed_at, message_id, created_at, sent_at)
SELECT id, plan_id, round_id, user_id, kind, day, part, to_address, subject, body, items, state, outcome, last_error, attempts, next_attempt_at, claim, lease_until, handed_at, message_id, created_at, sent_at FROM mails;
DROP TRIGGER mails_sent_update;
DROP TRIGGER mails_sent_delete;
DROP TABLE mails;
ALTER TABLE new_mails RENAME TO mails;
CREATE INDEX mails_queue ON mails (next_attempt_at) WHERE state = 'queued';
CREATE INDEX mails_under_way ON mails (lease_until) WHERE state = 'sending';
CREATE INDEX mails_round ON mails (round_id, id);

-- What was sent is kept as it was sent.
-- +goose StatementBegin
CREATE TRIGGER mails_sent_update BEFORE UPDATE ON mails WHEN OLD.state = 'sent' BEGIN
    SELECT RAISE(ABORT, 'mails is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER mails_sent_delete BEFORE DELETE ON mails WHEN OLD.state = 'sent' BEGIN
    SELECT RAISE(ABORT, 'mails is append-only');
END;
-- +goose StatementEnd

-- The source and the wording that the reason was given for: it holds no longer
-- than they do.
ALTER TABLE issue_items ADD COLUMN reason_source text NOT NULL DEFAULT '';
ALTER TABLE issue_items ADD COLUMN reason_wording text NOT NULL DEFAULT '';

-- KOM's question to the ministry behind a paragraph about the newsletter's
-- wording, with the texts as they stood when it was asked. item_id is no foreign
-- key: a paragraph may leave the issue, what was asked and answered stays.
CREATE TABLE issue_questions (
    id              integer PRIMARY KEY AUTOINCREMENT,
    issue_id        bigint NOT NULL REFERENCES issues (id),
    item_id         bigint NOT NULL,
    report_id       bigint NOT NULL REFERENCES reports (id),
    measure_key     text NOT NULL CHECK (measure_key <> ''),
    organisation_id bigint NOT NULL REFERENCES organisations (id),
    source_text     text NOT NULL,
    wording         text NOT NULL CHECK (wording <> ''),
    links           text NOT NULL DEFAULT '[]',
    language        text NOT NULL DEFAULT 'nb' CHECK (language IN ('nb', 'nn', 'en')),
    asked_by        bigint NOT NULL REFERENCES users (id),
    asked_at        datetime NOT NULL,
    answer          text NOT NULL DEFAULT '' CHECK (answer IN ('', 'yes', 'no')),
    comment         text NOT NULL DEFAULT '',
    answered_by     bigint REFERENCES users (id),
    answered_at     datetime,
    withdrawn_at    datetime,
    CHECK ((answer = '') = (answered_at IS NULL)),
    CHECK ((answered_by IS NULL) = (answered_at IS NULL)),
    CHECK (answer <> 'no' OR comment <> ''),
    CHECK (answer = '' OR withdrawn_at IS NULL)
);
CREATE UNIQUE INDEX issue_questions_one_open ON issue_questions (item_id) WHERE answer = '' AND withdrawn_at IS NULL;
CREATE INDEX issue_questions_issue ON issue_questions (issue_id);
CREATE INDEX issue_questions_report ON issue_questions (report_id);

-- What was asked never changes; it is answered or withdrawn once.
-- +goose StatementBegin
CREATE TRIGGER issue_questions_fixed BEFORE UPDATE ON issue_questions
WHEN OLD.answer <> '' OR OLD.withdrawn_at IS NOT NULL
    OR NEW.id IS NOT OLD.id
    OR NEW.issue_id IS NOT OLD.issue_id
    OR NEW.item_id IS NOT OLD.item_id
    OR NEW.report_id IS NOT OLD.report_id
    OR NEW.measure_key IS NOT OLD.measure_key
    OR NEW.organisation_id IS NOT OLD.organisation_id
    OR NEW.source_text IS NOT OLD.source_text
    OR NEW.wording IS NOT OLD.wording
    OR NEW.links IS NOT OLD.links
    OR NEW.language IS NOT OLD.language
    OR NEW.asked_by IS NOT OLD.asked_by
    OR NEW.asked_at IS NOT OLD.asked_at
BEGIN
    SELECT RAISE(ABORT, 'issue_questions is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issue_questions_stay BEFORE DELETE ON issue_questions
BEGIN
    SELECT RAISE(ABORT, 'issue_questions is append-only');
END;
-- +goose StatementEnd
