package dev.tributary.conversation;

import dev.tributary.connector.CardButton;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Media;
import dev.tributary.connector.Saying;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much something that the account was found to have said is like what a reply says. */
record Likeness(Content said) implements Saying.Visitor<Likeness.Degree, RuntimeException> {

    enum Degree {
        SAME,
        /** Nothing but its kind speaks for it. */
        PERHAPS,
        OTHER
    }

    /**
     * The first that is the same; else the only one that it can be. Of several nobody can tell which it is.
     *
     * @param soon of those of which nothing but the kind is known, which are near enough in time
     */
    static <T> Optional<T> pick(List<T> candidates, Function<T, Degree> likeness, Predicate<T> soon) {
        var same = candidates.stream()
                .filter(it -> likeness.apply(it) == Degree.SAME)
                .findFirst();
        if (same.isPresent()) {
            return same;
        }
        var perhaps = candidates.stream()
                .filter(it -> likeness.apply(it) == Degree.PERHAPS)
                .toList();
        return perhaps.stream().filter(it -> perhaps.size() == 1).filter(soon).findFirst();
    }

    @Override
    public Degree words(Saying.Words words) {
        return said.type() == InboundEvent.Type.TEXT ? degree(sameWords(said.text(), words.text())) : Degree.OTHER;
    }

    /** By its name; the platform may give it another. */
    @Override
    public Degree picture(Saying.Picture picture) {
        if (said.type() != InboundEvent.Type.IMAGE) {
            return Degree.OTHER;
        }
        var name = picture.platformId();
        var named = name != null && said.media().stream().anyMatch(it -> name.equals(it.mediaId()));
        return named ? Degree.SAME : Degree.PERHAPS;
    }

    /** Where the platform gives only an address, the id is a part of it. */
    @Override
    public Degree ownPost(Saying.OwnPost post) {
        var id = post.externalId();
        return degree(said.type() == InboundEvent.Type.SHARE_POST
                && said.media().stream().anyMatch(it -> names(it, id)));
    }

    private static boolean names(Media media, String post) {
        return media.mediaId() == null
                ? media.url() != null
                        && Stream.of(media.url().getPath().split("/")).anyMatch(post::equals)
                : media.mediaId().equals(post);
    }

    /** Not by the ids of its buttons: lists leave them out. */
    @Override
    public Degree card(Saying.Card card) {
        return degree(said.type() == InboundEvent.Type.TEMPLATE
                && sameWords(said.text(), card.title())
                && titles(said.buttons()).equals(titles(card.buttons())));
    }

    private static List<String> titles(List<CardButton> buttons) {
        return buttons.stream().map(it -> it.title().strip()).toList();
    }

    private static boolean sameWords(@Nullable String one, String other) {
        return one != null && one.strip().equals(other.strip());
    }

    private static Degree degree(boolean same) {
        return same ? Degree.SAME : Degree.OTHER;
    }
}
