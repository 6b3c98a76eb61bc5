# The server. Build the application first, then the image:
#   ./mvnw -Dquick package -DskipTests && docker build -t tributary .
ARG BASE_IMAGE=eclipse-temurin:17-jre
FROM ${BASE_IMAGE}

# A fixed number, so that the owner of a mounted folder can be set from outside.
RUN groupadd --system --gid 10001 tributary \
    && useradd --system --uid 10001 --gid 10001 --home-dir /var/lib/tributary --create-home --shell /usr/sbin/nologin tributary

WORKDIR /opt/tributary
# What changes least comes first: a new version of the server is a small layer.
COPY target/quarkus-app/lib/ lib/
COPY target/quarkus-app/quarkus/ quarkus/
COPY target/quarkus-app/app/ app/
COPY target/quarkus-app/quarkus-run.jar quarkus-run.jar

ENV LANG=C.UTF-8 \
    QUARKUS_HTTP_HOST=0.0.0.0 \
    TRIBUTARY_DATABASE_DIRECTORY=/var/lib/tributary \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"

USER 10001:10001
VOLUME /var/lib/tributary
EXPOSE 8080

# Bash opens the connection itself, because a base image need not have curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /q/health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]

ENTRYPOINT ["java", "-jar", "/opt/tributary/quarkus-run.jar"]
