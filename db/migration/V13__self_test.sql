-- Which accounts are being tested now, so that it happens once at a time on all servers together.

CREATE TABLE self_test (
    account_id uuid        PRIMARY KEY REFERENCES account (id),
    -- A server that dies while it tests holds up nobody for longer.
    held_until timestamptz NOT NULL
);
