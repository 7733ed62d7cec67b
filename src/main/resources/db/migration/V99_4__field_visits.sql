-- Visits to homes: the slot that is booked, and what became of the slots before.
create table field_visit (
    id           text primary key,
    mpxn         text        not null,
    about        text        not null,
    asked_at     timestamptz not null,
    bookings     integer     not null default 0,
    slot         timestamptz,
    booked_at    timestamptz,
    missed       integer     not null default 0,
    tries        integer     not null default 0,
    priority     boolean     not null default false,
    reported     text,
    note         text,
    cancelled_at timestamptz
);

create index field_visit_of_meter_point on field_visit (mpxn, asked_at desc);
