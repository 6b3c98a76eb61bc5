package dev.tributary.media.web;

import dev.tributary.identity.Permission;
import dev.tributary.media.MediaAccess;
import dev.tributary.media.MediaId;
import dev.tributary.media.ShownMedia;
import dev.tributary.media.Uploads;
import dev.tributary.media.Uploads.Upload;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/media")
@Authenticated
class MediaResource {

    private static final int CREATED = 201;

    private final MediaAccess access;
    private final ShownMedia media;
    private final Uploads uploads;

    MediaResource(MediaAccess access, ShownMedia media, Uploads uploads) {
        this.access = access;
        this.media = media;
        this.uploads = uploads;
    }

    /** Attaches a picture. Its type is told from its bytes; whatever the header says of them is not believed. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(CREATED)
    public Upload upload(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "image/*",
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body) {
        return uploads.take(access.requireUploader(), body);
    }

    /** A picture or video, or its thumbnail. */
    @GET
    @Path("{id}")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response show(
            MediaId id,
            @RestQuery @Nullable Size size,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String known,
            @RestHeader("Range") @Nullable String range,
            @Context HttpServerResponse answer) {
        access.require(id, Permission.VIEW);
        var shown = media.find(id, size == Size.thumb);
        MediaAnswer.stricter(answer);
        return MediaAnswer.of(media, shown, known, range);
    }

    /** Has one fetched again that failed or expired. */
    @POST
    @Path("{id}/fetch")
    public void fetchAgain(MediaId id) {
        access.require(id, Permission.REPLY);
        media.fetchAgain(id);
    }

    /** Spelled as in the address. */
    enum Size {
        thumb
    }
}
