-- A supplier fails, and another is directed to supply its customers: the case's own record, a row for each meter point. What is
-- to be done is what a row says; workers take rows locked, and skip those that are locked by others.
create table last_resort (
    case_id         text primary key,
    failed          text        not null,
    successor       text        not null,
    effective_on    date        not null,
    -- which rows workers may take: NOTHING, REGISTRATIONS or KEYS
    work            text        not null default 'NOTHING',
    -- the box that has begun this work, and is told when it is done
    work_of         text,
    paused_by       text,
    paused_at       timestamptz,
    next_chunk_at   timestamptz
);
create index last_resort_at_work on last_resort (case_id) where work <> 'NOTHING';

create table last_resort_meter_point (
    case_id      text    not null references last_resort,
    mpxn         text    not null,
    gas          boolean not null,
    prepayment   boolean not null,
    registration text    not null default 'WAITING'
        check (registration in ('WAITING', 'PASSED', 'LEFT')),
    keys         text    not null default 'WAITING'
        check (keys in ('WAITING', 'ASKED', 'REPLACED', 'FAILED', 'HANDED_OVER')),
    tries        int     not null default 0,
    said         text,
    settled_at   timestamptz,
    primary key (case_id, mpxn)
);
create index last_resort_registrations on last_resort_meter_point (case_id, mpxn) where registration = 'WAITING';
-- Who pays in advance comes first.
create index last_resort_keys on last_resort_meter_point (case_id, prepayment desc, mpxn)
    where registration = 'PASSED' and keys = 'WAITING';
create index last_resort_open on last_resort_meter_point (case_id, keys, mpxn);

-- The commands of one try at a meter point: of gas the meter and its proxy on the hub.
create table last_resort_command (
    reference text primary key,
    case_id   text    not null,
    mpxn      text    not null,
    device    text    not null,
    tried     int     not null,
    done      boolean,
    said      text,
    foreign key (case_id, mpxn) references last_resort_meter_point
);
create index last_resort_command_of on last_resort_command (case_id, mpxn);

-- The meter points of a supplier, page by page.
create index registration_supplier_meter_point on registration (supplier, mpxn) where upper_inf(known);
drop index registration_supplier;
