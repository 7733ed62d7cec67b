-- Changes of diagrams and decision tables that process owners propose, and what became of each. Append-only: who, when,
-- why and the difference are kept for good, and the database itself refuses to change or forget them.
create table process_change (
    id          bigint generated always as identity primary key,
    proposed_at timestamptz not null,
    proposed_by text        not null,
    reason      text        not null
);

create trigger process_change_is_append_only
    before update or delete or truncate on process_change
    for each statement execute function refuse_change();

-- base: the version that was in force when it was proposed, 0 for a table that is new. An approved one became base + 1.
create table process_change_file (
    change_id   bigint  not null references process_change (id),
    kind        text    not null check (kind in ('DIAGRAM', 'TABLE')),
    key         text    not null,
    title       text    not null,
    name        text    not null,
    content     bytea   not null,
    base        integer not null,
    differences jsonb   not null,
    primary key (change_id, kind, key)
);
create index process_change_file_of on process_change_file (kind, key, change_id);

create trigger process_change_file_is_append_only
    before update or delete or truncate on process_change_file
    for each statement execute function refuse_change();

-- One row for each change that waits no more: of two people who decide at once, one is the first.
create table process_change_end (
    change_id bigint primary key references process_change (id),
    outcome   text        not null check (outcome in ('APPROVED', 'REFUSED', 'WITHDRAWN')),
    at        timestamptz not null,
    actor     text        not null,
    reason    text        not null
);

create trigger process_change_end_is_append_only
    before update or delete or truncate on process_change_end
    for each statement execute function refuse_change();

-- Nobody approves their own, whatever the program says.
create function refuse_own_approval() returns trigger language plpgsql as
$$
begin
    if new.outcome = 'APPROVED'
            and new.actor = (select proposed_by from process_change where id = new.change_id) then
        raise exception 'nobody approves their own change';
    end if;
    return new;
end
$$;

create trigger process_change_end_by_another
    before insert on process_change_end
    for each row execute function refuse_own_approval();
