-- Replies of which nobody knows whether they arrived, as people may look for them; and what customers see beside words.

-- When the platform last said that it does not have it. Only while it is uncertain.
ALTER TABLE message ADD COLUMN checked_at timestamptz;

-- The platform could not be asked what became of it: people may want to, and not wait for us.
ALTER TABLE delivery ADD COLUMN unasked boolean NOT NULL DEFAULT false;

-- Whether customers are shown that an agent types, and that one has read what they wrote.
ALTER TABLE store
    ADD COLUMN show_typing boolean NOT NULL DEFAULT false,
    ADD COLUMN show_read boolean NOT NULL DEFAULT false;

ALTER TABLE store_history DROP CONSTRAINT store_history_subject_known;
ALTER TABLE store_history
    ADD CONSTRAINT store_history_subject_known CHECK (subject IN (
        'NAME', 'MARKET', 'TIME_ZONE', 'OPERATION_MODE', 'PROBATION', 'LEGAL_ENTITY', 'SHOW_TYPING', 'SHOW_READ',
        'ACCOUNT')) NOT VALID;
ALTER TABLE store_history VALIDATE CONSTRAINT store_history_subject_known;
