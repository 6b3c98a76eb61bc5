package dev.tributary.connector.tiktokbusiness.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data of {@code business/message/capabilities/get/}. */
public record CapabilityAnswer(@Nullable List<@Nullable Item> capabilityInfos) {

    public record Item(
            @Nullable String capabilityType, @Nullable Boolean capabilityResult) {}
}
