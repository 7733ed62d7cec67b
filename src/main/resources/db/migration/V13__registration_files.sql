-- What the registration bodies sent, stored before anything is done with it.
create table registration_file (
    id          bigint generated always as identity primary key,
    name        text not null,
    sha256      text not null,
    content     bytea not null,
    received_at timestamptz not null,
    outcome     text not null,
    sender      text,
    sequence    bigint,
    accepted    int,
    refused     int,
    detail      text,
    decided_at  timestamptz,
    unique (name, sha256)
);
create index registration_file_waiting on registration_file (sender, sequence) where outcome = 'QUARANTINED';

create table registration_sender (
    sender        text primary key,
    last_sequence bigint
);

-- The answers to them; a row without written_at still has to be put into the outbox.
create table registration_response (
    sequence      bigint primary key,
    file_id       bigint not null references registration_file,
    name          text not null unique,
    content       bytea not null,
    claimed_until timestamptz,
    written_at    timestamptz
);
create index registration_response_unwritten on registration_response (sequence) where written_at is null;

create table registration_response_counter (
    last_sequence bigint not null
);
insert into registration_response_counter values (0);
