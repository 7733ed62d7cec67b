-- One special read: who asked for which meter point, and what came of it.
create table special_read (
    read_id      text primary key,
    mpxn         text        not null,
    party        text        not null,
    requested_at timestamptz not null,
    state        text        not null,
    kwh          numeric,
    reason       text
);

create index special_read_of_meter_point on special_read (mpxn, requested_at desc);
