-- What each open task is about, in one line: a list of thousands of tasks asks no process for each.
create table task_about (
    task  text primary key,
    about text not null
);

-- A list of tasks that somebody looks at again and again, under a name; the query is the page's address after the question mark.
create table inbox_view (
    id       bigint generated always as identity primary key,
    person   text        not null,
    name     text        not null,
    query    text        not null,
    team     text,
    saved_at timestamptz not null
);
create unique index inbox_view_name on inbox_view (person, lower(name));
create index inbox_view_of_team on inbox_view (team) where team is not null;
