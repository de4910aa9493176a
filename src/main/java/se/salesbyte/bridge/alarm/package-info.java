/** What is watched for people: rules that look how things stand, and what people are told of it. */
@NullMarked
package se.salesbyte.bridge.alarm;

import org.jspecify.annotations.NullMarked;
