-- A form that a person sends twice begins one case.
alter table drawn_case add column form text;

create unique index drawn_case_of_form on drawn_case (process, form);
