create table device (
    id                 text primary key,
    type               text not null,
    status             text,
    status_since       timestamptz not null,
    manufacturer       text not null,
    model              text not null,
    smets_version      text,
    firmware_version   text,
    esme_variant       text,
    hub                text,
    import_mpxn        text,
    export_mpan        text,
    uprn               text,
    postcode           text,
    address_identifier text,
    csp_region         text,
    generation         text not null
);
create index device_hub on device (hub);
create index device_import_mpxn on device (import_mpxn);
create index device_export_mpan on device (export_mpan) where export_mpan is not null;
create index device_uprn on device (uprn);
create index device_postcode on device (upper(replace(postcode, ' ', '')));

create table device_history (
    id          bigint generated always as identity primary key,
    device      text not null references device,
    from_status text,
    to_status   text not null,
    at          timestamptz not null,
    reason      text not null
);
create index device_history_device on device_history (device, id);
