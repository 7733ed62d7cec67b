-- The last words of hubs: since when the mains has been gone.
create table hub_power_loss (
    hub         text        not null,
    lost_at     timestamptz not null,
    received_at timestamptz not null,
    primary key (hub, lost_at)
);

-- Many hubs of one area without supply are one outage.
create table outage (
    id          bigint generated always as identity primary key,
    area        text        not null,
    started_at  timestamptz not null,
    opened_at   timestamptz not null,
    last_loss   timestamptz not null,
    hubs        integer     not null,
    restored    integer     not null default 0,
    told_hubs   integer     not null,
    told_at     timestamptz not null,
    restored_at timestamptz
);
create unique index outage_open on outage (area) where restored_at is null;
create index outage_by_start on outage (started_at);

create table supply_loss (
    id          bigint generated always as identity primary key,
    hub         text        not null,
    area        text        not null,
    lost_at     timestamptz not null,
    noted_at    timestamptz not null,
    restored_at timestamptz,
    outage      bigint references outage
);
create unique index supply_loss_open on supply_loss (hub) where restored_at is null;
create index supply_loss_alone on supply_loss (area, noted_at) where restored_at is null and outage is null;
create index supply_loss_of_outage on supply_loss (outage) where outage is not null;
