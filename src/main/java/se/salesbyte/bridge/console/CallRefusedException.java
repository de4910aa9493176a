package se.salesbyte.bridge.console;

/** A call is answered with a problem. */
final class CallRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient JsonProblem problem;

    CallRefusedException(JsonProblem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    JsonProblem problem() {
        return problem;
    }
}
