package org.meterflow.messages;

/** What is sent to one recipient over one channel in order: one message at a time, by one node at a time. */
record Lane(String channel, String recipient, int number) {

    @Override
    public String toString() {
        return channel + " to " + recipient + (number == 0 ? "" : " lane " + number);
    }
}
