-- What TikTok's rules of answering need to know about a conversation, whichever of them holds.

ALTER TABLE conversation
    -- The customer wrote after something that we had said.
    ADD COLUMN customer_replied boolean NOT NULL DEFAULT false,
    -- Of window_used, what was said after the window had closed.
    ADD COLUMN silent_used      int     NOT NULL DEFAULT 0;

-- Snoozed without a time: until the customer writes.
ALTER TABLE conversation
    DROP CONSTRAINT conversation_snoozed_says_until_when,
    ADD CONSTRAINT conversation_only_snoozed_ends CHECK (snoozed_until IS NULL OR status = 'SNOOZED');

-- With which settings the conversations were counted last. Others than now: they are counted anew, in the order of ids.
CREATE TABLE answer_window_basis (
    only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    basis         text    NOT NULL,
    -- Counted up to here with that basis; NULL once all are.
    counted_until uuid
);
INSERT INTO answer_window_basis (basis, counted_until) VALUES ('', '00000000-0000-0000-0000-000000000000');
