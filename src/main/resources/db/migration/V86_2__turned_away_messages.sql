-- What was turned away at the API's door: the beginning of each, so many an hour from each sender; the rest is counted. A
-- stranger has no party.
create table turned_away_message (
    number      bigint      generated always as identity primary key,
    at          timestamptz not null,
    party       text,
    address     text        not null,
    name        text        not null,
    source      text,
    message_id  text,
    status      int         not null,
    problem     text        not null,
    reason      text        not null,
    faults      text[]      not null,
    body        text        not null,
    body_length bigint      not null
);
create index turned_away_message_party on turned_away_message (party, number);
create index turned_away_message_at on turned_away_message (at);

create table turned_away_count (
    hour        timestamptz not null,
    sender      text        not null,
    party       text,
    total       bigint      not null,
    primary key (hour, sender)
);
