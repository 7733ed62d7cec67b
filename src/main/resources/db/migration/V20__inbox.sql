-- What came in. Business instants (occurred_at, received_at, waits_until, settled_at) are the platform clock's; when the
-- next delivery is due is technical and goes by the database's clock, the one that all nodes share.
create sequence inbound_message_number start 1001;

create table inbound_message (
    id                  text        primary key default 'M-' || nextval('inbound_message_number'),
    sender              text        not null,
    message_id          text        not null,
    name                text        not null,
    key                 text        not null,
    data                text        not null,
    digest              text        not null,
    occurred_at         timestamptz not null,
    received_at         timestamptz not null,
    waits_until         timestamptz not null,
    state               text        not null,
    verdict             text        not null,
    reason              text        not null default '',
    near_misses         text[]      not null default '{}',
    attempts            int         not null default 0,
    next_attempt_at     timestamptz not null,
    settled_at          timestamptz,
    repetitions         int         not null default 0,
    answer_verdict      text,
    answer_reason       text,
    answer_near_misses  text[],
    unique (sender, message_id)
);

create index inbound_message_open on inbound_message (next_attempt_at) where state in ('RECEIVED', 'WAITING', 'RETRYING');
create index inbound_message_waiting on inbound_message (name, key) where state = 'WAITING';
create index inbound_message_key on inbound_message (key, received_at);
create index inbound_message_received on inbound_message (received_at);

create table inbound_message_event (
    number      bigint      generated always as identity primary key,
    message     text        not null references inbound_message on delete cascade,
    at          timestamptz not null,
    state       text        not null,
    verdict     text        not null,
    reason      text        not null,
    actor       text
);

create index inbound_message_event_message on inbound_message_event (message, number);
