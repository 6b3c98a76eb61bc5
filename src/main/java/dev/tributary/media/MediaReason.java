package dev.tributary.media;

/** Why a picture or video is not here. */
public enum MediaReason {
    /** The platform's host does not give it under the address that the message came with. */
    LINK_EXPIRED,
    TOO_LARGE,
    /** Its bytes are neither a picture nor a video, whatever was said of them. */
    UNKNOWN_TYPE,
    /** Its address leads to a host from which nothing is fetched. */
    HOST_NOT_ALLOWED,
    /** The platform or its host did not answer, time and again. */
    UNREACHABLE,
    /** The platform says that it will not give it. */
    REFUSED,
    /** A post of somebody else's, of which the platform tells nothing. */
    NO_COVER,
    /** The account has to be connected again first. */
    DISCONNECTED,
    /** It was here, and the place for media has lost it. */
    LOST
}
