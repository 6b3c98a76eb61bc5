package dev.tributary.conversation;

import dev.tributary.connector.CardStyle;
import dev.tributary.connector.Saying;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a reply says, as its row keeps it: {@code type}, {@code text}, {@code content}, {@code handed_over_as}. */
final class Sayings {

    private Sayings() {}

    static Saying read(ResultSet row) throws SQLException {
        var text = row.getString("text");
        var content = row.getString("content");
        return switch (row.getString("type")) {
            case "TEXT" -> new Saying.Words(text);
            case "IMAGE" -> new Saying.Picture(row.getString("handed_over_as"));
            case "SHARE_POST" -> post(content);
            case "TEMPLATE" -> card(text, content);
            default -> throw new IllegalStateException("Nobody can send a " + row.getString("type"));
        };
    }

    private static Saying post(@Nullable String content) {
        var post = MessageContent.read(content).media().get(0).mediaId();
        return new Saying.OwnPost(Objects.requireNonNull(post, "a post that we send has its id"));
    }

    private static Saying card(String title, @Nullable String content) {
        var card = MessageContent.read(content);
        var style = Objects.requireNonNullElse(card.style(), CardStyle.BUTTONS);
        return new Saying.Card(style, title, card.cardButtons());
    }
}
