package org.meterflow.registration;

/** Why a registration file or one of its records is refused. */
enum FileCode {
    R01("meter point not known"),
    R02("wrong check digit or shape of the meter point's number"),
    R03("supplier not known"),
    R04("dates overlap another registration"),
    R05("too far back"),
    R06("not this network's meter point, or not this sender's network"),
    R07("mandatory field missing"),
    R08("invalid code or date"),
    R09("record given twice"),
    R10("sequence number out of order"),
    F01("header or file name wrong"),
    F02("count wrong"),
    F03("hash wrong"),
    F04("version not known"),
    F05("file or line too long"),
    F06("not processed to its end");

    private final String meaning;

    FileCode(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }
}
