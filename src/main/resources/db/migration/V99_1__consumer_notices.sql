-- What consumers were told, through the supplier that knows how to reach them, and how that went.
create table consumer_notice (
    id           text primary key,
    mpxn         text        not null,
    about        text        not null,
    text         text        not null,
    channel      text,
    supplier     text,
    asked_at     timestamptz not null,
    outcome      text,
    told_by      text,
    format       text,
    reason       text,
    settled_at   timestamptz
);

create index consumer_notice_of_meter_point on consumer_notice (mpxn, asked_at desc);
