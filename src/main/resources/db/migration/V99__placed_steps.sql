-- What stands at a box that calls a step of the kit, each time a case comes to it, and what came of it.
create table placed_call (
    process        text        not null,
    id             text        not null,
    parent_process text        not null,
    parent_case    text        not null,
    box            text        not null,
    visit          text        not null,
    title          text        not null,
    said           jsonb       not null,
    called_at      timestamptz not null,
    outcome        text,
    ended_at       timestamptz,
    primary key (process, id)
);

create unique index placed_call_of_visit on placed_call (process, parent_process, parent_case, box, visit);
create index placed_call_of_box on placed_call (process, parent_case, box);
create index placed_call_latest on placed_call (process, called_at desc, id);
