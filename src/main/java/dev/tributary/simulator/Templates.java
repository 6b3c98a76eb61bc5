package dev.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** The limits of question cards. */
final class Templates {

    private static final int TITLE = 40;
    private static final int BUTTON_ID = 40;

    private Templates() {}

    static JsonNode checked(JsonNode template) {
        var longestButton = switch (template.path("type").asText()) {
            case "QA_BUTTON_CARD" -> 20;
            case "QA_LINK_CARD" -> 40;
            default -> throw ApiRefusal.badParameter("template.type");
        };
        requireLength(template.path("title"), TITLE, "template.title");
        var buttons = template.path("buttons");
        if (!buttons.isArray() || buttons.isEmpty() || buttons.size() > 3) {
            throw ApiRefusal.badParameter("template.buttons");
        }
        for (var button : buttons) {
            if (!button.path("type").asText().equals("REPLY")) {
                throw ApiRefusal.badParameter("template.buttons.type");
            }
            requireLength(button.path("title"), longestButton, "template.buttons.title");
            if (button.has("id")) {
                requireLength(button.path("id"), BUTTON_ID, "template.buttons.id");
            }
        }
        return template;
    }

    private static void requireLength(JsonNode text, int longest, String name) {
        if (!text.isTextual() || text.textValue().isBlank() || text.textValue().length() > longest) {
            throw ApiRefusal.badParameter(name);
        }
    }
}
