import { expect, test } from "vitest";
import { BroadsheetError, type Problem } from "../../functions/core/errors.ts";
import { parseSource } from "../../functions/core/service/source/door/parse-source.ts";
import { usualLimits } from "../../functions/core/service/source/source.ts";
import { machineTimeZones } from "../../functions/adapters/machine-time-zones.ts";
import { parseConnections } from "../../functions/source/parse-connections.ts";

function problemsOf(work: () => unknown): readonly Problem[] {
  try {
    work();
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
  return [];
}

const query = "engine: postgres\nconnection: shop\nquery: SELECT 1\n";
const asked = "engine: athena\nconnection: lake\nquery: SELECT 1\n";
const path = (text: string): string => `engine: http\nconnection: web\npath: ${JSON.stringify(text)}\n`;

const objects = (text: string): string => `engine: s3\nconnection: bucket\n${text}`;

test("a definition gets the usual limits, and keeps what it says", () => {
  expect(parseSource(query)).toEqual({
    engine: "postgres",
    connection: "shop",
    query: "SELECT 1",
    limits: usualLimits,
  });
  const whole = `${query}order: [day, id]\nlimits: { rows: 10, minutes: 15 }\nrefresh: { schedule: 0 6 * * *, timezone: Asia/Shanghai }\n`;
  expect(parseSource(whole, machineTimeZones)).toMatchObject({
    order: ["day", "id"],
    limits: { rows: 10, bytes: usualLimits.bytes, minutes: 15 },
    refresh: { schedule: "0 6 * * *", timezone: "Asia/Shanghai" },
  });
});

/** Definition → the pointer at which it is refused. */
const refused: readonly (readonly [string, string])[] = [
  ["connection: shop\n", "/engine"],
  ["engine: bash\nconnection: shop\ncommand: ls\n", "/command"],
  [query.replace("shop", "Shop!"), "/connection"],
  ["engine: postgres\nconnection: shop\n", "/query"],
  [`${query}path: a.csv\n`, "/path"],
  [`${query}password: word\n`, "/password"],
  [`${query}order: [day, day]\n`, "/order/1"],
  [`${query}order: []\n`, "/order"],
  [`${query}iceberg: [orders]\n`, "/iceberg"],
  ...["a.b.c", "a b", "a$refs", 'a"b', "a;"].map(
    (table) => [`${asked}iceberg: [n, ${JSON.stringify(table)}]\n`, "/iceberg/1"] as const,
  ),
  [`${asked}iceberg: [sales.orders, web.Orders]\n`, "/iceberg/1"],
  [`${asked}iceberg: []\n`, "/iceberg"],
  [`${query}limits: { rows: 0 }\n`, "/limits/rows"],
  [`${query}limits: { minutes: 16 }\n`, "/limits/minutes"],
  [`${query}limits: { bytes: 1e3 }\n`, "/limits/bytes"],
  [`${query}refresh: { every: 59s }\n`, "/refresh/every"],
  [`${query}refresh: { every: 0s }\n`, "/refresh/every"],
  [`${query}refresh: { every: hourly }\n`, "/refresh/every"],
  [`${query}refresh: { every: 1h, schedule: 0 6 * * * }\n`, "/refresh"],
  [`${query}refresh: {}\n`, "/refresh"],
  [`${query}refresh: { schedule: 0 6 31 2 * }\n`, "/refresh/schedule"],
  [`${query}refresh: { schedule: soon }\n`, "/refresh/schedule"],
  [`${query}refresh: { schedule: 0 6 * * *, timezone: Asia/Peking }\n`, "/refresh/timezone"],
  ...[
    "../a.csv",
    "a/../../b.csv",
    "/a.csv",
    "//host/a.csv",
    "https://host/a.csv",
    "a\\b.csv",
    "%2e%2e/a.csv",
    "..%2fa.csv",
    "a/..%2F..%2Fsecret.csv",
    "a%5C..%5cb.csv",
    ".%2e%2Fa.csv",
    "a b.csv",
    "a#b",
  ].map((text) => [path(text), "/path"] as const),
  [`${path("a.csv")}format: pdf\n`, "/format"],
  [`${path("a.csv")}query: SELECT 1\n`, "/query"],
  [`${path("a.csv")}prefix: a\n`, "/prefix"],
  [objects(""), ""],
  [objects("path: a.csv\nprefix: a\n"), ""],
  [objects("path: a.csv\nsuffix: .csv\n"), ""],
  [objects("path: a.csv\npartitions: [year]\n"), ""],
  [objects("prefix: a/\npartitions: year\n"), "/partitions"],
  [objects("prefix: a/\npartitions: [year, Year]\n"), "/partitions/1"],
  [objects("prefix: a/\npartitions: [year=2026]\n"), "/partitions/0"],
  [objects("prefix: a\nquery: SELECT 1\n"), "/query"],
  [objects("prefix: a\norder: [a]\n"), "/order"],
  ...["../a.csv", "a/../b.csv", "a/./b.csv", "..", "a\\..\\b", "ü".repeat(513)].map(
    (text) => [objects(`path: ${JSON.stringify(text)}\n`), "/path"] as const,
  ),
  [objects("prefix: ../\n"), "/prefix"],
];

test("a source of the engine s3 names an object or a prefix, whatever is in a key", () => {
  const key = "a b/+%2F?x=1#y//ü.csv";
  expect(parseSource(objects(`path: ${JSON.stringify(key)}\n`))).toMatchObject({ engine: "s3", path: key });
  expect(parseSource(objects("prefix: ''\nsuffix: .csv\n"))).toMatchObject({ prefix: "", suffix: ".csv" });
  expect(parseSource(objects("prefix: a/\npartitions: [year, region]\n"))).toMatchObject({
    partitions: ["year", "region"],
  });
  expect(parseSource(objects("prefix: 2026/\nformat: csv\n"))).toMatchObject({ prefix: "2026/", format: "csv" });
});

test("what follows a question mark leads nowhere, whatever is in it", () => {
  expect(parseSource(path("a.csv?of=x%2Fy%5cz"))).toMatchObject({ path: "a.csv?of=x%2Fy%5cz" });
});

test.for(refused)("%j is refused at %s", ([text, pointer]) => {
  const problems = problemsOf(() => parseSource(text, machineTimeZones));
  expect(problems.map(({ where }) => where?.pointer)).toContain(pointer);
  expect(problems[0]?.where).toMatchObject({ line: expect.any(Number) as number });
});

const shop = "engine: postgres, host: db.example.org, database: shop, user: reader";
const connection = (text: string): string => `connections: { one: { ${text} } }`;

test("connections name the places of their secrets", () => {
  const found = parseConnections(connection(`${shop}, password: { file: /run/word }`));
  expect(found.get("one")).toEqual({
    engine: "postgres",
    host: "db.example.org",
    port: 5432,
    database: "shop",
    user: "reader",
    password: { file: "/run/word" },
    plain: false,
  });
});

test("a bucket is named with its place, and no secret", () => {
  const role = "arn:aws:iam::123456789012:role/teams/reader";
  const text = `engine: s3, bucket: acme-exports, prefix: sales/, region: eu-central-1, role: "${role}", external-id: ours`;
  expect(parseConnections(connection(text)).get("one")).toEqual({
    engine: "s3",
    bucket: "acme-exports",
    prefix: "sales/",
    region: "eu-central-1",
    pathStyle: false,
    role,
    externalId: "ours",
  });
  const lake =
    'engine: athena, region: eu-central-1, database: sales, output: "s3://acme-athena/broadsheet/", role: "arn:aws:iam::123456789012:role/lake"';
  expect(parseConnections(connection(lake)).get("one")).toEqual({
    engine: "athena",
    region: "eu-central-1",
    workgroup: "primary",
    database: "sales",
    output: {
      engine: "s3",
      bucket: "acme-athena",
      prefix: "broadsheet/",
      region: "eu-central-1",
      pathStyle: false,
      role: "arn:aws:iam::123456789012:role/lake",
    },
  });
  const other = 'engine: s3, bucket: x1, endpoint: "http://minio:9000", path-style: true, local: true';
  expect(parseConnections(connection(other)).get("one")).toEqual({
    engine: "s3",
    bucket: "x1",
    prefix: "",
    endpoint: "http://minio:9000",
    pathStyle: true,
  });
});

const wrong: readonly (readonly [string, string])[] = [
  [connection(`${shop}, password: word`), "/connections/one/password"],
  [connection(`${shop}, sslmode: disable`), "/connections/one/sslmode"],
  [connection(`${shop}, sslmode: require`), "/connections/one/sslmode"],
  [connection(`${shop}, port: 70000`), "/connections/one/port"],
  [connection("engine: s3"), "/connections/one/bucket"],
  [connection("engine: s3, bucket: a/b"), "/connections/one/bucket"],
  [connection("engine: s3, bucket: ab, prefix: sales"), "/connections/one/prefix"],
  [connection("engine: s3, bucket: ab, prefix: a/../"), "/connections/one/prefix"],
  [connection("engine: s3, bucket: ab, region: EU!"), "/connections/one/region"],
  [connection('engine: s3, bucket: ab, endpoint: "http://minio:9000"'), "/connections/one/endpoint"],
  [connection("engine: s3, bucket: ab, role: reader"), "/connections/one/role"],
  [connection("engine: s3, bucket: ab, external-id: ours"), "/connections/one/external-id"],
  [connection("engine: s3, bucket: ab, path-style: maybe"), "/connections/one/path-style"],
  [connection("engine: s3, bucket: ab, secret: word"), "/connections/one/secret"],
  [connection("engine: shell, command: ls"), "/connections/one/engine"],
  [connection('engine: http, base: "http://example.org/"'), "/connections/one/base"],
  [connection('engine: http, base: "https://example.org/exports"'), "/connections/one/base"],
  [connection('engine: http, base: "https://anna:word@example.org/"'), "/connections/one/base"],
  [connection('engine: http, base: "https://example.org/", headers: { host: other }'), "/connections/one/headers/host"],
  ...(
    [
      ["output: 's3://acme/'", "output"],
      ["output: 's3://acme/it''s/'", "output"],
      ["output: 's3://acme/x/../y/'", "output"],
      ["output: https://acme/x/", "output"],
      ["output: s3://acme/x/, workgroup: a b", "workgroup"],
      ["output: s3://acme/x/, endpoint: http://127.0.0.1/", "endpoint"],
      ["output: s3://acme/x/, bucket: other", "bucket"],
    ] as const
  ).map(
    ([text, member]) =>
      [connection(`engine: athena, region: eu-central-1, database: d, ${text}`), `/connections/one/${member}`] as const,
  ),
  ["connections: { Shop: { engine: http, base: 'https://example.org/' } }", "/connections/Shop"],
];

test.for(wrong)("connections %j are refused at %s, and no secret is repeated", ([text, pointer]) => {
  const problems = problemsOf(() => parseConnections(text));
  expect(problems.map(({ where }) => where?.pointer)).toContain(pointer);
  if (text.includes("password: word")) expect(JSON.stringify(problems)).not.toContain('"word"');
});
