package org.meterflow.gateway;

/** What an answer says in one word (DUIS 5.4, ResponseCode). */
enum ResponseCode {
    DONE("I0"),
    /** Its answer comes later. */
    ACCEPTED("I99"),
    UNKNOWN_USER("E1"),
    NOT_FOR_THE_ROLE("E2"),
    PARTY_NOT_LIVE("E3"),
    /** To this device, at that time. */
    NO_RIGHT("E4"),
    WRONG_DEVICE_TYPE("E11"),
    /** Command variant, service reference, body and target do not go together. */
    NOT_FOR_THIS_REQUEST("E12"),
    NOT_AT_THIS_ADDRESS("E13"),
    NOT_FOR_LOCAL_DELIVERY("E17"),
    CANNOT_COMMUNICATE("E20"),
    NO_RESPONSE("E21"),
    /** The device accepted it for a date, and did not say then how it went. */
    NOT_TOLD_AT_ITS_DATE("E30"),

    // Each of the following is in the schema's list; no published text says what it is for

    /** The signature does not verify, or is not the originator's. */
    BAD_SIGNATURE("E48"),
    /** The request id came before, with another document. */
    REQUEST_ID_USED("E49"),
    /** The signed pre-command is not what was transformed, or not signed by its user. */
    PRE_COMMAND("E50"),
    /** The signature is the originator's, its certificate expired, revoked or not yet valid. */
    CERTIFICATE_NOT_IN_FORCE("E51"),
    /** The device trusts another in its user's place, and would drop what the user signs. */
    NOT_TRUSTED("E52"),
    /** What the request says makes no message for this device, or its key agreement certificate is not the user's. */
    CANNOT_BE_BUILT("E57"),
    /** The platform does not build this variant. */
    NOT_SERVED("E100"),
    /** 4.17: the key agreement certificate in the request is not the user's in use. */
    CONSUMPTION_READER_CERTIFICATE("E041701"),
    /** 5.1 asks for a service that is not repeated by schedule, or its parts do not go together. */
    NOT_SCHEDULABLE("E050101"),
    /** 5.1's schedule begins in the past, or would never run. */
    SCHEDULE_DATES("E050102"),
    /** The part of the log that 5.1 names ends before it begins. */
    SCHEDULE_PERIOD("E050103"),
    /** The user has as many of this device as there may be. */
    TOO_MANY_SCHEDULES("E050105"),
    /** 5.1's key agreement certificate is not the user's. */
    SCHEDULE_CERTIFICATE("E050107"),
    /** 5.2 names no schedule of this user. */
    SCHEDULE_NOT_READ("E050201"),
    /** 5.3 names no schedule of this user. */
    SCHEDULE_NOT_DELETED("E050301"),
    /** 6.21's certificates are not the receiving party's, or do not fit their places. */
    HANDOVER_CREDENTIALS("E062101"),
    /** 6.21: the DCC does not hold these places of the device. */
    NOT_IN_DCC_HANDS("E062102"),
    /** 6.21: the DCC hands over to suppliers and network operators, not to this role. */
    HANDOVER_ROLE("E062103"),
    /** 6.21: such a handover of the device is under way. */
    HANDOVER_TWICE("E062105"),
    /** 6.23's certificates are not the asking supplier's, or do not fit their places. */
    REPLACEMENT_CREDENTIALS("E062301"),
    /** 6.23's meter point is not the device's. */
    REPLACEMENT_METER_POINT("E062302"),
    /** 8.2 found no device. */
    NOTHING_IN_INVENTORY("E080201"),
    /** 8.3: the device is not commissioned. */
    NOT_DECOMMISSIONED("E080301"),
    /** 8.4: the device's life has no such step, or nobody has registered such a meter point. */
    INVENTORY_NOT_CHANGED("E080405"),
    /** 8.5's certificates are not a broker's, or do not fit their places. */
    OPT_OUT_CREDENTIALS("E080501"),
    /** 8.5: the opt-out of the device is under way. */
    OPT_OUT_TWICE("E080502"),
    /** 8.12.2: the replaced device is no gas proxy of the inventory. */
    REPLACED_PROXY("E081221"),
    /** 8.12.2: the replaced proxy mirrored the meter of another meter point. */
    REPLACED_ELSEWHERE("E081222"),
    /** 8.12.2: the replaced proxy never told its log. */
    REPLACED_LOG_UNKNOWN("E081223"),
    /** 8.13 brings no genuine answer of a device. */
    RETURNED_MESSAGE("E081301"),
    /** 8.13 brings an answer to nothing this user has for local delivery. */
    RETURNED_UNASKED("E081302"),
    /** 8.13 brings an answer to another request than it names. */
    RETURNED_FOR_ANOTHER("E081303"),
    /** 8.14.1: the hub has never been heard. */
    HUB_NOT_ON_LINE("E081401"),
    /** 8.14.2: the hub has been heard. */
    HUB_ON_LINE("E081402"),
    /** 12.1: nobody has surveyed the home. */
    COVERAGE_UNKNOWN("E120101"),
    /** 12.2: the product list has no such product, or no longer. */
    NOT_ON_PRODUCT_LIST("E120201"),
    /** 12.2: the device is in the inventory, and not only announced. */
    ALREADY_IN_INVENTORY("E120203");

    private final String code;

    ResponseCode(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
