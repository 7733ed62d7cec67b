create extension if not exists btree_gist;

create table meter_point (
    mpxn         text primary key,
    network      text not null,
    agent        text,
    address      text not null,
    postcode     text not null,
    uprn         text,
    energisation text not null,
    profile      text,
    area         text,
    export       boolean not null
);

-- valid: the days supplied; known: the time during which this was what we knew
create table registration (
    id       bigint generated always as identity primary key,
    mpxn     text not null references meter_point,
    supplier text not null,
    valid    daterange not null,
    known    tstzrange not null,
    source   text not null,
    constraint one_supplier_at_a_time exclude using gist (mpxn with =, valid with &&, known with &&)
);
create index registration_current on registration (mpxn) where upper_inf(known);
create index registration_supplier on registration (supplier) where upper_inf(known);

create table registration_feed (
    network     text primary key,
    sender      text not null,
    last_loaded timestamptz not null
);
