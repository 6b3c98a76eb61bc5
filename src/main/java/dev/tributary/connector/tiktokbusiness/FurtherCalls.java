package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.ApiCall;
import dev.tributary.connector.CallAllowance;

/** Calls that nobody asked for beforehand. One that is not allowed is not made. */
class FurtherCalls {

    private final CallAllowance allowance;

    FurtherCalls(CallAllowance allowance) {
        this.allowance = allowance;
    }

    void ask(AccountRef account, ApiCall call) throws CallFailedException {
        if (!allowance.oneMore(account, call)) {
            throw tooMany(Meaning.UNSENT);
        }
    }

    /** Not made, which is not the same as not answered: the token that it needs is as good as before. */
    void askForApp() throws CallFailedException {
        if (!allowance.oneMore(null, ApiCall.APP)) {
            throw tooMany(Meaning.THROTTLED);
        }
    }

    private static CallFailedException tooMany(Meaning meaning) {
        return new CallFailedException(
                meaning, null, "TikTok takes no more calls at the moment. Try again in a minute.", null);
    }
}
