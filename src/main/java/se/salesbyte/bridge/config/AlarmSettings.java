package se.salesbyte.bridge.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When people are told that something is wrong. Each is empty if it is switched off.
 *
 * @param silence {@code bridge.alarm.silence}, default 365 days: a source counts as silent once that would happen by chance
 *     once in that time at most
 * @param overdue {@code bridge.alarm.overdue}, default 60 minutes: how long a lead may be on its way
 * @param diskFree {@code bridge.alarm.disk-free}, default 1 GiB: how many bytes are to be free where the data folder is
 * @param failing {@code bridge.alarm.failing}, default 2 hours: how long a message may be tried without success
 * @param mostAnHour {@code bridge.alarm.most-an-hour}, default 10: so many times people are told within an hour; what is
 *     left they are told together
 * @param zone {@code bridge.time-zone}, default Europe/Stockholm: by whose weeks sources have their rhythm, and in which
 *     people are told times
 */
public record AlarmSettings(
        Optional<Duration> silence,
        Optional<Duration> overdue,
        Optional<Long> diskFree,
        Optional<Duration> failing,
        int mostAnHour,
        ZoneId zone) {}
