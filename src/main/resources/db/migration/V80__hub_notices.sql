-- What operators should know of hubs: those without a certificate, those in whose name others have called, those that
-- opened a second line or sent what is worth nothing. One row for each hub and kind, however often it happens.
create table hub_notice (
    hub text not null,
    kind text not null check (kind in ('NO_CERTIFICATE', 'WRONG_PROOF', 'SECOND_LINE', 'RUBBISH')),
    times bigint not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    primary key (hub, kind)
);

create index hub_notice_latest on hub_notice (last_at desc);
