-- What is read back from platforms because webhooks may have been lost, and what came of it.

-- When an account is read back next, and how it went last.
CREATE TABLE reconciliation (
    account_id     uuid        PRIMARY KEY REFERENCES account (id),
    store_id       uuid        NOT NULL REFERENCES store (id),
    due_at         timestamptz NOT NULL,
    cause          text        NOT NULL,
    -- A server is at it, and has until then to say that it still is.
    held_until     timestamptz,
    -- Everything that happened before was read, as far as the platform lists it.
    complete_until timestamptz,
    -- How often it was given up since it last went well.
    failures       int         NOT NULL DEFAULT 0,
    last_cause     text,
    last_began_at  timestamptz,
    last_ended_at  timestamptz,
    last_outcome   text,
    last_failure   text,

    CONSTRAINT reconciliation_cause_known CHECK (
        cause IN ('BOUND', 'STARTED', 'SUSPECTED', 'SILENT', 'SCHEDULED', 'ASKED')),
    CONSTRAINT reconciliation_outcome_known CHECK (last_outcome IN ('COMPLETE', 'PARTIAL', 'BROKEN', 'DISCONNECTED'))
);

-- Which accounts are due.
CREATE INDEX reconciliation_due ON reconciliation (due_at);

-- How an account's messages reached us, hour by hour. Counted by each server in memory and added every few seconds.
CREATE TABLE recovery_hour (
    account_id        uuid        NOT NULL,
    store_id          uuid        NOT NULL,
    hour              timestamptz NOT NULL,
    by_webhook        bigint      NOT NULL DEFAULT 0,
    -- Found by reading back, before any webhook told of them.
    recovered         bigint      NOT NULL DEFAULT 0,
    -- Told by a webhook and known already.
    duplicates        bigint      NOT NULL DEFAULT 0,
    -- By webhook, minutes or more after they were written.
    late              bigint      NOT NULL DEFAULT 0,
    -- Conversations of which more may be missing than the platform still lists.
    conversations_cut bigint      NOT NULL DEFAULT 0,
    -- Runs in which the platform listed as many conversations as it ever does, so that there may be others.
    lists_cut         bigint      NOT NULL DEFAULT 0,

    CONSTRAINT recovery_hour_once PRIMARY KEY (account_id, hour)
);
