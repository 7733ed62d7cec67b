-- A critical command that a process wants of a device and only the supplier can sign, and how far it has got.
create table signed_command (
    id             text primary key,
    parent_process text        not null,
    parent_case    text        not null,
    service        text        not null,
    body           jsonb       not null,
    device         text        not null,
    mpxn           text,
    supplier       text        not null,
    sign_by        timestamptz,
    wanted_at      timestamptz not null,
    state          text        not null,
    pre_command    bytea,
    signed         bytea,
    refused_by     text,
    reason         text,
    ended_at       timestamptz
);

create index signed_command_of_case on signed_command (parent_process, parent_case);
create index signed_command_latest on signed_command (wanted_at desc, id);

-- What a user has signed is put to a device as it is.
alter table requested_service add column signed_command bytea;
