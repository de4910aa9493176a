package se.salesbyte.bridge.testing;

/** Lets threads pass, or has them wait until it is open again. */
final class Gate {
    private boolean open = true;

    synchronized void shut() {
        open = false;
    }

    synchronized void open() {
        open = true;
        notifyAll();
    }

    synchronized void pass() throws InterruptedException {
        while (!open) {
            wait();
        }
    }
}
