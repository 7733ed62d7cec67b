-- Users' standing orders for reads of devices; dates and times of day are UTC.
create table schedule (
    id                 bigint generated always as identity primary key,
    owner              text        not null,
    device             text        not null,
    frequency          text        not null,
    starts_on          date        not null,
    ends_on            date,
    at                 time        not null,
    reader_certificate bytea,
    service_reference  text        not null,
    variant            text        not null,
    log_from_days      int         not null,
    log_from_time      time        not null,
    log_to_days        int         not null,
    log_to_time        time        not null,
    created_by         bigint      not null references service_request,
    created_at         timestamptz not null,
    occurrence         int         not null,
    next_at            timestamptz not null,
    ended_at           timestamptz,
    end_reason         text
);
create index schedule_due on schedule (next_at) where ended_at is null;
create index schedule_of_device on schedule (device, owner) where ended_at is null;

-- Each run of a schedule, once. Its id is the counter under which its user knows it.
create table scheduled_read (
    id       bigint generated always as identity primary key,
    schedule bigint      not null references schedule,
    due_at   timestamptz not null,
    state    text        not null,
    reason   text        not null,
    noted_at timestamptz not null,
    unique (schedule, due_at)
);
