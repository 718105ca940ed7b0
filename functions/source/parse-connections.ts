import { isIP } from "node:net";
import { pointerTo } from "../core/json/json-pointer.ts";
import { isName, nameWords } from "../core/names/name.ts";
import { readTexts } from "../core/report/dataset/recipe/read-texts.ts";
import { RecipeFaults } from "../core/report/dataset/recipe/recipe-faults.ts";
import { engines } from "../core/service/source/source.ts";
import type { Connection, Connections, HttpConnection, PostgresConnection, SecretPlace } from "./connections.ts";

const members: Readonly<Record<Connection["engine"], readonly string[]>> = {
  postgres: ["engine", "host", "port", "database", "user", "password", "ca", "sslmode"],
  http: ["engine", "base", "headers", "ca", "local"],
};

/** Headers that the client sets, or by which one request could become two. */
const ownHeaders = /^(?:host|connection|content-.*|transfer-encoding|accept-encoding|if-.*|range|expect|upgrade|te)$/i;

/**
 * Reads the operator's connections: `{connections: {name: {engine, …}}}` in YAML or JSON. Secrets are named by their
 * places, and none is in the text.
 *
 * @throws BroadsheetError `invalid-request` with every fault by JSON pointer, line and column
 */
export function parseConnections(text: string): Connections {
  return readTexts(text, "file of connections", (value) => {
    const faults = new RecipeFaults();
    const given = faults.object(value, "", ["connections"]);
    const named = faults.map(given["connections"], "/connections", (one, at) => parseConnection(one, at, faults));
    for (const name of Object.keys(named))
      if (!isName(name))
        faults.refuse(
          pointerTo("/connections", name),
          "invalid-name",
          "This cannot be the name of a connection",
          name,
          nameWords,
        );
    faults.throwAny();
    return new Map(Object.entries(named));
  });
}

function parseConnection(value: unknown, at: string, faults: RecipeFaults): Connection {
  const { engine } = faults.object(value, at);
  if (engine === "postgres") return parsePostgres(faults.object(value, at, members.postgres), at, faults);
  if (engine === "http") return parseHttp(faults.object(value, at, members.http), at, faults);
  faults.refuse(pointerTo(at, "engine"), "invalid-member", "There is no such engine", engine, engines);
  return { engine: "http", base: "", headers: {}, local: false };
}

function parsePostgres(given: Readonly<Record<string, unknown>>, at: string, faults: RecipeFaults): PostgresConnection {
  const text = (member: string): string => faults.text(given[member], pointerTo(at, member), 255);
  const { port = "5432", password, ca, sslmode = "verify-full" } = given;
  if (typeof port !== "string" || !/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535)
    faults.refuse(pointerTo(at, "port"), "invalid-member", "This is no port", port, "1 to 65535");
  const host = text("host");
  if (sslmode !== "verify-full" && !(sslmode === "disable" && isLoopback(host)))
    faults.refuse(
      pointerTo(at, "sslmode"),
      "invalid-member",
      "The server's certificate and name must be verified, except on this machine",
      sslmode,
      "verify-full, or disable where the host is this machine",
    );
  return {
    engine: "postgres",
    host,
    port: Number(port),
    database: text("database"),
    user: text("user"),
    ...(password !== undefined && { password: parseSecret(password, pointerTo(at, "password"), faults) }),
    ...(ca !== undefined && { ca: text("ca") }),
    plain: sslmode === "disable",
  };
}

function parseHttp(given: Readonly<Record<string, unknown>>, at: string, faults: RecipeFaults): HttpConnection {
  const { headers = {}, ca, local = "false" } = given;
  if (local !== "true" && local !== "false")
    faults.refuse(pointerTo(at, "local"), "invalid-member", "This is true or false", local, ["true", "false"]);
  const base = faults.text(given["base"], pointerTo(at, "base"), 2000);
  if (base !== "" && !isBase(base, local === "true"))
    faults.refuse(
      pointerTo(at, "base"),
      "invalid-member",
      "This is no place below which files are",
      base,
      "https://host/folder/ with a slash at its end; http only with local: true",
    );
  const sent = Object.entries(faults.object(headers, pointerTo(at, "headers"))).map(([name, value]) => {
    const pointer = pointerTo(pointerTo(at, "headers"), name);
    if (!/^[A-Za-z0-9-]{1,100}$/.test(name) || ownHeaders.test(name))
      faults.refuse(pointer, "invalid-name", "This header cannot be given", name, "letters, digits and hyphens");
    return [name.toLowerCase(), typeof value === "string" ? value : parseSecret(value, pointer, faults)] as const;
  });
  return {
    engine: "http",
    base,
    headers: Object.fromEntries(sent),
    ...(ca !== undefined && { ca: faults.text(ca, pointerTo(at, "ca"), 2000) }),
    local: local === "true",
  };
}

function parseSecret(value: unknown, at: string, faults: RecipeFaults): SecretPlace {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const given = isObject ? faults.object(value, at, ["file", "env"]) : {};
  const { file, env } = given;
  if ((file === undefined) === (env === undefined)) {
    // What was given in its place may be the secret itself, and is not repeated.
    faults.refuse(at, "invalid-member", "A secret is named by its place", "…", "{file: path} or {env: NAME}");
    return { env: "" };
  }
  return file === undefined
    ? { env: faults.text(env, pointerTo(at, "env"), 200) }
    : { file: faults.text(file, pointerTo(at, "file"), 2000) };
}

function isBase(text: string, local: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash, pathname } = new URL(text);
  const isKnown = protocol === "https:" || (local && protocol === "http:");
  return isKnown && username === "" && password === "" && search === "" && hash === "" && pathname.endsWith("/");
}

/** Whether a host is this machine. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
