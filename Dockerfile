# The image of Broadsheet: `docker build -t broadsheet .`, or by compose.yaml. docs/operations.md says how to run it.
ARG NODE_IMAGE=docker.io/library/node:24-trixie-slim

# The packages, from these sources. Another folder of them may stand in: --build-context packages=build/package.
FROM ${NODE_IMAGE} AS built
WORKDIR /source
COPY . .
RUN npm ci --no-audit --no-fund && npm run package -- --out /packages

FROM scratch AS packages
COPY --from=built /packages/*.tgz /

# As anyone installs them, without npm in the image that comes out; broadsheet-lambda serves only AWS.
FROM ${NODE_IMAGE} AS installed
RUN --mount=type=bind,from=packages,target=/packages \
    npm install --global --no-audit --no-fund --prefix /opt/broadsheet \
    /packages/broadsheet-[0-9]*.tgz /packages/broadsheet-fonts-cjk-*.tgz && rm -rf /root/.npm

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="Broadsheet" \
      org.opencontainers.image.description="Stored datasets to PDF briefings with charts" \
      org.opencontainers.image.licenses="Apache-2.0"
# Neither npm nor corepack serves; what is not there needs no mending.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* \
    && mkdir /data && chown node:node /data
COPY --from=installed /opt/broadsheet /opt/broadsheet
ENV PATH=/opt/broadsheet/bin:$PATH \
    NODE_ENV=production \
    XDG_CACHE_HOME=/tmp/cache \
    BROADSHEET_FREEZE=off
USER node
WORKDIR /data
VOLUME /data
EXPOSE 8080
# It sends no token. A server may first wait for the lock of one that was killed.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["broadsheet", "health", "--server", "http://127.0.0.1:8080"]
ENTRYPOINT ["broadsheet"]
# Any address but loopback demands tokens; `broadsheet token` makes the file.
CMD ["serve", "--host", "0.0.0.0", "--data-dir", "/data", "--tokens", "/run/secrets/tokens.json"]
