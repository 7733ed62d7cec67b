-- The certified products: what may be installed.
create table product_list (
    device_type      text        not null,
    manufacturer     text        not null,
    model            text        not null,
    firmware_version text        not null,
    specification    text,
    active           boolean     not null,
    since            timestamptz not null,
    primary key (device_type, manufacturer, model, firmware_version)
);

-- Where a hub connects, home by home, as the communications provider says.
create table wan_coverage (
    uprn                text primary key,
    postcode            text    not null,
    region              text    not null,
    available           boolean not null,
    expected            date,
    technology          text    not null,
    likelihood          text    not null,
    auxiliary_equipment text
);
create index wan_coverage_postcode on wan_coverage (upper(replace(postcode, ' ', '')));

-- What the DCC itself answered to a box of a diagram, by name.
alter table device_call add column told jsonb;

-- A process may set a schedule up in a supplier's name: then no request of the supplier's has asked for it.
alter table schedule alter column created_by drop not null;
