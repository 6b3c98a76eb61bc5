package dev.tributary.connector.tiktokbusiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorContract;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.Platform;
import dev.tributary.connector.RawWebhook;
import dev.tributary.connector.Saying;
import dev.tributary.connector.Surface;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TikTokBusinessConnectorTest extends ConnectorContract {

    @Override
    protected Connector connectorTo(URI api) {
        return new TikTokBusinessConnector(
                Fixtures.config("api-url", api + "/open_api/v1.3"), Fixtures.CLOCK, (account, call) -> true);
    }

    @Override
    protected RawWebhook sampleMessage() {
        return Fixtures.signed(Fixtures.payload("im_receive_msg-text"));
    }

    @Override
    protected AccountRef account() {
        return Fixtures.ACCOUNT;
    }

    @Override
    protected OutboundMessage sayable() {
        return new OutboundMessage(Surface.DM, Fixtures.CONVERSATION, null, null, new Saying.Words("Yes, 3 days."));
    }

    @Test
    void speaksToTikTokBusiness() {
        assertThat(connectorTo(URI.create("http://127.0.0.1:1")).platform()).isEqualTo(Platform.TIKTOK_BUSINESS);
    }
}
