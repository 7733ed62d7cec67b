-- What a diagram's box has found out about a home: one row for each time that a case came to it.
create table home_look (
    id             text primary key,
    parent_process text        not null,
    parent_case    text        not null,
    box            text        not null,
    visit          text        not null,
    meter_point    text        not null,
    asked_at       timestamptz not null,
    found          text,
    unique (parent_process, parent_case, box, visit)
);
