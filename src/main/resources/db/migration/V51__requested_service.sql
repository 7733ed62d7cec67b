-- One service request that a process makes of one device, and how far it has got.
create table requested_service (
    id                text primary key,
    parent_process    text        not null,
    parent_case       text        not null,
    service           text        not null,
    question          text        not null,
    device            text        not null,
    mpxn              text,
    requester         text        not null,
    log_from          timestamptz,
    log_to            timestamptz,
    execute_at        timestamptz,
    requested_at      timestamptz not null,
    state             text        not null,
    attempt           int         not null default 0,
    asks              int         not null default 0,
    command_reference text,
    access_code       text,
    access_sentence   text,
    next_attempt_at   timestamptz,
    reason            text,
    answer            jsonb,
    answered_at       timestamptz
);

create index requested_service_of_case on requested_service (parent_process, parent_case);
create index requested_service_by_command on requested_service (command_reference);
