-- What goes out. A lane is what is sent to one recipient over one channel, in order and by one node at a time; leases and
-- back-off go by the database's clock, the one that all nodes share.
create table outbound_message (
    number       bigint      generated always as identity primary key,
    id           text        not null unique,
    channel      text        not null,
    recipient    text        not null,
    lane         int         not null,
    name         text        not null,
    key          text        not null,
    content_type text        not null,
    body         bytea       not null,
    created_at   timestamptz not null,
    not_before   timestamptz not null,
    queued_at    timestamptz not null default clock_timestamp(),
    state        text        not null default 'PENDING',
    attempts     int         not null default 0,
    refusals     int         not null default 0,
    reason       text        not null default '',
    sent_at      timestamptz
);

create index outbound_message_pending on outbound_message (channel, recipient, lane, number) where state in ('PENDING', 'RETRYING');
create index outbound_message_key on outbound_message (key, number);
create index outbound_message_recipient on outbound_message (recipient, number);

create table outbound_lane (
    channel       text        not null,
    recipient     text        not null,
    lane          int         not null,
    owner         text        not null,
    leased_until  timestamptz not null,
    failures      int         not null default 0,
    blocked_until timestamptz not null default '-infinity',
    primary key (channel, recipient, lane)
);
