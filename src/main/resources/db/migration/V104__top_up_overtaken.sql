-- Meters take tokens in any order: that one was overtaken explains nothing.
update top_up set finding = 'UNKNOWN' where finding = 'OVERTAKEN';
