package org.meterflow.process.incident;

import org.meterflow.process.CaseKey;

/**
 * Who raised an incident.
 *
 * @param name of a person, id of a party, or the case of another process as {@code process:case}
 * @param reference by which the raiser tells their incidents apart: one of the same reference is the same
 */
record Raiser(Kind kind, String name, String reference) {

    enum Kind {
        PERSON,
        PARTY,
        PROCESS
    }

    static Raiser person(String name, String reference) {
        return new Raiser(Kind.PERSON, name, reference);
    }

    static Raiser party(String id, String reference) {
        return new Raiser(Kind.PARTY, id, reference);
    }

    static Raiser process(CaseKey key, String reference) {
        return new Raiser(Kind.PROCESS, key.process() + ":" + key.caseId(), reference);
    }

    CaseKey raisingCase() {
        int colon = name.indexOf(':');
        return new CaseKey(name.substring(0, colon), name.substring(colon + 1));
    }
}
