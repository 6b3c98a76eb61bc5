package dev.tributary.platform.web;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Says in the API's description what our records say in Java: {@code @Nullable} may be null, and everything else is there.
 *
 * <p>An answer has all its members, null or not; a request may leave out those that may be null. Which records a schema
 * describes is found by its members, so that two records alike in them are described alike: null wherever one says so.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class RecordSchemas implements OASFilter {

    private static final String OURS = "dev.tributary.";
    private static final String REQUEST = "Request";
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName IGNORED = DotName.createSimple(JsonIgnore.class);

    private final List<ClassInfo> records;

    public RecordSchemas(IndexView index) {
        records = index.getKnownClasses().stream()
                .filter(it -> it.isRecord() && it.name().toString().startsWith(OURS))
                .toList();
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents().getSchemas().forEach(this::describe);
    }

    private void describe(String name, Schema schema) {
        var members = schema.getProperties();
        if (members == null) {
            return;
        }
        var nullable = records.stream()
                .filter(it -> names(it).equals(members.keySet()))
                .flatMap(it -> it.recordComponents().stream())
                .filter(it -> it.type().hasAnnotation(NULLABLE))
                .map(RecordComponentInfo::name)
                .collect(toSet());
        var required = new ArrayList<>(members.keySet());
        if (name.replaceAll("\\d+$", "").endsWith(REQUEST)) {
            required.removeAll(nullable);
        }
        schema.setRequired(required);
        nullable.forEach(it -> schema.addProperty(it, orNull(Objects.requireNonNull(members.get(it)))));
    }

    /** Of what is told: some of a record may be for the server alone. */
    private static Set<String> names(ClassInfo type) {
        return type.recordComponents().stream()
                .map(RecordComponentInfo::name)
                .filter(it -> !type.field(it).hasAnnotation(IGNORED))
                .collect(toSet());
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() != null) {
            return OASFactory.createSchema()
                    .addAnyOf(schema)
                    .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        }
        if (schema.getType() != null && !schema.getType().contains(SchemaType.NULL)) {
            schema.addType(SchemaType.NULL);
        }
        if (schema.getEnumeration() != null && !schema.getEnumeration().contains(null)) {
            return OASFactory.createSchema()
                    .addAnyOf(schema)
                    .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        }
        return schema;
    }
}
