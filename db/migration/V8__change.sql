-- What became true, numbered without gaps per store.

CREATE TABLE change_stream (
    store_id uuid   PRIMARY KEY REFERENCES store (id),
    last_seq bigint NOT NULL
);

CREATE TABLE change (
    store_id   uuid   NOT NULL,
    seq        bigint NOT NULL,
    type       text   NOT NULL,
    subject_id uuid   NOT NULL,
    -- Only this agent is told; null: everybody who may see the store.
    agent_id   uuid,
    at         timestamptz NOT NULL,

    CONSTRAINT change_numbered_once PRIMARY KEY (store_id, seq)
);

-- The sweep of old changes. They are written in the order of their age, which is what BRIN is for.
CREATE INDEX change_age ON change USING brin (at);
