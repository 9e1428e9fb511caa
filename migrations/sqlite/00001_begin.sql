-- +goose Up

CREATE TABLE installation (
    id           integer PRIMARY KEY CHECK (id = 1),
    demo         boolean NOT NULL DEFAULT false,
    data_version bigint NOT NULL DEFAULT 1,
    audit_head_sequence bigint NOT NULL DEFAULT 0,
    audit_head_hash     text NOT NULL DEFAULT ''
);
INSERT INTO installation (id) VALUES (1);

CREATE TABLE organisations (
    id        integer PRIMARY KEY AUTOINCREMENT,
    code      text NOT NULL UNIQUE CHECK (code <> ''),
    kind      text NOT NULL CHECK (kind IN ('ministry', 'directorate', 'agency', 'unit', 'institution', 'network')),
    parent_id bigint REFERENCES organisations (id),
    name_nb   text NOT NULL CHECK (name_nb <> ''),
    name_nn   text NOT NULL DEFAULT '',
    name_en   text NOT NULL DEFAULT '',
    confirmed boolean NOT NULL DEFAULT false,
    CHECK (parent_id <> id)
);

CREATE TABLE plans (
    id             integer PRIMARY KEY AUTOINCREMENT,
    code           text NOT NULL UNIQUE CHECK (code <> ''),
    kind           text NOT NULL CHECK (kind IN ('strategy', 'action_plan')),
    title_nb       text NOT NULL CHECK (title_nb <> ''),
    title_nn       text NOT NULL DEFAULT '',
    title_en       text NOT NULL DEFAULT '',
    period_from    integer NOT NULL,
    period_to      integer NOT NULL,
    launched       date,
    coordinator_id bigint NOT NULL REFERENCES organisations (id),
    measure_count  integer NOT NULL CHECK (measure_count > 0),
    source_url     text NOT NULL DEFAULT '',
    confirmed      boolean NOT NULL DEFAULT false,
    is_default     boolean NOT NULL DEFAULT false,
    delayed_days   integer NOT NULL DEFAULT 92 CHECK (delayed_days > 0),
    created_at     datetime NOT NULL,
    CHECK (period_from <= period_to)
);
CREATE UNIQUE INDEX plans_one_default ON plans (is_default) WHERE is_default;

CREATE TABLE areas (
    id        integer PRIMARY KEY AUTOINCREMENT,
    plan_id   bigint NOT NULL REFERENCES plans (id),
    number    integer NOT NULL CHECK (number > 0),
    title_nb  text NOT NULL CHECK (title_nb <> ''),
    title_nn  text NOT NULL DEFAULT '',
    title_en  text NOT NULL DEFAULT '',
    goal_nb   text NOT NULL DEFAULT '',
    goal_nn   text NOT NULL DEFAULT '',
    goal_en   text NOT NULL DEFAULT '',
    articles  text NOT NULL DEFAULT '[]',
    confirmed boolean NOT NULL DEFAULT false,
    UNIQUE (plan_id, number),
    UNIQUE (plan_id, id)
);

CREATE TABLE measures (
    id              integer PRIMARY KEY AUTOINCREMENT,
    plan_id         bigint NOT NULL REFERENCES plans (id),
    area_id         bigint NOT NULL,
    key             text NOT NULL CHECK (key <> ''),
    number          integer NOT NULL CHECK (number > 0),
    title_nb        text NOT NULL CHECK (title_nb <> ''),
    title_nn        text NOT NULL DEFAULT '',
    title_en        text NOT NULL DEFAULT '',
    continuing      boolean NOT NULL DEFAULT false,
    title_confirmed boolean NOT NULL DEFAULT false,
    roles_confirmed boolean NOT NULL DEFAULT false,
    UNIQUE (plan_id, key),
    UNIQUE (plan_id, number),
    FOREIGN KEY (plan_id, area_id) REFERENCES areas (plan_id, id)
);

CREATE TABLE measure_roles (
    id              integer PRIMARY KEY AUTOINCREMENT,
    measure_id      bigint NOT NULL REFERENCES measures (id),
    organisation_id bigint NOT NULL REFERENCES organisations (id),
    involvement     text NOT NULL CHECK (involvement IN ('lead', 'contributing', 'agency', 'independent')),
    from_date       date NOT NULL,
    to_date         date,
    CHECK (to_date IS NULL OR to_date >= from_date)
);
CREATE UNIQUE INDEX measure_roles_one_lead ON measure_roles (measure_id) WHERE involvement = 'lead' AND to_date IS NULL;
CREATE UNIQUE INDEX measure_roles_once ON measure_roles (measure_id, organisation_id) WHERE to_date IS NULL;

CREATE TABLE events (
    id        integer PRIMARY KEY AUTOINCREMENT,
    plan_id   bigint NOT NULL REFERENCES plans (id),
    happens   text NOT NULL CHECK (happens <> ''),
    title_nb  text NOT NULL CHECK (title_nb <> ''),
    title_nn  text NOT NULL DEFAULT '',
    title_en  text NOT NULL DEFAULT '',
    url       text NOT NULL DEFAULT '',
    expected  boolean NOT NULL DEFAULT false,
    confirmed boolean NOT NULL DEFAULT false,
    UNIQUE (plan_id, happens, title_nb)
);

CREATE TABLE bodies (
    id      integer PRIMARY KEY AUTOINCREMENT,
    code    text NOT NULL UNIQUE CHECK (code <> ''),
    name_nb text NOT NULL CHECK (name_nb <> ''),
    name_nn text NOT NULL DEFAULT '',
    name_en text NOT NULL DEFAULT '',
    levels  text NOT NULL DEFAULT '[]'
);

CREATE TABLE evaluations (
    id                       integer PRIMARY KEY AUTOINCREMENT,
    body_id                  bigint NOT NULL REFERENCES bodies (id),
    round                    integer NOT NULL CHECK (round > 0),
    reference                text NOT NULL DEFAULT '',
    visit                    text NOT NULL DEFAULT '',
    adopted                  text NOT NULL DEFAULT '',
    published                text NOT NULL DEFAULT '',
    committee_recommendation text NOT NULL DEFAULT '',
    expected                 text NOT NULL DEFAULT '',
    confirmed                boolean NOT NULL DEFAULT false,
    UNIQUE (body_id, round)
);

CREATE TABLE recommendations (
    id            integer PRIMARY KEY AUTOINCREMENT,
    evaluation_id bigint NOT NULL REFERENCES evaluations (id),
    ref           text NOT NULL UNIQUE CHECK (ref <> ''),
    level         text NOT NULL DEFAULT '' CHECK (level IN ('', 'urges', 'considers', 'invites')),
    articles      text NOT NULL DEFAULT '[]',
    topic_nb      text NOT NULL CHECK (topic_nb <> ''),
    topic_nn      text NOT NULL DEFAULT '',
    topic_en      text NOT NULL DEFAULT '',
    summary_nb    text NOT NULL DEFAULT '',
    summary_nn    text NOT NULL DEFAULT '',
    summary_en    text NOT NULL DEFAULT '',
    source_url    text NOT NULL DEFAULT '',
    confirmed     boolean NOT NULL DEFAULT false
);

CREATE TABLE recommendation_links (
    id                integer PRIMARY KEY AUTOINCREMENT,
    recommendation_id bigint NOT NULL REFERENCES recommendations (id),
    measure_id        bigint NOT NULL REFERENCES measures (id),
    degree            text NOT NULL CHECK (degree IN ('full', 'partial')),
    note              text NOT NULL DEFAULT '',
    confirmed         boolean NOT NULL DEFAULT false,
    UNIQUE (recommendation_id, measure_id)
);
CREATE INDEX recommendation_links_measure ON recommendation_links (measure_id);

CREATE TABLE lineages (
    id         integer PRIMARY KEY AUTOINCREMENT,
    earlier_id bigint NOT NULL REFERENCES recommendations (id),
    later_id   bigint NOT NULL REFERENCES recommendations (id),
    confirmed  boolean NOT NULL DEFAULT false,
    UNIQUE (earlier_id, later_id),
    CHECK (earlier_id <> later_id)
);

CREATE TABLE users (
    id            integer PRIMARY KEY AUTOINCREMENT,
    username      text NOT NULL UNIQUE CHECK (username <> '' AND username = lower(username)),
    display_name  text NOT NULL CHECK (display_name <> ''),
    password_hash text NOT NULL DEFAULT '',
    language      text NOT NULL DEFAULT 'nb' CHECK (language IN ('nb', 'nn', 'en')),
    disabled_at   datetime,
    created_at    datetime NOT NULL
);

CREATE TABLE memberships (
    id              integer PRIMARY KEY AUTOINCREMENT,
    user_id         bigint NOT NULL REFERENCES users (id),
    organisation_id bigint NOT NULL REFERENCES organisations (id),
    role            text NOT NULL CHECK (role IN ('reader', 'reporter', 'contributor', 'coordinator', 'editor', 'admin')),
    UNIQUE (user_id, organisation_id, role)
);

CREATE TABLE sessions (
    token_hash   text PRIMARY KEY,
    user_id      bigint NOT NULL REFERENCES users (id),
    created_at   datetime NOT NULL,
    seen_at      datetime NOT NULL,
    expires_at   datetime NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE login_attempts (
    subject      text PRIMARY KEY,
    window_start datetime NOT NULL,
    failures     integer NOT NULL CHECK (failures >= 0)
);

CREATE TABLE one_time_links (
    id          integer PRIMARY KEY AUTOINCREMENT,
    token_hash  text NOT NULL UNIQUE,
    purpose     text NOT NULL CHECK (purpose IN ('first_admin', 'set_password')),
    user_id     bigint REFERENCES users (id),
    created_at  datetime NOT NULL,
    expires_at  datetime NOT NULL,
    used_at     datetime
);

CREATE TABLE tokens (
    id         integer PRIMARY KEY AUTOINCREMENT,
    name       text NOT NULL UNIQUE CHECK (name <> ''),
    hash       text NOT NULL UNIQUE,
    scope      text NOT NULL CHECK (scope IN ('newsletter')),
    created_at datetime NOT NULL,
    created_by bigint REFERENCES users (id),
    revoked_at datetime,
    used_at    datetime
);

CREATE TABLE rounds (
    id           integer PRIMARY KEY AUTOINCREMENT,
    plan_id      bigint NOT NULL REFERENCES plans (id),
    period       integer NOT NULL CHECK (period BETWEEN 8000 AND 8403),
    state        text NOT NULL CHECK (state IN ('planned', 'open', 'in_review', 'closed')),
    opens_on     date NOT NULL,
    deadline     date NOT NULL,
    instructions text NOT NULL DEFAULT '',
    opened_at    datetime,
    closed_at    datetime,
    UNIQUE (plan_id, period),
    UNIQUE (id, period),
    UNIQUE (plan_id, id),
    CHECK (deadline >= opens_on),
    CHECK (state = 'planned' OR opened_at IS NOT NULL),
    CHECK (state <> 'closed' OR closed_at IS NOT NULL)
);
CREATE UNIQUE INDEX rounds_one_running ON rounds (plan_id) WHERE state IN ('open', 'in_review');

CREATE TABLE reports (
    id                   integer PRIMARY KEY AUTOINCREMENT,
    round_id             bigint NOT NULL,
    measure_id           bigint NOT NULL REFERENCES measures (id),
    period               integer NOT NULL,
    lead_id              bigint NOT NULL REFERENCES organisations (id),
    state                text NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'cleared')),
    stage                text NOT NULL DEFAULT '' CHECK (stage IN ('', 'not_started', 'in_progress', 'completed', 'discontinued')),
    health               text NOT NULL DEFAULT '' CHECK (health IN ('', 'on_track', 'delayed', 'off_track')),
    done                 text NOT NULL DEFAULT '',
    next                 text NOT NULL DEFAULT '',
    obstacles            text NOT NULL DEFAULT '',
    help_needed          text NOT NULL DEFAULT '',
    newsletter_text      text NOT NULL DEFAULT '',
    links                text NOT NULL DEFAULT '[]',
    language             text NOT NULL DEFAULT 'nb' CHECK (language IN ('nb', 'nn', 'en')),
    no_change            boolean NOT NULL DEFAULT false,
    milestones           text NOT NULL DEFAULT '[]',
    revision             integer NOT NULL DEFAULT 0 CHECK (revision >= 0),
    written_by           bigint REFERENCES users (id),
    submitted_revision   integer NOT NULL DEFAULT 0 CHECK (submitted_revision <= revision),
    submitted_at         datetime,
    submitted_by         bigint REFERENCES users (id),
    approved_role        text NOT NULL DEFAULT '',
    approved_on          date,
    draft_approved_role  text NOT NULL DEFAULT '',
    draft_approved_on    text NOT NULL DEFAULT '',
    cleared_at           datetime,
    cleared_by           bigint REFERENCES users (id),
    cleared_as_exception boolean NOT NULL DEFAULT false,
    exception_reason     text NOT NULL DEFAULT '',
    return_comment       text NOT NULL DEFAULT '',
    returned_at          datetime,
    created_at           datetime NOT NULL,
    updated_at           datetime NOT NULL,
    UNIQUE (measure_id, round_id),
    FOREIGN KEY (round_id, period) REFERENCES rounds (id, period),
    CHECK (state IN ('draft', 'returned') OR (stage <> '' AND (stage = 'in_progress') = (health <> ''))),
    CHECK (state IN ('draft', 'returned') OR (submitted_at IS NOT NULL AND submitted_revision > 0 AND approved_role <> '' AND approved_on IS NOT NULL)),
    CHECK (state <> 'cleared' OR (cleared_at IS NOT NULL AND cleared_by IS NOT NULL)),
    CHECK (state <> 'returned' OR return_comment <> ''),
    CHECK (NOT cleared_as_exception OR exception_reason <> '')
);
CREATE INDEX reports_round ON reports (round_id);
CREATE INDEX reports_newest_cleared ON reports (measure_id, period DESC) WHERE state = 'cleared';
CREATE INDEX reports_lead ON reports (lead_id, round_id);

CREATE TABLE contributions (
    id              integer PRIMARY KEY AUTOINCREMENT,
    report_id       bigint NOT NULL REFERENCES reports (id),
    organisation_id bigint NOT NULL REFERENCES organisations (id),
    text            text NOT NULL DEFAULT '',
    language        text NOT NULL DEFAULT 'nb' CHECK (language IN ('nb', 'nn', 'en')),
    revision        integer NOT NULL DEFAULT 0 CHECK (revision >= 0),
    written_by      bigint REFERENCES users (id),
    signed_at       datetime,
    signed_by       bigint REFERENCES users (id),
    signed_role     text NOT NULL DEFAULT '',
    updated_at      datetime NOT NULL,
    UNIQUE (report_id, organisation_id),
    CHECK (signed_at IS NULL OR (text <> '' AND signed_role <> ''))
);

CREATE TABLE revisions (
    id         integer PRIMARY KEY AUTOINCREMENT,
    subject    text NOT NULL CHECK (subject IN ('report', 'contribution', 'issue', 'issue_item')),
    subject_id bigint NOT NULL,
    number     integer NOT NULL CHECK (number >= 0),
    content    text NOT NULL,
    hash       text NOT NULL CHECK (length(hash) = 64),
    saved_by   bigint REFERENCES users (id),
    saved_at   datetime NOT NULL,
    set_aside  boolean NOT NULL DEFAULT false,
    based_on   integer NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX revisions_number ON revisions (subject, subject_id, number) WHERE NOT set_aside;
CREATE INDEX revisions_subject ON revisions (subject, subject_id);

CREATE TABLE report_returns (
    id          integer PRIMARY KEY AUTOINCREMENT,
    report_id   bigint NOT NULL REFERENCES reports (id),
    revision    integer NOT NULL,
    comment     text NOT NULL CHECK (comment <> ''),
    returned_by bigint REFERENCES users (id),
    returned_at datetime NOT NULL
);
CREATE INDEX report_returns_report ON report_returns (report_id);

CREATE TABLE milestones (
    id         integer PRIMARY KEY AUTOINCREMENT,
    measure_id bigint NOT NULL REFERENCES measures (id),
    baseline   date,
    created_by bigint REFERENCES users (id),
    created_at datetime NOT NULL
);
CREATE INDEX milestones_measure ON milestones (measure_id);

CREATE TABLE milestone_moves (
    id           integer PRIMARY KEY AUTOINCREMENT,
    milestone_id bigint NOT NULL REFERENCES milestones (id),
    report_id    bigint NOT NULL REFERENCES reports (id),
    from_date    date NOT NULL,
    to_date      date NOT NULL,
    reason       text NOT NULL CHECK (reason <> ''),
    moved_by     bigint REFERENCES users (id),
    moved_at     datetime NOT NULL,
    undone_at    datetime,
    CHECK (from_date <> to_date)
);
CREATE INDEX milestone_moves_milestone ON milestone_moves (milestone_id);
CREATE INDEX milestone_moves_report ON milestone_moves (report_id);

CREATE TABLE editions (
    id       integer PRIMARY KEY AUTOINCREMENT,
    plan_id  bigint NOT NULL,
    round_id bigint NOT NULL UNIQUE,
    period   integer NOT NULL,
    UNIQUE (plan_id, period),
    FOREIGN KEY (plan_id, round_id) REFERENCES rounds (plan_id, id),
    FOREIGN KEY (round_id, period) REFERENCES rounds (id, period)
);

CREATE TABLE edition_revisions (
    id               integer PRIMARY KEY AUTOINCREMENT,
    edition_id       bigint NOT NULL REFERENCES editions (id),
    plan_id          bigint NOT NULL REFERENCES plans (id),
    number           integer NOT NULL CHECK (number > 0),
    kind             text NOT NULL CHECK (kind IN ('close', 'erratum', 'reopened')),
    reason           text NOT NULL DEFAULT '',
    status_date      date NOT NULL,
    made_at          datetime NOT NULL,
    made_by          bigint REFERENCES users (id),
    public_payload   text NOT NULL,
    public_hash      text NOT NULL CHECK (length(public_hash) = 64),
    complete_payload text NOT NULL,
    complete_hash    text NOT NULL CHECK (length(complete_hash) = 64),
    previous_hash    text NOT NULL,
    audit_sequence   bigint NOT NULL,
    audit_hash       text NOT NULL,
    hash             text NOT NULL UNIQUE CHECK (length(hash) = 64),
    UNIQUE (edition_id, number),
    CHECK (kind = 'close' OR reason <> '')
);
CREATE INDEX edition_revisions_plan ON edition_revisions (plan_id, id);

CREATE TABLE issues (
    id                  integer PRIMARY KEY AUTOINCREMENT,
    plan_id             bigint NOT NULL REFERENCES plans (id),
    period              integer NOT NULL,
    edition_revision_id bigint NOT NULL REFERENCES edition_revisions (id),
    state               text NOT NULL CHECK (state IN ('draft', 'frozen')),
    intro               text NOT NULL DEFAULT '',
    language            text NOT NULL DEFAULT 'nb' CHECK (language IN ('nb', 'nn')),
    revision            integer NOT NULL DEFAULT 0,
    written_by          bigint REFERENCES users (id),
    created_at          datetime NOT NULL,
    updated_at          datetime NOT NULL,
    frozen_at           datetime,
    frozen_by           bigint REFERENCES users (id),
    UNIQUE (plan_id, period),
    CHECK (state <> 'frozen' OR (frozen_at IS NOT NULL AND frozen_by IS NOT NULL))
);

CREATE TABLE issue_items (
    id          integer PRIMARY KEY AUTOINCREMENT,
    issue_id    bigint NOT NULL REFERENCES issues (id),
    kind        text NOT NULL CHECK (kind IN ('text', 'fact', 'upcoming', 'own')),
    fact        text NOT NULL DEFAULT '',
    measure_key text NOT NULL DEFAULT '',
    area        integer NOT NULL DEFAULT 0,
    source      text NOT NULL DEFAULT '{}',
    proposed    text NOT NULL DEFAULT '',
    text        text NOT NULL DEFAULT '',
    links       text NOT NULL DEFAULT '[]',
    language    text NOT NULL DEFAULT 'nb' CHECK (language IN ('nb', 'nn', 'en')),
    kept        boolean NOT NULL DEFAULT false,
    position    integer NOT NULL DEFAULT 0,
    revision    integer NOT NULL DEFAULT 0,
    written_by  bigint REFERENCES users (id)
);
CREATE INDEX issue_items_issue ON issue_items (issue_id);

CREATE TABLE issue_files (
    id       integer PRIMARY KEY AUTOINCREMENT,
    issue_id bigint NOT NULL REFERENCES issues (id),
    format   text NOT NULL CHECK (format <> ''),
    body     blob NOT NULL,
    hash     text NOT NULL CHECK (length(hash) = 64),
    made_at  datetime NOT NULL,
    UNIQUE (issue_id, format)
);

CREATE TABLE audit_events (
    sequence      bigint PRIMARY KEY,
    at            datetime NOT NULL,
    user_id       bigint REFERENCES users (id),
    who           text NOT NULL CHECK (who <> ''),
    action        text NOT NULL CHECK (action <> ''),
    entity        text NOT NULL CHECK (entity <> ''),
    entity_id     text NOT NULL,
    plan_code     text NOT NULL DEFAULT '',
    before        text NOT NULL DEFAULT '',
    after         text NOT NULL DEFAULT '',
    previous_hash text NOT NULL,
    hash          text NOT NULL UNIQUE CHECK (length(hash) = 64)
);
CREATE INDEX audit_events_entity ON audit_events (entity, entity_id);
CREATE INDEX audit_events_user ON audit_events (user_id);

-- What is written once and never changed: the database itself refuses.
-- +goose StatementBegin
CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit_events is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit_events is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER edition_revisions_no_update BEFORE UPDATE ON edition_revisions
BEGIN
    SELECT RAISE(ABORT, 'edition_revisions is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER edition_revisions_no_delete BEFORE DELETE ON edition_revisions
BEGIN
    SELECT RAISE(ABORT, 'edition_revisions is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER revisions_no_update BEFORE UPDATE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'revisions is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER revisions_no_delete BEFORE DELETE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'revisions is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER report_returns_no_update BEFORE UPDATE ON report_returns
BEGIN
    SELECT RAISE(ABORT, 'report_returns is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER report_returns_no_delete BEFORE DELETE ON report_returns
BEGIN
    SELECT RAISE(ABORT, 'report_returns is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issue_files_no_update BEFORE UPDATE ON issue_files
BEGIN
    SELECT RAISE(ABORT, 'issue_files is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issue_files_no_delete BEFORE DELETE ON issue_files
BEGIN
    SELECT RAISE(ABORT, 'issue_files is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER milestones_fixed_baseline BEFORE UPDATE ON milestones
WHEN OLD.baseline IS NOT NULL AND NEW.baseline IS NOT OLD.baseline
BEGIN
    SELECT RAISE(ABORT, 'the baseline of a milestone never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER milestones_baseline_stays BEFORE DELETE ON milestones
WHEN OLD.baseline IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'the baseline of a milestone never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issues_frozen BEFORE UPDATE ON issues
WHEN OLD.state = 'frozen'
BEGIN
    SELECT RAISE(ABORT, 'a frozen issue never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issues_frozen_stays BEFORE DELETE ON issues
WHEN OLD.state = 'frozen'
BEGIN
    SELECT RAISE(ABORT, 'a frozen issue never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issue_items_frozen_insert BEFORE INSERT ON issue_items
WHEN (SELECT state FROM issues WHERE id = NEW.issue_id) = 'frozen'
BEGIN
    SELECT RAISE(ABORT, 'a frozen issue never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issue_items_frozen_update BEFORE UPDATE ON issue_items
WHEN EXISTS (SELECT 1 FROM issues WHERE id IN (OLD.issue_id, NEW.issue_id) AND state = 'frozen')
BEGIN
    SELECT RAISE(ABORT, 'a frozen issue never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issue_items_frozen_delete BEFORE DELETE ON issue_items
WHEN (SELECT state FROM issues WHERE id = OLD.issue_id) = 'frozen'
BEGIN
    SELECT RAISE(ABORT, 'a frozen issue never changes');
END;
-- +goose StatementEnd
