-- Cases of processes that have no program: who started each, for whom, and what came of it.
create table drawn_case (
    process        text        not null,
    case_id        text        not null,
    about          text        not null,
    started_by     text        not null,
    started_how    text        not null,
    party          text,
    parties        text[]      not null,
    parent_process text,
    parent_case    text,
    box            text,
    visit          text,
    started_at     timestamptz not null,
    ended_at       timestamptz,
    end_id         text,
    outcome        text,
    primary key (process, case_id)
);

create index drawn_case_latest on drawn_case (process, started_at desc, case_id);
create index drawn_case_of_box on drawn_case (parent_process, parent_case, box);
create unique index drawn_case_of_visit on drawn_case (process, parent_process, parent_case, box, visit);
create index drawn_case_parties on drawn_case using gin (parties);

-- What each started from, typed, in the words that its diagram had then.
create table drawn_fact (
    process  text    not null,
    case_id  text    not null,
    position integer not null,
    name     text    not null,
    label    text    not null,
    kind     text    not null,
    unit     text    not null,
    value    text    not null,
    words    text    not null,
    primary key (process, case_id, name),
    foreign key (process, case_id) references drawn_case (process, case_id)
);

create index drawn_fact_by_value on drawn_fact (value) where kind in ('meterPoint', 'party', 'device');

create sequence drawn_case_number;
