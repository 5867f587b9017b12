-- What each role of the database may do. Run by the owner of the tables after every `sussidiario migrate`:
--   psql --single-transaction --set ON_ERROR_STOP=1 --file docs/grants.sql "$OWNER_DATABASE"
-- It can be run again at any time.

GRANT USAGE ON SCHEMA public TO sussidiario_web, sussidiario_seal;

-- The application reads and writes rows, and nothing else.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO sussidiario_web;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO sussidiario_web;

-- Where a trigger lets rows only be added, the role cannot even try.
DO $$
DECLARE
    book regclass;
BEGIN
    FOR book IN SELECT tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE '%\_append\_only'
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM sussidiario_web', book);
    END LOOP;
END
$$;

-- The openings: reasons, which may name people, and to whom an entry of protocol was, can be erased. The triggers let that pass and nothing else.
GRANT UPDATE (why) ON journal_act TO sussidiario_web;
GRANT UPDATE (parties) ON benefits_protocolentry TO sussidiario_web;

-- The history of migrations belongs to the owner; only the sealing role closes the book.
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM sussidiario_web;
REVOKE INSERT ON journal_seal, journal_readingseal FROM sussidiario_web;

-- Who is whom when the key changes is written by the owner, who runs `journal rotate`.
REVOKE INSERT ON journal_crosswalk FROM sussidiario_web;

-- The sealing role reads acts and readings and adds seals. It waits for unfinished writers with a lock on the table, for which PostgreSQL asks
-- for the right to update; the trigger refuses every update all the same.
GRANT SELECT, UPDATE ON journal_act TO sussidiario_seal;
GRANT SELECT, INSERT ON journal_seal TO sussidiario_seal;
GRANT USAGE, SELECT ON SEQUENCE journal_seal_id_seq TO sussidiario_seal;
GRANT SELECT ON journal_crosswalk TO sussidiario_seal;
GRANT SELECT, INSERT ON journal_readingseal TO sussidiario_seal;
GRANT USAGE, SELECT ON SEQUENCE journal_readingseal_id_seq TO sussidiario_seal;

-- It also removes the readings whose time is over: it may mark a part as removed and write the act that tells, and the trigger lets it
-- delete the readings of a part so marked and no other.
GRANT SELECT, DELETE ON journal_reading TO sussidiario_seal;
GRANT UPDATE (removed_at) ON journal_readingseal TO sussidiario_seal;
GRANT INSERT ON journal_act TO sussidiario_seal;
GRANT USAGE, SELECT ON SEQUENCE journal_act_id_seq TO sussidiario_seal;
