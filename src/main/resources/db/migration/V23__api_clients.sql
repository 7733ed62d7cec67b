-- Programs that call the API for a party. Only a hash of the key is kept; its prefix finds the row.
create table api_client (
    prefix        text        primary key,
    hash          bytea       not null,
    party         text        not null,
    name          text        not null,
    roles         text[]      not null,
    created_at    timestamptz not null,
    created_by    text        not null,
    revoked_at    timestamptz,
    revoked_by    text,
    last_used_at  timestamptz
);

create index api_client_party on api_client (party);
