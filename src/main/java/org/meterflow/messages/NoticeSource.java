package org.meterflow.messages;

import java.util.List;

/** Implemented by what sends notifications whose kinds come and go while the program runs. */
public interface NoticeSource {

    /** As it is now. */
    List<NoticeType> noticeTypes();
}
