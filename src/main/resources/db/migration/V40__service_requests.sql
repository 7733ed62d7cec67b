-- What users asked, word for word, and what they were told. A request id belongs to the first document that came with
-- it; the signed command that follows a transform is the one that may share it.
create table service_request (
    id                bigint generated always as identity primary key,
    request_id        text,
    request_id_sent   text,
    transform         boolean not null default false,
    holds_id          boolean not null,
    service           text not null,
    originator        text,
    device            text,
    command_variant   smallint,
    service_reference text,
    variant           text,
    role              text,
    received_at       timestamptz not null,
    document          bytea not null,
    document_length   int not null,
    digest            bytea not null,
    state             text not null,
    execute_at        timestamptz,
    act_at            timestamptz,
    code              text,
    reason            text,
    http_status       int,
    answer            bytea,
    answered_at       timestamptz
);

create unique index service_request_holds_id on service_request (request_id, transform) where holds_id;
create index service_request_request_id on service_request (request_id);
create index service_request_originator on service_request (originator, id desc);
create index service_request_device on service_request (device, id desc);
create index service_request_held on service_request (act_at) where state = 'HELD';

-- Everything said to a user after the answer in the same exchange: later answers and alerts, word for word.
create table service_response (
    id                 bigint generated always as identity primary key,
    service_request_id bigint references service_request,
    request_id         text,
    recipient          text not null,
    device             text,
    kind               text not null,
    code               text not null,
    reason             text not null,
    document           bytea not null,
    written_at         timestamptz not null,
    outbound_id        text not null
);
create index service_response_request on service_response (service_request_id);
create index service_response_recipient on service_response (recipient, id desc);
