-- Meters' logs, a partition for each month (the platform makes them ahead); a value has one row.
create table reading (
    device       text        not null,
    log          text        not null,
    register     text        not null,
    at           timestamptz not null,
    value        numeric     not null,
    unit         text        not null,
    received_at  timestamptz not null,
    previous     numeric,
    corrected_at timestamptz,
    primary key (device, log, register, at)
) partition by range (at);

create table reading_other partition of reading default;

-- Periods that are missing between known rows.
create table reading_gap (
    id          bigint generated always as identity primary key,
    device      text        not null,
    log         text        not null,
    from_at     timestamptz not null,
    to_at       timestamptz not null,
    found_at    timestamptz not null,
    next_ask_at timestamptz not null,
    asks        integer     not null default 0,
    reference   text,
    closed_at   timestamptz,
    remark      text,
    unique (device, log, from_at)
);
create index reading_gap_due on reading_gap (next_ask_at) where closed_at is null;
create index reading_gap_asked on reading_gap (reference) where closed_at is null;
