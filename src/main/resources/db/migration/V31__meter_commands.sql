-- Questions to devices: one row per question, one per attempt that was sent.
-- Counters are unsigned 64 bit, kept in the same bits. Times that a network takes (really_*) are the database's own;
-- all others are the platform's clock, which a demonstration can advance.
create table meter_command (
    id               bigint generated always as identity primary key,
    reference        text        not null unique,
    device           text        not null,
    request_type     text        not null,
    request          jsonb       not null,
    originator_type  text        not null,
    user_id          text,
    user_counter     bigint,
    priority         smallint    not null,
    state            text        not null,
    reason           text,
    attempts         integer     not null default 0,
    attempts_allowed integer     not null,
    asked_at         timestamptz not null,
    not_before       timestamptz not null,
    deadline         timestamptz not null,
    next_attempt_at  timestamptz not null,
    really_overdue_at timestamptz,
    sent_at          timestamptz,
    really_sent_at   timestamptz,
    waits_until      timestamptz,
    answered_at      timestamptz,
    settled_at       timestamptz,
    answer           bytea,
    effect           bytea
);
create unique index meter_command_in_flight on meter_command (device) where state = 'SENT';
create unique index meter_command_user_counter on meter_command (device, user_id, user_counter)
    where originator_type = 'KnownUser';
create index meter_command_queue on meter_command (device, priority, id) where state = 'QUEUED';
create index meter_command_deadline on meter_command (deadline) where state = 'QUEUED';
create index meter_command_pending on meter_command (device) where state = 'PENDING_EXECUTION';

create table meter_attempt (
    id           bigint generated always as identity primary key,
    command      bigint      not null references meter_command,
    device       text        not null,
    originator   text        not null,
    counter      bigint      not null,
    message_code integer     not null,
    message      bytea       not null,
    made_at      timestamptz not null,
    unique (device, originator, counter)
);
create index meter_attempt_of_command on meter_attempt (command);

-- The last counter taken by each of the DCC's own identities; it only grows, and is never given twice.
create table originator_counter (
    originator text primary key,
    last       bigint not null
);
