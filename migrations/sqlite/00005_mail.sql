-- +goose Up

-- Where reminders and notices are sent. Nobody must have an address.
ALTER TABLE users ADD COLUMN email text NOT NULL DEFAULT '' CHECK (email = '' OR email LIKE '_%@_%');

CREATE TABLE reminder_rules (
    plan_id       bigint PRIMARY KEY REFERENCES plans (id),
    before_days   integer NOT NULL CHECK (before_days BETWEEN 1 AND 20),
    every_days    integer NOT NULL CHECK (every_days BETWEEN 1 AND 20),
    escalate_days integer NOT NULL CHECK (escalate_days BETWEEN 1 AND 20),
    hour          integer NOT NULL CHECK (hour BETWEEN 0 AND 18),
    opening       boolean NOT NULL,
    before        boolean NOT NULL,
    deadline      boolean NOT NULL,
    after         boolean NOT NULL,
    escalation    boolean NOT NULL,
    returned      boolean NOT NULL,
    cleared       boolean NOT NULL,
    updated_at    datetime NOT NULL
);

CREATE TABLE mail_texts (
    plan_id    bigint NOT NULL REFERENCES plans (id),
    kind       text NOT NULL CHECK (kind IN ('opening', 'before', 'deadline', 'after', 'extra', 'escalation', 'returned', 'cleared')),
    subject    text NOT NULL CHECK (subject <> ''),
    body       text NOT NULL CHECK (body <> ''),
    updated_at datetime NOT NULL,
    updated_by bigint REFERENCES users (id),
    PRIMARY KEY (plan_id, kind)
);

-- An occasion is planned once, by whichever node comes first.
CREATE TABLE reminder_runs (
    round_id   bigint NOT NULL REFERENCES rounds (id),
    kind       text NOT NULL CHECK (kind IN ('opening', 'before', 'deadline', 'after', 'extra', 'escalation')),
    day        date NOT NULL,
    planned_at datetime NOT NULL,
    PRIMARY KEY (round_id, kind, day)
);

-- The queue and the log of mails. part is more than 0 only for a further
-- notice on the same day.
CREATE TABLE mails (
    id              integer PRIMARY KEY AUTOINCREMENT,
    plan_id         bigint,
    round_id        bigint,
    user_id         bigint NOT NULL REFERENCES users (id),
    kind            text NOT NULL CHECK (kind IN ('opening', 'before', 'deadline', 'after', 'extra', 'escalation', 'returned', 'cleared', 'test')),
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
    CHECK (part = 0 OR kind IN ('returned', 'cleared')),
    CHECK ((round_id IS NULL) = (kind = 'test')),
    CHECK ((plan_id IS NULL) = (kind = 'test')),
    CHECK (state <> 'sending' OR (claim <> '' AND lease_until IS NOT NULL)),
    CHECK (state <> 'sent' OR (sent_at IS NOT NULL AND to_address <> '' AND subject <> '' AND body <> '')),
    CHECK (state NOT IN ('failed', 'cancelled', 'uncertain') OR outcome <> '')
);
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
