-- What is wrong with the service: each incident, who works on it, and what came of it.
create sequence incident_number;

create table incident (
    id                text primary key,
    title             text        not null,
    description       text        not null,
    raiser_kind       text        not null,
    raiser            text        not null,
    reference         text        not null,
    raised_at         timestamptz not null,
    state             text        not null,
    category          integer     not null,
    category_reason   text,
    team              text,
    device            text,
    model             text,
    hub               text,
    area              text,
    parties           text[]      not null,
    consumers         integer     not null,
    prepay_off_supply integer     not null,
    top_ups_failing   numeric     not null,
    switching_down    integer     not null,
    user_stopped      boolean     not null,
    security_severity integer     not null,
    decision          text,
    note              text,
    part_of           text references incident,
    responded_at      timestamptz,
    rests_since       timestamptz,
    wait_until        timestamptz,
    cause             text,
    resolution        text,
    resolved_at       timestamptz,
    closed_at         timestamptz,
    unique (raiser_kind, raiser, reference)
);

create index incident_latest on incident (raised_at desc, id desc);
create index incident_parts on incident (part_of) where part_of is not null;
create index incident_of_model on incident (model, raised_at) where model is not null;
create index incident_of_hub on incident (hub, raised_at) where hub is not null;
create index incident_of_area on incident (area, raised_at) where area is not null;

-- Clocks of cases, and how much of each has been told.
create table watched_clock (
    process    text        not null,
    case_id    text        not null,
    clock      text        not null,
    runs_from  timestamptz not null,
    due        timestamptz not null,
    alarm      boolean     not null,
    state      text        not null,
    reached    text,
    ran_out_at timestamptz,
    primary key (process, case_id, clock)
);
