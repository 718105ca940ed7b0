import { isIP } from "node:net";
import { pointerTo } from "../core/json/json-pointer.ts";
import { isName, nameWords } from "../core/names/name.ts";
import { readTexts } from "../core/report/dataset/recipe/read-texts.ts";
import { RecipeFaults } from "../core/report/dataset/recipe/recipe-faults.ts";
import { engines } from "../core/service/source/source.ts";
import type {
  AthenaConnection,
  Connection,
  Connections,
  HttpConnection,
  PostgresConnection,
  S3Connection,
  SecretPlace,
  StoredSecret,
} from "./connections.ts";

const members: Readonly<Record<Connection["engine"], readonly string[]>> = {
  postgres: ["engine", "host", "port", "database", "user", "password", "ca", "sslmode"],
  http: ["engine", "base", "headers", "ca", "local"],
  s3: ["engine", "bucket", "prefix", "region", "endpoint", "path-style", "local", "role", "external-id"],
  athena: [
    "engine",
    "region",
    "workgroup",
    "catalog",
    "database",
    "output",
    "endpoint",
    "output-endpoint",
    "path-style",
    "local",
    "role",
    "external-id",
  ],
};

/** What AWS calls a role: `arn:aws:iam::123456789012:role/folder/name`. */
const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/;

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
  if (engine === "s3") return parseS3(faults.object(value, at, members.s3), at, faults);
  if (engine === "athena") return parseAthena(faults.object(value, at, members.athena), at, faults);
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
    ...(ca !== undefined && { ca: parseCertificates(ca, pointerTo(at, "ca"), faults) }),
    plain: sslmode === "disable",
  };
}

/** `true` and `false` are texts in the file. */
function parseFlag(
  given: Readonly<Record<string, unknown>>,
  member: string,
  at: string,
  faults: RecipeFaults,
): boolean {
  const { [member]: value = "false" } = given;
  if (value !== "true" && value !== "false")
    faults.refuse(pointerTo(at, member), "invalid-member", "This is true or false", value, ["true", "false"]);
  return value === "true";
}

function matches(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text);
}

/** Whether a prefix of keys ends in a slash and leads nowhere else. */
function isPlace(text: string): boolean {
  return text.endsWith("/") && !text.split(/[/\\]/).some((step) => step === "." || step === "..");
}

function parseS3(given: Readonly<Record<string, unknown>>, at: string, faults: RecipeFaults): S3Connection {
  const local = parseFlag(given, "local", at, faults);
  const read = (member: string, isRight: (text: string) => boolean, fault: string, allowed: string): string => {
    const text = faults.text(given[member], pointerTo(at, member), 2000);
    if (text !== "" && !isRight(text)) faults.refuse(pointerTo(at, member), "invalid-member", fault, text, allowed);
    return text;
  };
  const { prefix = "", region, endpoint, role, "external-id": externalId } = given;
  if (externalId !== undefined && role === undefined)
    faults.refuse(pointerTo(at, "external-id"), "invalid-member", "This goes with a role", externalId);
  return {
    engine: "s3",
    bucket: read(
      "bucket",
      matches(/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/),
      "This is no name of a bucket",
      "acme-exports",
    ),
    prefix: prefix === "" ? "" : read("prefix", isPlace, "A place in the bucket ends in a slash", "exports/sales/"),
    ...(region !== undefined && {
      region: read("region", matches(/^[a-z0-9-]{1,50}$/), "This is no region", "eu-central-1"),
    }),
    ...(endpoint !== undefined && {
      endpoint: read(
        "endpoint",
        (text) => isBase(text.endsWith("/") ? text : `${text}/`, local),
        "This is no address of a server",
        "https://host; http only with local: true",
      ),
    }),
    pathStyle: parseFlag(given, "path-style", at, faults),
    ...(role !== undefined && {
      role: read("role", matches(roleArn), "This is no ARN of a role", "arn:aws:iam::123456789012:role/name"),
    }),
    ...(externalId !== undefined && {
      externalId: read(
        "external-id",
        matches(/^[\w+=,.@:/-]{2,1224}$/),
        "This is no external id",
        "2 to 1,224 letters",
      ),
    }),
  };
}

function parseAthena(given: Readonly<Record<string, unknown>>, at: string, faults: RecipeFaults): AthenaConnection {
  const { region, workgroup = "primary", catalog, database, output, endpoint } = given;
  const read = (member: string, value: unknown, isRight: RegExp, fault: string, allowed: string): string => {
    const text = faults.text(value, pointerTo(at, member), 2000);
    if (text !== "" && !isRight.test(text))
      faults.refuse(pointerTo(at, member), "invalid-member", fault, text, allowed);
    return text;
  };
  const place = read(
    "output",
    output,
    /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/(?:[\w.=-]+\/)+$/,
    "This is no place in a bucket",
    "s3://acme-athena/broadsheet/, with a slash at its end",
  );
  if (place !== "" && !isPlace(place))
    faults.refuse(pointerTo(at, "output"), "invalid-member", "This leads elsewhere", place, "s3://bucket/prefix/");
  const [, bucket = "", prefix = ""] = /^s3:\/\/([^/]+)\/(.*)$/.exec(place) ?? [];
  const own = { bucket: "bucket", region, ...pick(given, ["path-style", "local", "role", "external-id"]) };
  const { "output-endpoint": outputEndpoint } = given;
  const s3 = parseS3({ ...own, ...(outputEndpoint !== undefined && { endpoint: outputEndpoint }) }, at, faults);
  const local = given["local"] === "true";
  const server = endpoint === undefined ? undefined : faults.text(endpoint, pointerTo(at, "endpoint"), 2000);
  if (server !== undefined && server !== "" && !isBase(server.endsWith("/") ? server : `${server}/`, local))
    faults.refuse(
      pointerTo(at, "endpoint"),
      "invalid-member",
      "This is no address of a server",
      server,
      "https://host; http only with local: true",
    );
  return {
    engine: "athena",
    region: read("region", region, /^[a-z0-9-]{1,50}$/, "This is no region", "eu-central-1"),
    workgroup: read("workgroup", workgroup, /^[\w.-]{1,128}$/, "This is no name of a workgroup", "primary"),
    ...(catalog !== undefined && {
      catalog: read("catalog", catalog, /^[\w@.-]{1,256}$/, "This is no name of a catalog", "AwsDataCatalog"),
    }),
    database: read("database", database, /^[^\p{Cc}"'`]{1,255}$/u, "This is no name of a database", "sales"),
    ...(server !== undefined && { athena: server }),
    output: { ...s3, bucket, prefix },
  };
}

function pick(given: Readonly<Record<string, unknown>>, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(names.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
}

function parseHttp(given: Readonly<Record<string, unknown>>, at: string, faults: RecipeFaults): HttpConnection {
  const { headers = {}, ca } = given;
  const local = parseFlag(given, "local", at, faults);
  const base = faults.text(given["base"], pointerTo(at, "base"), 2000);
  if (base !== "" && !isBase(base, local))
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
    ...(ca !== undefined && { ca: parseCertificates(ca, pointerTo(at, "ca"), faults) }),
    local,
  };
}

function parseSecret(value: unknown, at: string, faults: RecipeFaults): SecretPlace {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const given = isObject ? faults.object(value, at, ["file", "env", "secret", "field"]) : {};
  const { file, env, secret, field } = given;
  const places = [file, env, secret].filter((place) => place !== undefined).length;
  if (places !== 1 || (field !== undefined && secret === undefined)) {
    const allowed = "{file: path}, {env: NAME}, or {secret: ARN} with a field";
    // What was given in its place may be the secret itself, and is not repeated.
    faults.refuse(at, "invalid-member", "A secret is named by its place", "…", allowed);
    return { env: "" };
  }
  if (secret !== undefined) return parseStored(given, at, faults);
  return file === undefined
    ? { env: faults.text(env, pointerTo(at, "env"), 200) }
    : { file: faults.text(file, pointerTo(at, "file"), 2000) };
}

function parseStored(given: Readonly<Record<string, unknown>>, at: string, faults: RecipeFaults): StoredSecret {
  const { secret, field } = given;
  const arn = faults.text(secret, pointerTo(at, "secret"), 2000);
  if (arn !== "" && !/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+$/.test(arn))
    // A secret itself may have been given.
    faults.refuse(
      pointerTo(at, "secret"),
      "invalid-member",
      "This is no ARN of a secret",
      "…",
      "arn:aws:secretsmanager:…",
    );
  return { secret: arn, ...(field !== undefined && { field: faults.text(field, pointerTo(at, "field"), 200) }) };
}

/** Certificates: a file, or a secret. */
function parseCertificates(value: unknown, at: string, faults: RecipeFaults): string | StoredSecret {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return faults.text(value, at, 2000);
  return parseStored(faults.object(value, at, ["secret", "field"]), at, faults);
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
