-- Whom the gaining supplier of a switch has appointed to the meter point. The latest appointment of a role counts.
create table switch_agent (
    switch_id    text        not null references supplier_change (switch_id),
    role         text        not null,
    mpid         text        not null,
    appointed_at timestamptz not null,
    primary key (switch_id, role)
);

-- The metering equipment manager whose appointment ended when supply started.
alter table supplier_change add column former_agent text;
