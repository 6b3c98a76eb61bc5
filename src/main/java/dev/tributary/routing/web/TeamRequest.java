package dev.tributary.routing.web;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.identity.AgentId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** @param members all of them: whoever is not named is not in it */
record TeamRequest(
        @NotBlank @Size(max = 100) String name,
        @NotNull @Size(max = 1000) List<@NotNull UUID> members) {

    String title() {
        return name.strip();
    }

    Set<AgentId> people() {
        return members.stream().map(AgentId::new).collect(toUnmodifiableSet());
    }
}
