package dev.tributary.simulator;

import java.io.IOException;

/** One account, one customer, one post, a token for everything and a receiver for both event types. */
final class SimulatedShop implements AutoCloseable {

    final Simulator simulator;
    final Wire wire;
    final Hook hook;
    final Account account;
    final Customer customer;
    final Post post;
    final String token;

    SimulatedShop(SimulatorOptions options) throws IOException {
        simulator = Simulator.start(options);
        wire = new Wire(simulator);
        hook = new Hook();
        account = simulator.world().addAccount("northshop", "North Shop", "VN");
        customer = simulator.world().addCustomer("kari_n", "Kari", "en");
        post = simulator.world().addPost(account, Post.Kind.VIDEO, "A pan that lasts");
        token = simulator.grant(account, SimulatorOptions.ALL_SCOPES);
        simulator.subscribe("DIRECT_MESSAGE", hook.url());
        simulator.subscribe("COMMENT", hook.url());
    }

    SimulatedShop() throws IOException {
        this(SimulatorOptions.inMemory());
    }

    Message customerWrites(String text) {
        return simulator.world().customerWrites(customer, account, text);
    }

    String conversation() {
        return simulator.world().seenBy(customer).get(0).conversationId();
    }

    String sendBody(String text) {
        return """
                {"business_id":"%s","recipient_type":"CONVERSATION","recipient":"%s","message_type":"TEXT","text":{"body":"%s"}}""".formatted(account.openId(), conversation(), text);
    }

    int send(String text) {
        return wire.post(token, "business/message/send/", sendBody(text))
                .path("code")
                .asInt();
    }

    @Override
    public void close() {
        simulator.close();
        hook.close();
    }
}
