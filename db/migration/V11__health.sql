-- How accounts are doing: what is wrong now and was before, what is known for it, and what was told about it.

-- Something that is or was wrong with an account. Opened and cleared by facts, never deleted.
CREATE TABLE account_alert (
    id         uuid        PRIMARY KEY,
    store_id   uuid        NOT NULL REFERENCES store (id),
    account_id uuid        NOT NULL REFERENCES account (id),
    kind       text        NOT NULL,
    -- What a text about it needs, as flat JSON: never a sentence, for that is for whoever shows it.
    args       text        NOT NULL,
    since      timestamptz NOT NULL,
    cleared_at timestamptz,

    CONSTRAINT account_alert_kind_known CHECK (kind IN (
        'NEEDS_RECONNECT', 'TOKEN_NOT_RENEWED', 'CONSENT_ENDING', 'PERMISSION_MISSING', 'MESSAGES_NOT_SUBSCRIBED',
        'COMMENTS_NOT_SUBSCRIBED', 'WEBHOOKS_ELSEWHERE', 'SOME_POSTS_ONLY', 'SILENT', 'BACKLOG', 'PARKED',
        'SENDS_FAILING', 'QUOTA_USED_UP', 'READ_BACK_FAILING'))
);

-- What is wrong with an account now; the same is wrong once.
CREATE UNIQUE INDEX account_alert_open_once ON account_alert (account_id, kind) WHERE cleared_at IS NULL;
-- The timeline of a store, newest first.
CREATE INDEX account_alert_timeline ON account_alert (store_id, since DESC, id DESC);
-- The timeline of an account.
CREATE INDEX account_alert_of_account ON account_alert (account_id, since DESC, id DESC);

-- Where a platform reports to, as it said when it was asked last.
CREATE TABLE webhook_subscription (
    platform     text        NOT NULL,
    topic        text        NOT NULL,
    callback_url text,
    -- The only posts whose comments are reported; none means all.
    posts        text[]      NOT NULL DEFAULT '{}',
    warning      text,
    -- When it last said so. NULL if it never answered.
    checked_at   timestamptz,
    -- Why it did not answer the last time.
    failure      text,
    failure_kind text,

    CONSTRAINT webhook_subscription_once PRIMARY KEY (platform, topic),
    CONSTRAINT webhook_subscription_warning_known CHECK (warning IN (
        'MESSAGES_NOT_SUBSCRIBED', 'COMMENTS_NOT_SUBSCRIBED', 'ANOTHER_ADDRESS', 'SOME_POSTS_ONLY')),
    CONSTRAINT webhook_subscription_failed_somehow CHECK ((failure IS NULL) = (failure_kind IS NULL))
);

-- How often in a row a token was not renewed, and why the last time.
ALTER TABLE account_credential
    ADD COLUMN renewal_failures int NOT NULL DEFAULT 0,
    ADD COLUMN renewal_failure text;

-- When webhooks last told of a message, and of a comment.
ALTER TABLE recovery_hour
    ADD COLUMN last_message_at timestamptz,
    ADD COLUMN last_comment_at timestamptz;

-- The last weeks of all accounts. An account gets one row an hour, and counting does not touch what is indexed.
CREATE INDEX recovery_hour_age ON recovery_hour (hour);

-- When the facts were last held against the alerts; one row.
CREATE TABLE health_check (
    one        boolean     PRIMARY KEY DEFAULT true,
    checked_at timestamptz NOT NULL,

    CONSTRAINT health_check_one_row CHECK (one)
);

-- Which alerts people were told of by e-mail, and whether they were told that it is over.
CREATE TABLE alert_mail (
    alert_id          uuid        PRIMARY KEY REFERENCES account_alert (id),
    -- A server is telling them, and has until then.
    claimed_until     timestamptz NOT NULL,
    mailed_at         timestamptz,
    cleared_mailed_at timestamptz
);

-- Alerts that people were told of, and not of their end.
CREATE INDEX alert_mail_open ON alert_mail (alert_id) WHERE mailed_at IS NOT NULL AND cleared_mailed_at IS NULL;

-- A question that the server asks itself by way of its public address. Only a server at this database knows the answer.
CREATE TABLE public_address_probe (
    nonce      text        PRIMARY KEY,
    answer     text        NOT NULL,
    expires_at timestamptz NOT NULL
);

-- Replies of an account by when they were written: how sending goes. What comes in is not in it, so that taking in
-- costs nothing. On a big table build it beforehand: CREATE INDEX CONCURRENTLY with the same name and definition.
CREATE INDEX IF NOT EXISTS message_replies ON message (account_id, created_at)
    WHERE direction = 'OUTBOUND' AND client_token IS NOT NULL;

-- How often an account hears something, from two weeks of hours in which webhooks told of anything, and whether it has
-- been quiet for unusually long. What was heard of in fewer than 24 hours has no rhythm.
CREATE VIEW account_rhythm AS
WITH heard AS (
    SELECT account_id, hour, extract(hour FROM hour AT TIME ZONE 'UTC') AS clock,
        lead(hour) OVER (PARTITION BY account_id ORDER BY hour) - hour AS pause
    FROM recovery_hour WHERE hour > now() - interval '14 days' AND by_webhook > 0
), known AS (
    SELECT account_id, max(hour) AS last_hour, count(*) AS hours,
        ceil(extract(epoch FROM max(hour) - min(hour) + interval '1 hour') / 86400) AS days
    FROM heard GROUP BY account_id
), usual AS (
    -- A pause is held against those that began about the same time of day, so that every night is a usual night.
    SELECT k.account_id, k.last_hour, k.hours, k.days, now() - k.last_hour - interval '1 hour' AS quiet,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY h.pause) AS usual_gap
    FROM known k JOIN heard h ON h.account_id = k.account_id
        AND mod(h.clock - extract(hour FROM k.last_hour AT TIME ZONE 'UTC') + 25, 24) <= 2
    GROUP BY k.account_id, k.last_hour, k.hours, k.days
), odds AS (
    -- How unlikely it is that nothing came for so long, by how often something came at these times of day.
    SELECT u.account_id, sum(-ln(1 - (coalesce(s.times, 0) + 0.5) / (u.days + 1.0))) AS surprise
    FROM usual u
    CROSS JOIN LATERAL generate_series(u.last_hour + interval '1 hour',
        least(date_trunc('hour', now(), 'UTC') - interval '1 hour', u.last_hour + interval '14 days'),
        interval '1 hour') AS missed (hour)
    LEFT JOIN (SELECT account_id, clock, count(*) AS times FROM heard GROUP BY account_id, clock) AS s
        ON s.account_id = u.account_id AND s.clock = extract(hour FROM missed.hour AT TIME ZONE 'UTC')
    GROUP BY u.account_id
)
SELECT u.account_id, u.last_hour,
    CASE WHEN u.hours >= 24 THEN greatest(coalesce(u.usual_gap, interval '1 hour'), interval '1 hour') END AS usual_gap,
    -- One in two hundred, two hours at least, and a half more than usual.
    u.hours >= 24 AND coalesce(o.surprise, 0) > ln(200)
        AND u.quiet > greatest(interval '2 hours', 1.5 * u.usual_gap) AS silent
FROM usual u LEFT JOIN odds o ON o.account_id = u.account_id;
