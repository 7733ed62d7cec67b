create table party (
    id              text primary key,
    name            text not null,
    status          text not null,
    fuels           text[] not null,
    webhook_address text
);

create table party_mpid (
    mpid     text primary key,
    party_id text not null references party
);
create index party_mpid_party on party_mpid (party_id);

create table party_user (
    eui              text primary key,
    party_id         text not null references party,
    roles            text[] not null,
    response_address text
);
create index party_user_party on party_user (party_id);

create table certificate (
    serial numeric(50) primary key,
    owner  text not null,
    use    text not null,
    role   int,
    status text not null,
    der    bytea not null
);
create index certificate_owner on certificate (owner, use);
create unique index certificate_in_use on certificate (owner, use, role) nulls not distinct where status = 'IN_USE';
