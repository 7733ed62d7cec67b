-- Running cases that somebody has moved to another version of their diagram, and what became of each.
create table case_migration (
    id           bigint generated always as identity primary key,
    process      text        not null,
    from_version integer     not null,
    to_version   integer     not null,
    reason       text        not null,
    asked_by     text        not null,
    asked_at     timestamptz not null,
    ended        timestamptz
);

create index case_migration_open on case_migration (id) where ended is null;
create index case_migration_of_process on case_migration (process, id desc);

create table migrated_case (
    migration bigint not null references case_migration,
    case_id   text   not null,
    outcome   text   not null default 'WAITING',
    said      text   not null default '',
    primary key (migration, case_id)
);

create index migrated_case_waiting on migrated_case (migration, case_id) where outcome = 'WAITING';
