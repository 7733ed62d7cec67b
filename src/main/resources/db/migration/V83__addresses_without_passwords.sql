-- An address may no longer carry a name and password, and those that did lose them wherever they were kept. They were
-- never sent to anybody.
update party set webhook_address = regexp_replace(webhook_address, '^(https?://)[^/?#]*@', '\1', 'i')
where webhook_address ~* '^https?://[^/?#]*@';

update party_user set response_address = regexp_replace(response_address, '^(https?://)[^/?#]*@', '\1', 'i')
where response_address ~* '^https?://[^/?#]*@';

update outbound_message set reason = regexp_replace(reason, '(https?://)[^/?#[:space:]]*@', '\1', 'gi')
where reason ~* 'https?://[^/?#[:space:]]*@';

do $$
begin
    if exists (select from party_event where what ~* 'https?://[^/?#[:space:]]*@') then
        alter table party_event disable trigger party_event_is_append_only;
        update party_event set what = regexp_replace(what, '(https?://)[^/?#[:space:]]*@', '\1', 'gi')
        where what ~* 'https?://[^/?#[:space:]]*@';
        alter table party_event enable trigger party_event_is_append_only;
    end if;
end
$$;
