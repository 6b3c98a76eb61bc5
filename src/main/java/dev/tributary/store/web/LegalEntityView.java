package dev.tributary.store.web;

import dev.tributary.store.LegalEntity;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record LegalEntityView(
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 100) String registrationNumber) {

    LegalEntity value() {
        return new LegalEntity(name.strip(), registrationNumber.strip());
    }
}
