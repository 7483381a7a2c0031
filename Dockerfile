# The gateway in an image. Any engine builds it, with or without BuildKit:
#   docker build -t acs-token-gateway .
# Where these base images cannot be pulled, name others: a JDK 21 or newer with Maven 3.8 or newer, and a JRE 25 or newer.
ARG BUILD_IMAGE=maven:3.9.11-eclipse-temurin-25
ARG RUNTIME_IMAGE=eclipse-temurin:25.0.3_9-jre-noble

# The jar and its libraries. The libraries change seldom, so Maven packages nothing, with all
# that it takes, before it sees the sources.
FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY pom.xml ./
RUN mvn -q -B -Dmaven.test.skip=true package && rm -rf target
COPY . ./
RUN mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package
# Netty's native transport lies ready: there may be nowhere to unpack it. One date for every file, so that the same sources
# make the same layers.
RUN java scripts/lib/Join.java target/acs-token-gateway.jar /app \
  && cp target/bom.json /app/ \
  && mkdir /app/native \
  && (cd /app/native && jar xf ../lib/dependencies.jar META-INF/native) \
  && mv /app/native/META-INF/native/*.so /app/native/ \
  && rm -r /app/native/META-INF \
  && find /app -exec touch -h -d "@1795305600" {} +

# What runs, but for the AOT cache.
FROM ${RUNTIME_IMAGE} AS plain
COPY --from=build /app/lib /app/lib
COPY --from=build /app/native /app/native
COPY --from=build /app/acs-token-gateway.jar /app/bom.json /app/
WORKDIR /app

# The AOT cache, trained by the very JVM and class path that will use it.
FROM plain AS trained
COPY scripts/lib/train /train
RUN sh /train /app/acs-token-gateway.jar /app/acs-token-gateway.aot

FROM plain
COPY --from=trained /app/acs-token-gateway.aot /app/
# By number, so that Kubernetes can see that it is not root.
USER 10001:10001
ENV LOG_FORMAT=json
EXPOSE 8080 8081
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-jar", "/app/acs-token-gateway.jar", "health"]
# A JVM that cannot use the cache starts without. The thresholds keep the slower compiler out of a start; under load they are
# reached within seconds. More options go into JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-XX:AOTCache=/app/acs-token-gateway.aot", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", \
  "-XX:Tier4InvocationThreshold=50000", "-XX:Tier4CompileThreshold=150000", "--enable-native-access=ALL-UNNAMED", \
  "--sun-misc-unsafe-memory-access=allow", "-Djava.library.path=/app/native", "-jar", "/app/acs-token-gateway.jar"]
CMD ["serve"]
