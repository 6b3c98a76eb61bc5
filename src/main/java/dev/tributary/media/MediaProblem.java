package dev.tributary.media;

import dev.tributary.platform.problem.ProblemType;

/** What can go wrong with pictures and videos. */
public enum MediaProblem implements ProblemType {
    UNKNOWN_MEDIA("unknown-media", 404, "No such picture or video"),
    MEDIA_NOT_HERE("media-not-here", 409, "The picture or video is not here"),
    MEDIA_NOT_USABLE("media-not-usable", 422, "This picture cannot be sent"),
    NOT_A_PICTURE("not-a-picture", 415, "This is no picture that can be sent"),
    PICTURE_TOO_LARGE("picture-too-large", 413, "The picture is too large"),
    RANGE_NOT_SATISFIABLE("range-not-satisfiable", 416, "There is no such part");

    private final String slug;
    private final int status;
    private final String title;

    MediaProblem(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
