package org.meterflow.process.changeofsupplier;

/** What a notice tells a party, as the end of the sentence "Told Alder Energy …". */
final class SwitchNoticeWords {

    private SwitchNoticeWords() {}

    static String of(String notice) {
        return switch (notice) {
            case "switchConfirmed" -> "that the switch is confirmed";
            case "switchSecured" -> "that the switch is secured";
            case "switchRejected" -> "that the request is rejected";
            case "switchRefused" -> "that there is no switch";
            case "switchCancelled" -> "that the switch is cancelled";
            case "registrationTakenBack" -> "that the registration has been taken back";
            case "supplierChanged" -> "that the supplier has changed";
            case "keysReplaced" -> "that the devices hold the keys of the supplier";
            case "keysNotReplaced" -> "that not all keys were replaced";
            case "openingRead" -> "the opening read";
            case "prepaymentBalance" -> "the prepayment balance";
            case "debtAssigned" -> "that the debt goes with the consumer";
            case "agentAppointed" -> "that the gaining supplier has appointed it";
            case "agentDeappointed" -> "that its appointment by the losing supplier has ended";
            default -> "about the switch: " + notice;
        };
    }
}
