-- Files of registration bodies and the answers to them, in parts: neither is ever whole in memory.
create table registration_file_part (
    file_id bigint not null references registration_file,
    number  int not null,
    content bytea not null,
    primary key (file_id, number)
);
create table registration_response_part (
    sequence bigint not null references registration_response,
    number   int not null,
    content  bytea not null,
    primary key (sequence, number)
);
insert into registration_file_part select id, 0, content from registration_file;
insert into registration_response_part select sequence, 0, content from registration_response;

-- attempts is noted before each one begins: what stops a node in the middle is not taken for ever.
alter table registration_file
    add column size bigint,
    add column attempts int not null default 0,
    add column failure text;
update registration_file set size = octet_length(content);
alter table registration_file drop column content;
alter table registration_response drop column content;
create index registration_file_latest on registration_file (received_at desc, id desc);

-- What the file being loaded has said so far of each meter point; emptied by the transaction that fills it.
create unlogged table registration_told (
    id         bigint generated always as identity primary key,
    file_id    bigint not null,
    mpxn       text not null,
    supplier   text not null,
    valid_from date not null,
    valid_to   date,
    cancelled  boolean not null,
    placed     boolean not null,
    new_point  boolean not null,
    previous   text,
    registered text
);
create index registration_told_of on registration_told (file_id, mpxn);
