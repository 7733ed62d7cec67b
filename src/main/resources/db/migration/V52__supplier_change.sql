-- One switch of one meter point: what was asked, what was decided, how far it has got.
create table supplier_change (
    switch_id           text primary key,
    mpxn                text        not null,
    gaining             text        not null,
    losing              text,
    supply_start_date   date        not null,
    domestic            boolean     not null,
    prepayment          boolean     not null,
    requested_at        timestamptz not null,
    requested_by        text        not null,
    state               text        not null,
    reason              text,
    window_ends_at      timestamptz,
    gate_closes_at      timestamptz not null,
    supply_starts_at    timestamptz not null,
    objection_proposal  text,
    objection_decision  text,
    objection_reason    text,
    objection_by        text,
    cancelled_by        text,
    cancellation_reason text,
    cancelled_at        timestamptz,
    readiness           text,
    readiness_reason    text,
    readiness_round     int         not null default 0,
    without_meter       boolean     not null default false,
    final_read          numeric,
    opening_read        numeric,
    read_unit           text,
    reads_agree         boolean,
    read_remark         text,
    ended_at            timestamptz
);

create index supplier_change_of_meter_point on supplier_change (mpxn, requested_at desc);

-- A meter point changes hands once at a time.
create unique index supplier_change_open on supplier_change (mpxn)
    where state not in ('REJECTED', 'REFUSED', 'CANCELLED', 'CHANGED', 'REQUESTED');
