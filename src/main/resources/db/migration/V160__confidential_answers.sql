-- What people answered about a household's health or circumstances: apart from all other answers, and only for decisions and for
-- the teams that may see it. Words are what a person reads, value is what a decision reads.
create table confidential_answer (
    process  text        not null,
    case_id  text        not null,
    step     text        not null,
    field    text        not null,
    position int         not null,
    title    text        not null,
    label    text        not null,
    words    text        not null,
    kind     text        not null,
    value    text        not null,
    teams    text[]      not null,
    actor    text        not null,
    at       timestamptz not null,
    primary key (process, case_id, step, field)
);

-- Who has looked at the confidential answers of which case, and when; never changed.
create table confidential_look (
    id      bigint generated always as identity primary key,
    process text        not null,
    case_id text        not null,
    person  text        not null,
    at      timestamptz not null
);

create index confidential_look_latest on confidential_look (at desc, id desc);

-- What has been answered before this table was there.
with moved as (
    delete from case_answer
    where kind = 'enum'
      and (process = 'paymentModeSwitch' and step = 'recordHousehold' or process = 'supplyControl' and step = 'recordHome')
    returning *)
insert into confidential_answer (process, case_id, step, field, position, title, label, words, kind, value, teams, actor, at)
select process, case_id, step, field, row_number() over (partition by process, case_id, step order by field),
       case step when 'recordHome' then 'Record home' else 'Record household' end,
       initcap(regexp_replace(field, '([A-Z0-9]+)', ' \1', 'g')),
       case value when 'yes' then 'Yes' when 'no' then 'No' else 'Not known' end,
       kind, value, array ['contact-centre', 'welfare-trained', 'supervisors'], actor, at
from moved;
