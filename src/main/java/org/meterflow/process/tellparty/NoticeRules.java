package org.meterflow.process.tellparty;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.meterflow.process.kit.BoxCheck;
import org.meterflow.process.placed.PartyNotice;

/** What a box says that tells a party. Public for whoever looks at diagrams before there is a program. */
public class NoticeRules implements BoxCheck {

    static final String WORDS = "words";

    private static final Set<String> KNOWN = Set.of(PartyNotice.PARTY, PartyNotice.MESSAGE, WORDS);

    @Override
    public Stream<String> wrong(Map<String, String> said) {
        return PartyNotice.wrong(said, Set.of(WORDS), KNOWN).stream();
    }
}
