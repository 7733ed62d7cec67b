-- What devices sent, kept before anything is done with it; the digest makes the same bytes one row.
create table meter_message (
    id                 bigint generated always as identity primary key,
    digest             bytea       not null unique,
    hub                text        not null,
    sender             text,
    message            bytea       not null,
    copies             integer     not null default 1,
    received_at        timestamptz not null,
    really_received_at timestamptz not null default clock_timestamp(),
    verdict            text,
    remark             text,
    command            bigint references meter_command,
    failures           integer     not null default 0,
    try_again_at       timestamptz
);
create index meter_message_unread on meter_message (id) where verdict is null;
create index meter_message_unread_of_sender on meter_message (sender) where verdict is null;
create index meter_message_of_command on meter_message (command) where command is not null;
create index meter_message_of_sender on meter_message (sender, id);

create table meter_alert (
    device      text        not null,
    counter     bigint      not null,
    recipient   text        not null,
    alert_code  text        not null,
    received_at timestamptz not null,
    message     bigint      not null references meter_message,
    primary key (device, counter)
);
