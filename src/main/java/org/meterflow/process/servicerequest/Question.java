package org.meterflow.process.servicerequest;

/** What processes ask of devices, with the service reference variant (DUIS 5.4) that access is decided for. */
public enum Question {
    FIRMWARE_VERSION("11.2", "firmware version"),
    IMPORT_REGISTERS("4.1.1", "import registers"),
    PREPAYMENT_BALANCE("4.3", "prepayment balance"),
    PREPAYMENT_CONFIGURATION("4.13", "prepayment configuration"),
    DAILY_LOG("4.6.1", "daily read log"),
    PREPAYMENT_LOG("4.14", "prepayment daily log"),
    TARIFF("4.11.1", "tariff"),
    PAYMENT_MODE("6.2.9", "payment mode"),
    SUPPLY_STATE("7.4", "supply state"),
    EVENT_LOG("6.13", "event log"),
    SUPPLIER_CREDENTIALS("6.23", "replacement of supplier credentials"),
    /** Any critical one, whose variant stands in what its user has signed. */
    SIGNED_COMMAND("", "signed command"),
    /** Any other, whose variant and body stand in the order. */
    OTHER_SERVICE("", "service");

    private final String service;
    private final String words;

    Question(String service, String words) {
        this.service = service;
        this.words = words;
    }

    /** Service reference variant. */
    public String service() {
        return service;
    }

    public String words() {
        return words;
    }
}
