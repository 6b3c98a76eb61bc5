-- When a platform refused a call because there had been too many, and until when nobody calls. By the database's clock.
CREATE TABLE rate_pause (
    id       uuid        PRIMARY KEY,
    platform text        NOT NULL,
    reason   text        NOT NULL,
    began_at timestamptz NOT NULL DEFAULT now(),
    until    timestamptz NOT NULL,

    CONSTRAINT rate_pause_reason_known CHECK (reason IN ('QUOTA_USED_UP'))
);

-- Which pauses are not over.
CREATE INDEX rate_pause_until ON rate_pause (until);
