package dev.tributary.store;

/** There is no token to act for the account with: a person has to connect it again. */
public class AccountDisconnectedException extends Exception {

    private static final long serialVersionUID = 1L;

    AccountDisconnectedException(AccountId account) {
        super("Account " + account + " is not connected");
    }
}
