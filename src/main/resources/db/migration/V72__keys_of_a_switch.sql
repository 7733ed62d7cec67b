-- Keys that were refused are asked for again, or given up, as a person decides.
alter table supplier_change
    add keys_round int not null default 0,
    add without_keys boolean not null default false;
