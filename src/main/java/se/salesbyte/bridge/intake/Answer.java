package se.salesbyte.bridge.intake;

/** How one call is answered: once, whatever thread knows the answer. */
interface Answer {
    /** With a problem. */
    void refuse(Problem problem);

    /** With whatever this writes on the call's event loop. */
    void with(Runnable write);
}
