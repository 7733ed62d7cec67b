-- What happened in each case. Append-only: the database itself refuses to change or forget an entry.
create table case_event (
    id      bigint generated always as identity primary key,
    process text        not null,
    case_id text        not null,
    at      timestamptz not null,
    kind    text        not null,
    title   text        not null,
    detail  text        not null,
    actor   text        not null
);

create index case_event_of_case on case_event (process, case_id, at);

create function refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception '% is append-only', tg_table_name;
end
$$;

create trigger case_event_is_append_only
    before update or delete or truncate on case_event
    for each statement execute function refuse_change();
