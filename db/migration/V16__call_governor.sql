-- How many calls platforms still take, kept where all servers share it. By the database's clock.

-- A limit of so many calls within any window of time: as many tokens, of which each can be spent once in a window.
-- Those that no server has lie here.
CREATE TABLE rate_bucket (
    name     text          PRIMARY KEY,
    capacity int           NOT NULL,
    -- For each token that lies here, from when on it can be spent.
    free_at  timestamptz[] NOT NULL,

    CONSTRAINT rate_bucket_capacity_positive CHECK (capacity > 0)
);

-- The tokens that a server has, so that its calls need not ask. Changed only under the lock of its bucket.
CREATE TABLE rate_slice (
    bucket      text        NOT NULL REFERENCES rate_bucket (name),
    node        uuid        NOT NULL,
    tokens      int         NOT NULL,
    -- How many it could use for replies, for look-ups and for reading back.
    wanted      int[]       NOT NULL,
    -- After this the server makes no call with them, and anybody may take them back.
    lease_until timestamptz NOT NULL,

    CONSTRAINT rate_slice_once PRIMARY KEY (bucket, node),
    CONSTRAINT rate_slice_tokens_not_negative CHECK (tokens >= 0)
);

-- The slices of a server, to prolong them.
CREATE INDEX rate_slice_node ON rate_slice (node);

-- How many calls of a day (UTC) were handed out to servers. One row for each limit.
CREATE TABLE rate_day (
    name  text   PRIMARY KEY,
    day   date   NOT NULL,
    calls bigint NOT NULL
);

-- A pause need not be for all calls to a platform any more.
ALTER TABLE rate_pause
    -- Null: no call at all. Otherwise none of that family or kind for that account.
    ADD COLUMN account_id uuid REFERENCES account (id),
    -- MESSAGING, or the kind of call; null for all.
    ADD COLUMN calls text,
    DROP CONSTRAINT rate_pause_reason_known,
    ADD CONSTRAINT rate_pause_reason_known CHECK (reason IN ('THROTTLED', 'QUOTA_USED_UP')),
    ADD CONSTRAINT rate_pause_calls_of_account CHECK (calls IS NULL OR account_id IS NOT NULL);

-- Whose turn it is: an account that was served waits for those that were not.
CREATE TABLE delivery_turn (
    account_id uuid        PRIMARY KEY REFERENCES account (id),
    served_at  timestamptz NOT NULL
);

-- When it will probably leave, if too much waits for it to leave at once.
ALTER TABLE delivery ADD COLUMN expected_at timestamptz;

-- What each account may send next, however much waits.
CREATE INDEX delivery_of_account ON delivery (account_id, (uncertain_at IS NOT NULL), due_at, position)
    WHERE lease_until IS NULL;
