package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.Picture;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** A form with a file, as browsers send it. TikTok's gateway refuses a file without a name or a type. */
final class Multipart {

    private final String boundary = "tributary-" + UUID.randomUUID();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Multipart(Map<String, String> fields, String fileField, Picture picture) {
        fields.forEach((name, value) -> {
            head("form-data; name=\"" + name + "\"", "text/plain; charset=utf-8");
            body.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            line("");
        });
        head("form-data; name=\"" + fileField + "\"; filename=\"" + picture.fileName() + "\"", picture.contentType());
        body.writeBytes(picture.bytes());
        line("");
        line("--" + boundary + "--");
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    byte[] bytes() {
        return body.toByteArray();
    }

    private void head(String disposition, String type) {
        line("--" + boundary);
        line("Content-Disposition: " + disposition);
        line("Content-Type: " + type);
        line("");
    }

    private void line(String text) {
        body.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
