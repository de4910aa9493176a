package se.salesbyte.bridge.crash;

/** Of the disk with the bridge's data. */
interface PowerSwitch {
    /** For a run that leaves the disk alone. */
    PowerSwitch NONE = new PowerSwitch() {
        @Override
        public void off() {
            throw new UnsupportedOperationException("this run has no disk of its own");
        }

        @Override
        public void on() {
            throw new UnsupportedOperationException("this run has no disk of its own");
        }
    };

    /** What was not flushed to the disk is gone, and from now on everything that reads or writes there fails. */
    void off();

    /** The disk again, with what had been flushed to it. No process may use it before. */
    void on();
}
