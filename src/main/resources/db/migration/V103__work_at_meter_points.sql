-- Which cases are at each meter point, from their start to their end: some may not run beside each other.
create table work_at_meter_point (
    meter_point text        not null,
    process     text        not null,
    case_id     text        not null,
    began_at    timestamptz not null,
    ended_at    timestamptz,
    primary key (process, case_id, meter_point)
);

create index work_at_meter_point_open on work_at_meter_point (meter_point) where ended_at is null;

insert into work_at_meter_point (meter_point, process, case_id, began_at)
select distinct f.value, c.process, c.case_id, c.started_at
from drawn_case c
         join drawn_fact f on f.process = c.process and f.case_id = c.case_id
where f.kind = 'meterPoint' and c.ended_at is null;

insert into work_at_meter_point (meter_point, process, case_id, began_at)
select mpxn, 'changeOfSupplier', switch_id, requested_at
from supplier_change
where ended_at is null and state <> 'REQUESTED';
