-- Whether the consumer wanted the supply start date: a switch that takes longer than its standard then is not late.
alter table supplier_change add column date_chosen boolean not null default false;
