/** Cases over the API. */
@NullMarked
package org.meterflow.process.web;

import org.jspecify.annotations.NullMarked;
