-- Replies that leave later. Until then they are neither in nor out, so that nothing counts, lists or answers them; sent_at
-- says when they leave, and so they stand at the end of their thread.

ALTER TABLE message DROP CONSTRAINT message_direction_known;
ALTER TABLE message
    ADD CONSTRAINT message_direction_known
        CHECK (direction IN ('INBOUND', 'OUTBOUND', 'NOTE', 'SYSTEM', 'SCHEDULED')) NOT VALID;
ALTER TABLE message VALIDATE CONSTRAINT message_direction_known;

-- Those whose time has come: always few.
CREATE INDEX message_scheduled ON message (sent_at) WHERE direction = 'SCHEDULED';
