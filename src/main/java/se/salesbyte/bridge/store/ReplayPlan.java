package se.salesbyte.bridge.store;

/**
 * What a replay of many would do, of all leads that its filter lets through.
 *
 * @param willSend how many it would send
 * @param blockedDelivered delivered ones: a second quote, unless a person insists
 * @param blockedUnknown unknown ones: perhaps a second quote, unless a person insists
 * @param blockedOnTheirWay those whose outcome is still to come
 * @param leftOut those that are only taken where their state is named: skipped, discarded, kept back
 * @param erased those without a payload
 */
public record ReplayPlan(
        long willSend, long blockedDelivered, long blockedUnknown, long blockedOnTheirWay, long leftOut, long erased) {
    static final ReplayPlan NOTHING = new ReplayPlan(0, 0, 0, 0, 0, 0);

    /**
     * With so many leads more.
     *
     * @param held whether they are kept back
     * @param named whether the filter names their state
     */
    ReplayPlan with(LeadState state, boolean held, boolean named, boolean force, long count) {
        return switch (state) {
            case FAILED -> send(count);
            case SKIPPED, DISCARDED -> named ? send(count) : plus(new ReplayPlan(0, 0, 0, 0, count, 0));
            case DELIVERED -> force ? send(count) : plus(new ReplayPlan(0, count, 0, 0, 0, 0));
            case UNKNOWN -> force ? send(count) : plus(new ReplayPlan(0, 0, count, 0, 0, 0));
            case DELIVERING -> plus(new ReplayPlan(0, 0, 0, count, 0, 0));
            case ACCEPTED, RETRYING ->
                !held
                        ? plus(new ReplayPlan(0, 0, 0, count, 0, 0))
                        : named ? send(count) : plus(new ReplayPlan(0, 0, 0, 0, count, 0));
            case ERASED -> plus(new ReplayPlan(0, 0, 0, 0, 0, count));
        };
    }

    private ReplayPlan send(long count) {
        return plus(new ReplayPlan(count, 0, 0, 0, 0, 0));
    }

    private ReplayPlan plus(ReplayPlan more) {
        return new ReplayPlan(
                willSend + more.willSend,
                blockedDelivered + more.blockedDelivered,
                blockedUnknown + more.blockedUnknown,
                blockedOnTheirWay + more.blockedOnTheirWay,
                leftOut + more.leftOut,
                erased + more.erased);
    }
}
