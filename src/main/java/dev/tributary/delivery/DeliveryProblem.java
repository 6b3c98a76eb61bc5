package dev.tributary.delivery;

import dev.tributary.platform.problem.ProblemType;

/** What can go wrong with replies on their way out. */
enum DeliveryProblem implements ProblemType {
    NOT_UNCERTAIN("not-uncertain", 409, "It is known what became of the message"),
    NOWHERE_TO_LOOK("nowhere-to-look", 409, "TikTok does not say where a private reply would be"),
    PLATFORM_BUSY("platform-busy", 503, "TikTok takes no more questions for now");

    private final String slug;
    private final int status;
    private final String title;

    DeliveryProblem(String slug, int status, String title) {
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
