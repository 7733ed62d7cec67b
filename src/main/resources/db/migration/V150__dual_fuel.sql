-- Electricity and gas of one home, asked for together. Where one failing fails both, what becomes of them is decided once, under
-- a lock on this row: SECURED or FAILED, with the sentence that the other half is ended with.
create table dual_fuel_group (
    group_id          text primary key,
    one_fails_all_fail boolean not null,
    decision          text not null default 'OPEN' check (decision in ('OPEN', 'SECURED', 'FAILED')),
    because           text,
    check ((decision = 'FAILED') = (because is not null))
);

alter table supplier_change add column dual_fuel_group text references dual_fuel_group (group_id);
create index supplier_change_dual_fuel on supplier_change (dual_fuel_group) where dual_fuel_group is not null;
