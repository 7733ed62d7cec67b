-- Requests to devices that a diagram wants sent one after the other: one row for each time a case comes to such a box.
create table request_sequence (
    id             text primary key,
    parent_process text        not null,
    parent_case    text        not null,
    box            text        not null,
    visit          text        not null,
    title          text        not null,
    said           jsonb       not null,
    asked_at       timestamptz not null,
    outcome        text,
    ended_at       timestamptz
);

create unique index request_sequence_of_visit on request_sequence (parent_process, parent_case, box, visit);
create index request_sequence_latest on request_sequence (asked_at desc, id);

-- Each request that was sent, in order; undoing: to take back what the one of that name did.
create table sequence_step (
    sequence text    not null references request_sequence (id),
    position int     not null,
    name     text    not null,
    service  text    not null,
    undoing  boolean not null,
    outcome  text,
    reason   text,
    primary key (sequence, name, undoing)
);
