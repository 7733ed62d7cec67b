create index outbound_message_created on outbound_message (created_at);
