-- The account's posts, for agents to share in a conversation.

-- When TikTok last listed it as a post of the account; null for one that it does not list, or not any more.
ALTER TABLE post ADD COLUMN listed_at timestamptz;

-- What an agent picks from, newest first.
CREATE INDEX post_listed ON post (account_id, (coalesce(published_at, to_timestamp(0))) DESC, id DESC)
    WHERE listed_at IS NOT NULL;

-- How far TikTok was asked for the posts of an account.
CREATE TABLE post_listing (
    account_id uuid        PRIMARY KEY REFERENCES account (id),
    -- When it was last asked for the newest.
    asked_at   timestamptz NOT NULL,
    -- What TikTok calls the page that nobody has asked for yet; null once all were.
    next_page  text
);
