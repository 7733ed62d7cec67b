-- What diagrams ask of devices: one row for each time a case comes to such a box.
create table device_call (
    id             text primary key,
    parent_process text        not null,
    parent_case    text        not null,
    box            text,
    visit          text        not null,
    title          text        not null,
    said           jsonb       not null,
    asked_at       timestamptz not null,
    device         text,
    mpxn           text,
    requester      text,
    execute_at     timestamptz,
    deadline       timestamptz not null,
    outcome        text,
    reason         text,
    ended_at       timestamptz
);

create unique index device_call_of_visit on device_call (parent_process, parent_case, box, visit);
create index device_call_latest on device_call (asked_at desc, id);

-- A service of the catalogue, asked with the body that DUIS gives it.
alter table requested_service add column body jsonb;
