package org.meterflow.gbcs;

/** A row of the catalogue whose messages are written in ASN.1. */
final class Asn1Template implements Template {

    private final int code;
    private final Form form;

    Asn1Template(int code, Form form) {
        this.code = code;
        this.form = form;
    }

    @Override
    public Octets payload(Context context) {
        return DerForms.value(form, context).encode();
    }

    @Override
    public MeterAnswer.Values values(Octets answer, Unsealing unsealing) {
        return Asn1Values.answer(code, Der.parse(answer));
    }
}
