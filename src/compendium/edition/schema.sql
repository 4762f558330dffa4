-- The form of an edition: one sealed SQLite file, read-only once written.
-- "record" columns hold the whole record as canonical JSON (keys sorted, defaults left out).
-- The digest in the colophon is taken over every table but the colophon itself.

CREATE TABLE records (
    kind     TEXT NOT NULL,            -- instrument, duty, allocation, party, term, page …
    id       TEXT NOT NULL,            -- unique within its kind
    position INTEGER NOT NULL,         -- order of the content
    label    TEXT NOT NULL,            -- citation, title or name
    record   TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE TABLE names (
    name     TEXT NOT NULL,            -- a spelling, folded for look-up
    instrument TEXT NOT NULL,
    printed  TEXT NOT NULL,            -- the spelling as printed
    PRIMARY KEY (name, instrument)
) WITHOUT ROWID;

CREATE TABLE starts (                  -- when each instrument was issued and began, bounds included
    instrument TEXT PRIMARY KEY,
    citation   TEXT NOT NULL,
    directive  INTEGER NOT NULL,       -- 0: has no force of its own
    issued     TEXT,                   -- EDTF, bracketed where inferred; null: nothing is known
    in_force   TEXT,                   -- EDTF
    inferred   INTEGER NOT NULL,
    reasons    TEXT NOT NULL           -- JSON list: what each bound of the bracket rests on
) WITHOUT ROWID;

CREATE TABLE effects (                 -- every effect, to be found from either end
    holder   TEXT NOT NULL,
    position INTEGER NOT NULL,
    target   TEXT NOT NULL,
    verb     TEXT NOT NULL,
    PRIMARY KEY (holder, position)
) WITHOUT ROWID;
CREATE INDEX effects_by_target ON effects (target, holder);

CREATE TABLE relations (
    holder   TEXT NOT NULL,
    position INTEGER NOT NULL,
    target   TEXT NOT NULL,
    type     TEXT NOT NULL,
    PRIMARY KEY (holder, position)
) WITHOUT ROWID;
CREATE INDEX relations_by_target ON relations (target, holder);

CREATE TABLE periods (                 -- status, piecewise constant, half-open [from_day, until_day)
    instrument TEXT NOT NULL,
    from_day   TEXT NOT NULL,          -- '' stands for the beginning of time
    until_day  TEXT NOT NULL,          -- '~' stands for the end of time
    status     TEXT,                   -- null: not a directive
    PRIMARY KEY (instrument, from_day)
) WITHOUT ROWID;

CREATE TABLE warnings (                -- what the rules report without refusing it
    position INTEGER PRIMARY KEY,
    code     TEXT NOT NULL,
    message  TEXT NOT NULL,
    path     TEXT NOT NULL
);

CREATE TABLE colophon (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
