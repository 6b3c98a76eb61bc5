package dev.tributary.media;

/** How far a picture or video has come. */
public enum MediaState {
    /** It is being fetched, or will be. */
    PENDING,
    READY,
    /** It could not be had, and is not tried again by itself. */
    FAILED,
    /** The platform does not give it any more under the address it came with. Asking again may help. */
    EXPIRED
}
