package dev.tributary.conversation;

import dev.tributary.connector.Saying;
import dev.tributary.connector.SentMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which of the messages that the account said, and that nobody has a name for, is the reply.
 *
 * @param said oldest first
 * @param written when the reply was
 */
record Recognition(List<SentMessage> said, Instant written)
        implements Saying.Visitor<Optional<SentMessage>, RuntimeException> {

    @Override
    public Optional<SentMessage> words(Saying.Words words) {
        return said.stream()
                .filter(it -> it.text() != null
                        && it.text().strip().equals(words.text().strip()))
                .findFirst();
    }

    /** By its name; where the platform gives it another, only if there is but one that it can be. */
    @Override
    public Optional<SentMessage> picture(Saying.Picture picture) {
        var name = picture.platformId();
        var pictures = said.stream().filter(it -> it.pictureId() != null).toList();
        return pictures.stream()
                .filter(it -> name != null && name.equals(it.pictureId()))
                .findFirst()
                .or(() -> pictures.stream()
                        .filter(it -> pictures.size() == 1)
                        .filter(it -> it.at().isBefore(written.plus(EchoMatching.PICTURE_ECHO)))
                        .findFirst());
    }
}
