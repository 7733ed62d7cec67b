package org.meterflow.desk;

/** What is wrong with one field of a form, in words that say how to put it right. */
record InputError(String field, String message) {}
