package dev.tributary.store.web;

import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.store.EvidenceConfig;
import dev.tributary.store.EvidenceFileId;
import dev.tributary.store.EvidenceFiles;
import dev.tributary.store.EvidenceFiles.Uploaded;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreId;
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
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** Files that show whose an account is, or how a probation stands. */
@Path("/api/stores/{id}/evidence")
@Authenticated
class EvidenceResource {

    private final StoreAccess access;
    private final CurrentAgent current;
    private final EvidenceFiles files;
    private final EvidenceConfig config;

    EvidenceResource(StoreAccess access, CurrentAgent current, EvidenceFiles files, EvidenceConfig config) {
        this.access = access;
        this.current = current;
        this.files = files;
        this.config = config;
    }

    /** The declared type does not matter: the bytes say what they are. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = "application/pdf", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Uploaded upload(
            StoreId id, @RestHeader(HttpHeaders.CONTENT_DISPOSITION) @Nullable String disposition, InputStream content)
            throws IOException {
        access.require(id, Permission.MANAGE_STORE);
        var most = Math.toIntExact(config.maxSize().asLongValue());
        return files.add(current.id(), id, ContentDisposition.fileName(disposition), content.readNBytes(most + 1));
    }

    /** Never shown within the site, whatever it is: saved, and without any right if a browser opens it all the same. */
    @GET
    @Path("{file}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response download(StoreId id, EvidenceFileId file, @Context HttpServerResponse answer) {
        access.require(id, Permission.MANAGE_STORE);
        var kept = files.get(id, file);
        // In the place of the page's own policy; a header of the Response would come beside it.
        answer.putHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        return Response.ok(kept.bytes(), kept.type())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment(kept.name()))
                .build();
    }
}
