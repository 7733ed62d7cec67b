-- Homes that have lost their supply, and of which their network operators are still to be told (DCC alert AD1).
create table power_outage_alert (
    id      bigint generated always as identity primary key,
    hub     text        not null,
    lost_at timestamptz not null
);
