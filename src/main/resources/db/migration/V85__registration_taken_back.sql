-- The market is told at 00:00, and of the keys apart from that.
alter table supplier_change
    add keys_reported boolean not null default false;

-- A switch whose registration has been taken back: what has reached the meter is sent back.
create table switch_reversal (
    switch_id        text primary key references supplier_change,
    mpxn             text        not null,
    taken_from       text        not null,
    supplier         text,
    supply_starts_at timestamptz not null,
    begun_at         timestamptz not null,
    keys_round       int         not null default 0,
    decision         text,
    remark           text,
    ended_at         timestamptz
);
comment on column switch_reversal.supplier is 'who supplies on; null when nobody is registered';
