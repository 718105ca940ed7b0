import { App } from "aws-cdk-lib";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultMemory } from "../../../infra/settings/function-memory.ts";
import { keys as rules } from "../../../infra/settings/setting-rules.ts";
import { readSettings, type Settings } from "../../../infra/settings/settings.ts";

const { context: documented } = JSON.parse(readFileSync(join(import.meta.dirname, "../../../cdk.json"), "utf8")) as {
  context: Record<string, unknown>;
};
const read = (context: Record<string, unknown>): Settings => readSettings(new App({ context }).node);

test("cdk.json says what every key is for, and gives the defaults", () => {
  const keys = Object.keys(documented).filter((key) => !/[:/@]/.test(key));
  expect(keys.toSorted()).toEqual(Object.keys(rules).toSorted());
  for (const key of keys) expect(documented[`//${key}`]).toMatch(/\w/);
  for (const key of Object.keys(documented).filter((name) => name.startsWith("//")))
    expect(keys).toContain(key.slice(2));
  expect(read(documented)).toEqual(read({}));
});

test("what -c gives is text, and means the same", () => {
  expect(
    read({ renderMemory: "3008", jwtAudience: "a,b", corsOrigins: "https://x.example", tags: "team=desk,url=a=b" }),
  ).toMatchObject({
    renderMemory: 3008,
    corsOrigins: ["https://x.example"],
    tags: { team: "desk", url: "a=b" },
  });
  expect(read({ authorization: "jwt", jwtIssuer: "https://login.example", jwtAudience: "a,b" }).authorization).toEqual({
    kind: "jwt",
    issuer: "https://login.example",
    audience: ["a", "b"],
    scopePrefix: "",
  });
  expect(read({ domainName: "r.example", certificateArn: "arn:aws:acm:x" }).domain).toEqual({
    name: "r.example",
    certificateArn: "arn:aws:acm:x",
  });
  expect(read({ removalPolicy: "destroy" }).destroyData).toBe(true);
  expect(read({ requireTests: "true" }).requireTests).toBe(true);
  expect(read({ routeLimits: "POST /reports=5:10,GET /reports=50:100", tracing: "false" })).toMatchObject({
    routeLimits: { "POST /reports": { rate: 5, burst: 10 }, "GET /reports": { rate: 50, burst: 100 } },
    tracing: false,
  });
  expect(read({ functionMemory: "ingest=4096,tick=2048" }).functionMemory).toEqual({
    ...defaultMemory,
    ingest: 4096,
    tick: 2048,
  });
});

/** @returns the text of a file of the project */
const textOf = (file: string): string => readFileSync(join(import.meta.dirname, "../../..", file), "utf8");

test("the memory of each function stands where its types, cdk.json and the guide tell of it", () => {
  const told = {
    types: [
      ...textOf("infra/settings/function-memory.ts").matchAll(/@default (\d+) \*\/\n {2}readonly (\w+): number/g),
    ].map(([, memory, name]) => [name, Number(memory)]),
    guide: [...textOf("docs/operations.md").matchAll(/^\| `(\w+)` \| [^|]+ \| ([\d,]+) \|$/gm)].map(
      ([, name, memory]) => [name, Number(memory!.replace(",", ""))],
    ),
    context: [...String(documented["//functionMemory"]).matchAll(/([\w, ]+?) \((\d+)\)/g)].flatMap(
      ([, names, memory]) =>
        [...names!.matchAll(/[a-z]\w+/gi)]
          .map(([name]) => name)
          .filter((name) => name !== "and")
          .map((name) => [name, Number(memory)]),
    ),
  };
  expect(Object.fromEntries(told.types)).toEqual(defaultMemory);
  expect(Object.fromEntries(told.guide)).toEqual(defaultMemory);
  expect(Object.fromEntries(told.context)).toEqual(defaultMemory);
});

test("keys that the CDK's command line adds are not faults", () => {
  expect(
    read({
      "acknowledged-issue-numbers": [34892],
      "cli-telemetry": false,
      "@aws-cdk/core:flag": true,
      "availability-zones:account=1": ["a"],
    }),
  ).toEqual(read({}));
});

test.each([
  ["stackName", "9", /stackName must match/],
  ["authorization", "none", /authorization must be one of iam, jwt, open, not "none"/],
  ["jwtIssuer", "http://x", /jwtIssuer must match/],
  ["scopes", "reports:raed", /scopes may name templates:read, .*, not "reports:raed"/],
  ["corsOrigins", ["https://x.example/path"], /every member of corsOrigins/],
  ["removalPolicy", "snapshot", /removalPolicy must be one of retain, destroy/],
  ["reportRetentionDays", 0, /whole number from 1 to 3650, not 0/],
  ["renderSeconds", "601", /whole number from 5 to 600, not "601"/],
  ["renderSeconds", 7.5, /not 7.5/],
  ["renderConcurrency", 1, /whole number from 2 to 1000/],
  ["mostPublications", 10_001, /whole number from 0 to 10000/],
  ["mostUploads", -1, /whole number from 0 to 10000/],
  ["largestUpload", 1025, /whole number from 4 to 1024, not 1025/],
  ["largestUpload", "2GiB", /whole number from 4 to 1024/],
  ["alarmEmail", "desk", /alarmEmail must match/],
  ["functionMemory", "sweep", /functionMemory\.sweep must be a whole number from 256 to 10240, not null/],
  ["functionMemory", "sweep=1GiB", /functionMemory\.sweep must be a whole number from 256 to 10240, not "1GiB"/],
  ["functionMemory", "sweeper=512", /functionMemory may name .*sweep.*, not "sweeper"/],
  ["functionMemory", null, /functionMemory must be an object/],
  ["logRetentionDays", 31, /one of 1, 3, .*, not 31/],
  [
    "connections",
    { shop: { engine: "mysql" } },
    /connections \/connections\/shop\/engine: There is no such engine \("mysql"\); allowed: .*postgres/,
  ],
  [
    "connections",
    { shop: { engine: "postgres", host: "h", database: "d", user: "u", password: "hunter2" } },
    /^(?!.*hunter2).*shop\/password: A secret is named by its place; allowed: {"secret": ARN}/s,
  ],
  ["tags", { team: 1 }, /tags must be an object of texts/],
  ["certificateArn", "arn:aws:acm:x", /domainName and certificateArn go together/],
  ["rendermemory", 2048, /"rendermemory" is not a Broadsheet setting; the settings are .*renderMemory/],
])("%s=%j is refused", (key, value, reason) => {
  expect(() => read({ [key]: value })).toThrow(reason);
});
