-- Who changed what about a party. Append-only: the database itself refuses to change or forget an entry.
create table party_event (
    id       bigint generated always as identity primary key,
    party_id text        not null,
    at       timestamptz not null,
    what     text        not null,
    actor    text        not null
);
create index party_event_of_party on party_event (party_id, id);

create trigger party_event_is_append_only
    before update or delete or truncate on party_event
    for each statement execute function refuse_change();

-- Market files and certificates that were brought in, and what each changed. Append-only too.
create table onboarding_file (
    id      bigint generated always as identity primary key,
    kind    text        not null,
    name    text        not null,
    at      timestamptz not null,
    actor   text        not null,
    changes jsonb       not null
);

create trigger onboarding_file_is_append_only
    before update or delete or truncate on onboarding_file
    for each statement execute function refuse_change();
