-- Messages whose names diagrams declare, that cases wait for, have had, or have waited for in vain.
create table awaited_message (
    id         text primary key,
    name       text        not null,
    key        text        not null,
    party      text,
    began_at   timestamptz not null,
    deadline   timestamptz not null,
    state      text        not null,
    data       jsonb,
    sender     text,
    ended_at   timestamptz
);

create index awaited_message_of_key on awaited_message (name, key, began_at desc);
