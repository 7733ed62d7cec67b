-- What people type to find a home: words of its address in any letter case, a postcode with or without its space
create index meter_point_words on meter_point using gin (to_tsvector('simple', regexp_replace(address || ' ' || postcode || ' ' || replace(postcode, ' ', ''), '[^[:alnum:]]+', ' ', 'g')));
create index meter_point_begins on meter_point (mpxn text_pattern_ops);
create index meter_point_uprn on meter_point (uprn) where uprn is not null;

-- or the beginning or the end of what is printed on a device
create index device_begins on device (replace(id, '-', '') text_pattern_ops);
create index device_ends on device (reverse(replace(id, '-', '')) text_pattern_ops);
