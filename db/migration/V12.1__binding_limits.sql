-- How many accounts a store may have: kept by the database too, whoever writes and whatever they checked.

-- As the server that was started last was configured.
CREATE TABLE binding_limit (
    only_one                      boolean PRIMARY KEY DEFAULT true,
    channel_accounts              integer NOT NULL,
    channel_accounts_in_probation integer NOT NULL,

    CONSTRAINT binding_limit_only_one CHECK (only_one)
);

INSERT INTO binding_limit (channel_accounts, channel_accounts_in_probation) VALUES (4, 0);

CREATE FUNCTION account_bound_within_limits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    shop  store%ROWTYPE;
    room  integer;
    taken integer;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- What is bound stays bound, also where it could not be bound now.
        IF OLD.unbound_at IS NULL
                AND (OLD.store_id, OLD.platform, OLD.role) = (NEW.store_id, NEW.platform, NEW.role) THEN
            RETURN NEW;
        END IF;
    END IF;
    -- Whoever binds to the store, or changes it, waits here for the one before.
    SELECT * INTO shop FROM store WHERE id = NEW.store_id FOR NO KEY UPDATE;
    IF shop.probation = 'RECALLED' THEN
        RAISE EXCEPTION 'Nothing new is bound to store % while its probation is recalled', NEW.store_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'account_none_new_while_recalled';
    END IF;
    IF shop.operation_mode = 'FULLY_MANAGED' AND NEW.platform = 'TIKTOK_SHOP' THEN
        RAISE EXCEPTION 'The platform runs store %', NEW.store_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'account_no_shop_of_managed_store';
    END IF;
    IF NEW.role = 'CHANNEL' THEN
        SELECT CASE shop.probation WHEN 'IN_PROBATION' THEN channel_accounts_in_probation ELSE channel_accounts END
            INTO room FROM binding_limit;
        SELECT count(*) INTO taken FROM account
            WHERE store_id = NEW.store_id AND platform = NEW.platform AND role = 'CHANNEL' AND unbound_at IS NULL
                AND id <> NEW.id;
        IF taken >= room THEN
            RAISE EXCEPTION 'Store % has % channel accounts and may have %', NEW.store_id, taken, room
                USING ERRCODE = 'check_violation', CONSTRAINT = 'account_channels_within_limit';
        END IF;
    END IF;
    RETURN NEW;
END;
$$;

-- The official account needs no counting: account_slot_once has one slot for it.
CREATE TRIGGER account_bound_within_limits
    BEFORE INSERT OR UPDATE OF unbound_at, store_id, platform, role ON account
    FOR EACH ROW WHEN (NEW.unbound_at IS NULL) EXECUTE FUNCTION account_bound_within_limits();
