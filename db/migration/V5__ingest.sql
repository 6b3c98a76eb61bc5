-- Webhooks exactly as they arrived, and what became of them.

-- Append-only: what becomes of an event is written elsewhere, so that applying it never copies its body again.
CREATE TABLE raw_event (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    platform        text        NOT NULL,
    -- SHA-256 of the body: platforms repeat themselves to the byte.
    body_hash       bytea       NOT NULL,
    -- bytea, never jsonb: PostgreSQL's JSON refuses U+0000 and mends what must be kept as it came.
    body            bytea       NOT NULL,
    signed_at       timestamptz NOT NULL,
    received_at     timestamptz NOT NULL,

    CONSTRAINT raw_event_platform_known CHECK (platform IN ('TIKTOK_BUSINESS', 'TIKTOK_SHOP')),
    CONSTRAINT raw_event_stored_once UNIQUE (platform, body_hash)
);

-- The purge of old events. They are stored in the order of their age, which is what BRIN is for.
CREATE INDEX raw_event_age ON raw_event USING brin (received_at);

-- The events that are still to be applied: a row comes with its event and goes when that is settled. Nearly empty in
-- normal running, and vacuumed by number, since a queue is all churn.
CREATE TABLE raw_event_waiting (
    event_id        bigint      PRIMARY KEY,
    attempts        int         NOT NULL DEFAULT 0,
    next_attempt_at timestamptz
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- What there is to say of an event: why it was not applied, or what was odd about one that was. Of most there is
-- nothing to say: an event that has neither a row here nor waits was applied.
CREATE TABLE raw_event_verdict (
    event_id         bigint PRIMARY KEY REFERENCES raw_event (id) ON DELETE CASCADE,
    platform         text   NOT NULL,
    outcome          text   NOT NULL,
    -- For a person: why it was parked, what was ignored, or what was odd.
    reason           text,
    -- The account it speaks of, where it is parked because nobody here has bound it: binding replays it.
    unrouted_account text,

    CONSTRAINT raw_event_verdict_outcome_known CHECK (outcome IN ('APPLIED', 'IGNORED', 'PARKED'))
);

-- The admin's page of parked events, newest first.
CREATE INDEX raw_event_parked ON raw_event_verdict (event_id DESC) WHERE outcome = 'PARKED';
-- Parked events of an account that has just been bound.
CREATE INDEX raw_event_unrouted ON raw_event_verdict (platform, unrouted_account) WHERE unrouted_account IS NOT NULL;
