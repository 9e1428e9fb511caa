# One small image: the program, its certificates for outgoing mail and login,
# and nothing else.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /out/tiltak ./cmd/tiltak \
 && install -d -o 65532 -g 65532 /out/data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/tiltak /tiltak
COPY --from=build --chown=65532:65532 /out/data /data
COPY LICENSE /LICENSE
# A user without a name, a home or a shell.
USER 65532:65532
WORKDIR /data
VOLUME /data
EXPOSE 8080
ENV TILTAK_LISTEN=0.0.0.0:8080
ENTRYPOINT ["/tiltak"]
CMD ["serve"]
