package se.salesbyte.bridge.config;

/** Reads what has to do with telling people. */
final class ReadAlarms {
    private final SettingReader reader;

    ReadAlarms(SettingReader reader) {
        this.reader = reader;
    }

    AlarmSettings alarms() {
        return new AlarmSettings(
                reader.value(KnownSettings.ALARM_SILENCE),
                reader.value(KnownSettings.ALARM_OVERDUE),
                reader.value(KnownSettings.ALARM_DISK_FREE),
                reader.value(KnownSettings.ALARM_FAILING),
                reader.value(KnownSettings.ALARM_MOST),
                reader.value(KnownSettings.TIME_ZONE));
    }

    MailSettings mail() {
        return new MailSettings(
                reader.read(KnownSettings.NOTIFY_EMAIL),
                reader.value(KnownSettings.MAIL_HOST),
                reader.value(KnownSettings.MAIL_PORT),
                reader.value(KnownSettings.MAIL_TLS),
                reader.read(KnownSettings.MAIL_USER),
                reader.read(KnownSettings.MAIL_PASSWORD),
                reader.read(KnownSettings.MAIL_FROM));
    }
}
