package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.Kind;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.tiktokbusiness.wire.DirectReplyAnswer;
import dev.tributary.connector.tiktokbusiness.wire.DirectReplyRequest;
import dev.tributary.connector.tiktokbusiness.wire.Nothing;
import java.util.Map;

/** TikTok's switch for answering comments by direct message. */
class PrivateReplySwitch {

    private static final String TYPE = "COMMENT_TO_MESSAGE";

    private final TikTokBusinessClient client;

    PrivateReplySwitch(TikTokBusinessClient client) {
        this.client = client;
    }

    boolean isOn(AccountRef account, Credentials credentials) throws ConnectorException {
        try {
            var answer = client.get(
                    "business/message/direct_reply/get",
                    Map.of("business_id", account.externalId(), "direct_reply_type", TYPE),
                    credentials,
                    DirectReplyAnswer.class);
            var status = answer.operationStatus();
            if (status == null) {
                throw new ConnectorException(Kind.UNAVAILABLE, null, "TikTok did not say how the switch stands.");
            }
            return status.equals("ENABLE");
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }

    void turn(AccountRef account, Credentials credentials, boolean on) throws ConnectorException {
        var request = new DirectReplyRequest(account.externalId(), TYPE, on ? "ENABLE" : "DISABLE");
        try {
            client.post("business/message/direct_reply/update", request, credentials, Nothing.class);
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }
}
