-- Webhooks exactly as they arrived, and what became of them.

CREATE TABLE raw_event (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    platform        text        NOT NULL,
    -- SHA-256 of the body: platforms repeat themselves to the byte.
    body_hash       bytea       NOT NULL,
    -- bytea, never jsonb: PostgreSQL's JSON refuses U+0000 and mends what must be kept as it came.
    body            bytea       NOT NULL,
    signed_at       timestamptz NOT NULL,
    received_at     timestamptz NOT NULL,
    attempts        int         NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    settled_at      timestamptz,
    outcome         text,
    -- For a person: why it was parked, or what was ignored.
    reason          text,
    -- The account it speaks of, where it is parked because nobody here has bound it: binding replays it.
    unrouted_account text,

    CONSTRAINT raw_event_platform_known CHECK (platform IN ('TIKTOK_BUSINESS', 'TIKTOK_SHOP')),
    CONSTRAINT raw_event_outcome_known CHECK (outcome IN ('APPLIED', 'IGNORED', 'PARKED')),
    CONSTRAINT raw_event_settled_has_outcome CHECK ((settled_at IS NULL) = (outcome IS NULL)),
    CONSTRAINT raw_event_stored_once UNIQUE (platform, body_hash)
);

-- What the workers look for. Nearly empty in normal running.
CREATE INDEX raw_event_unsettled ON raw_event (id) WHERE settled_at IS NULL;
-- The admin's page of parked events, newest first.
CREATE INDEX raw_event_parked ON raw_event (id DESC) WHERE outcome = 'PARKED';
-- Parked events of an account that has just been bound.
CREATE INDEX raw_event_unrouted ON raw_event (platform, unrouted_account) WHERE unrouted_account IS NOT NULL;
-- The purge of old events. They are stored in the order of their age, which is what BRIN is for.
CREATE INDEX raw_event_age ON raw_event USING brin (received_at);
