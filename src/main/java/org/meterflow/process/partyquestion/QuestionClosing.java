package org.meterflow.process.partyquestion;

import java.time.Instant;

/**
 * The deadline of a question has come without an answer. Published in the transaction that closes it: an answer that came
 * in time, and was not looked at yet, can still be given to {@link PartyQuestion#takeLastAnswer}.
 *
 * @param party who was asked
 * @param name of the question
 * @param caseKey the case it is about, as the party knows it
 */
public record QuestionClosing(String id, String party, String name, String caseKey, Instant deadline) {}
