package dev.tributary.simulator;

/** TikTok's "no": HTTP 200 with a code that is not 0. */
final class ApiRefusal extends RuntimeException {

    static final int BAD_PARAMETER = 40002;
    static final int NO_PERMISSION = 40001;
    static final int NOT_FOUND = 40007;
    static final int DM_RULES = 40064;
    static final int TOO_MANY = 40100;

    private final int code;

    ApiRefusal(int code, String message) {
        super(message);
        this.code = code;
    }

    static ApiRefusal badParameter(String name) {
        return new ApiRefusal(BAD_PARAMETER, "Param " + name + " is invalid.");
    }

    int code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
