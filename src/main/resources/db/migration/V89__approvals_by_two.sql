-- What two people have to agree to, each time a case comes to such a box of its diagram.
create table approval (
    id             text primary key,
    parent_process text        not null,
    parent_case    text        not null,
    box            text        not null,
    title          text        not null,
    question       text        not null,
    team           text        not null,
    deadline       timestamptz not null,
    judged         text[]      not null,
    asked_at       timestamptz not null,
    outcome        text,
    ended_at       timestamptz
);

create index approval_of_case on approval (parent_process, parent_case, box);
create index approval_latest on approval (asked_at desc, id);
