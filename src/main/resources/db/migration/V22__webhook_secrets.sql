-- What a party checks our notifications with. The former secret signs along until the party has changed over.
create table webhook_secret (
    party_id       text        primary key,
    secret         text        not null,
    since          timestamptz not null,
    former         text,
    former_until   timestamptz
);
