package org.meterflow.process;

/** What sort of thing happened in a case. */
public enum StoryKind {
    /** Somebody sent something. */
    MESSAGE,
    /** A rule was asked, or a check made. */
    DECISION,
    /** A meter was asked, or told something. */
    METER,
    /** A party was told something. */
    NOTICE,
    /** A person did something. */
    PERSON
}
