-- +goose Up

-- Replies on the recommendations of an evaluation. Revision is that of the
-- edition, fixed when the reply is frozen; 0 while it follows the newest.
CREATE TABLE replies (
    id            integer PRIMARY KEY AUTOINCREMENT,
    plan_id       integer NOT NULL REFERENCES plans (id),
    evaluation_id integer NOT NULL REFERENCES evaluations (id),
    number        integer NOT NULL CHECK (number > 0),
    period        integer NOT NULL,
    revision      integer NOT NULL DEFAULT 0 CHECK (revision >= 0),
    state         text NOT NULL CHECK (state IN ('draft', 'frozen')),
    begun_by      integer NOT NULL REFERENCES users (id),
    begun_at      datetime NOT NULL,
    frozen_by     integer REFERENCES users (id),
    frozen_at     datetime,
    UNIQUE (plan_id, evaluation_id, number),
    CHECK ((state = 'frozen') = (frozen_at IS NOT NULL)),
    CHECK ((frozen_by IS NULL) = (frozen_at IS NULL)),
    CHECK ((state = 'frozen') = (revision > 0))
);
CREATE UNIQUE INDEX replies_one_draft ON replies (plan_id, evaluation_id) WHERE state = 'draft';
-- +goose StatementBegin
CREATE TRIGGER replies_frozen BEFORE UPDATE ON replies
WHEN OLD.state = 'frozen'
BEGIN
    SELECT RAISE(ABORT, 'a frozen reply never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER replies_frozen_stays BEFORE DELETE ON replies
WHEN OLD.state = 'frozen'
BEGIN
    SELECT RAISE(ABORT, 'a frozen reply never changes');
END;
-- +goose StatementEnd

-- Every wording that was ever saved, of a recommendation in a language. The
-- newest that is not set aside counts; source is what it was made from.
CREATE TABLE reply_texts (
    id        integer PRIMARY KEY AUTOINCREMENT,
    reply_id  integer NOT NULL REFERENCES replies (id),
    ref       text NOT NULL CHECK (ref <> ''),
    language  text NOT NULL CHECK (language IN ('nb', 'nn', 'en')),
    number    integer NOT NULL CHECK (number > 0),
    set_aside boolean NOT NULL DEFAULT false,
    text      text NOT NULL,
    source    text NOT NULL,
    saved_by  integer NOT NULL REFERENCES users (id),
    saved_at  datetime NOT NULL,
    UNIQUE (reply_id, ref, language, number)
);
-- +goose StatementBegin
CREATE TRIGGER reply_texts_frozen BEFORE INSERT ON reply_texts
WHEN (SELECT state FROM replies WHERE id = NEW.reply_id) = 'frozen'
BEGIN
    SELECT RAISE(ABORT, 'a frozen reply never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reply_texts_no_update BEFORE UPDATE ON reply_texts
BEGIN
    SELECT RAISE(ABORT, 'reply_texts is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reply_texts_no_delete BEFORE DELETE ON reply_texts
BEGIN
    SELECT RAISE(ABORT, 'reply_texts is append-only');
END;
-- +goose StatementEnd

-- The files of a frozen reply, as they were made then.
CREATE TABLE reply_files (
    id       integer PRIMARY KEY AUTOINCREMENT,
    reply_id integer NOT NULL REFERENCES replies (id),
    language text NOT NULL CHECK (language IN ('nb', 'nn', 'en')),
    format   text NOT NULL CHECK (format <> ''),
    name     text NOT NULL CHECK (name <> ''),
    body     blob NOT NULL,
    hash     text NOT NULL CHECK (length(hash) = 64),
    made_at  datetime NOT NULL,
    UNIQUE (reply_id, language, format)
);
-- +goose StatementBegin
CREATE TRIGGER reply_files_no_update BEFORE UPDATE ON reply_files
BEGIN
    SELECT RAISE(ABORT, 'reply_files is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reply_files_no_delete BEFORE DELETE ON reply_files
BEGIN
    SELECT RAISE(ABORT, 'reply_files is append-only');
END;
-- +goose StatementEnd
