-- One payment for energy in advance, its token, and what came of it. A payer's reference names one payment for ever.
create table top_up (
    case_id           text primary key,
    payer             text        not null,
    payment_reference text        not null,
    mpxn              text        not null,
    pence             int         not null,
    paid_to           text,
    channel           text        not null,
    supplier          text        not null,
    supplier_party    text        not null,
    supplier_user     text        not null,
    device            text        not null,
    counter           bigint      not null,
    utrn              text        not null,
    taken_at          timestamptz not null,
    state             text        not null,
    sends             int         not null default 0,
    pauses            int         not null default 0,
    next_attempt_at   timestamptz,
    keyed_at          timestamptz,
    worth_before      numeric,
    armed             boolean,
    finding           text,
    reason            text,
    told              boolean     not null default false,
    ended_at          timestamptz,
    unique (payer, payment_reference),
    unique (device, supplier_user, counter)
);
create index top_up_of_meter_point on top_up (mpxn, taken_at desc);
create index top_up_by_time on top_up (taken_at desc);
create index top_up_of_device on top_up (device) where ended_at is null or state = 'TO_BE_ENTERED';

-- The last counter that was given to a token of a supplier for a meter, in steps of 1 (a message's counter is 2^32 of them).
create table top_up_counter (
    supplier_user text   not null,
    device        text   not null,
    last          bigint not null,
    primary key (supplier_user, device)
);
