import { Token } from "aws-cdk-lib";
import { everyScope } from "../../functions/core/service/access/scopes.ts";
import { type CanaryPlan, canaryPlans } from "./canary-plans.ts";
import type { ProcessorName } from "../code/native-package.ts";
import { defaultMemory, leastMemory, type MemoryOfFunctions, mostMemory } from "./function-memory.ts";
import { faultOfConnections, type SourceConnection } from "./source-connection.ts";

/** Retention times that CloudWatch Logs allows, days. */
export const logRetentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

type Read<T> = (value: unknown, key: string) => T;

/**
 * The settings by the keys of the context, with their rules and defaults. What only a deployment will know, a token of
 * the CDK, passes every rule for texts.
 */
export const keys = {
  stackName: text("Broadsheet", /^[A-Za-z][A-Za-z0-9-]{0,127}$/),
  architecture: oneOf<ProcessorName>("arm64", "x86_64"),
  authorization: oneOf("iam", "jwt", "open"),
  jwtIssuer: text("", /^(?:https:\/\/\S+)?$/),
  jwtAudience: list(/^\S+$/),
  jwtScopePrefix: text("", /^\S*$/),
  scopes: someOf(everyScope),
  corsOrigins: list(/^(?:https?:\/\/[^\s/]+|\*)$/),
  domainName: text("", /^(?:[a-z0-9-]+\.)*[a-z0-9-]*$/),
  certificateArn: text("", /^(?:arn:\S+)?$/),
  studio: yesOrNo(),
  studioClientId: text("", /^\S*$/),
  studioScopePrefix: text("", /^\S*$/),
  studioSignInOrigins: list(/^https:\/\/[^\s/]+$/),
  lockedOrigin: yesOrNo(),
  webAclArn: text("", /^(?:arn:\S+:global\/webacl\/\S+)?$/),
  templatesDir: text("templates", /./),
  requireTests: yesOrNo(),
  mostPublications: whole(1000, 0, 10_000),
  mostWebhooks: whole(1000, 0, 1000),
  mostUploads: whole(1000, 0, 10_000),
  largestUpload: whole(256, 4, 1024),
  bucketName: text("", /^(?:[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$/),
  encryptionKeyArn: text("", /^(?:arn:\S+:key\/\S+)?$/),
  removalPolicy: oneOf("retain", "destroy"),
  reportRetentionDays: whole(90, 1, 3650),
  logRetentionDays: whole(30, 1, 3653),
  renderMemory: whole(2048, 1024, mostMemory),
  renderSeconds: whole(60, 5, 600),
  renderConcurrency: whole(10, 2, 1000),
  batchConcurrency: whole(10, 2, 1000),
  batchPacks: yesOrNo(),
  waitingConcurrency: whole(0, 0, 1000),
  previewConcurrency: whole(0, 0, 1000),
  apiMemory: whole(1024, 512, mostMemory),
  functionMemory: functionMemory(),
  tracing: yesOrNo(true),
  canary: oneOf<CanaryPlan>(...canaryPlans),
  alarms: yesOrNo(true),
  throttleRate: whole(50, 1, 10_000),
  throttleBurst: whole(100, 1, 10_000),
  routeLimits: routeLimits(),
  alarmEmail: text("", /^(?:\S+@\S+)?$/),
  mailFrom: text("", /^(?:[^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)?$/),
  connections: connections(),
  copyTargets: list(/^s3:\/\/[a-z0-9][a-z0-9.-]+(?:\/[^\s*?,]+)?$/),
  tags: record(),
} satisfies Readonly<Record<string, Read<unknown>>>;

function connections(): Read<Readonly<Record<string, SourceConnection>>> {
  return (value = {}, key) => {
    const given: unknown = typeof value === "string" ? parseJson(value) : value;
    const fault = faultOfConnections(given);
    if (fault === undefined) return given as Readonly<Record<string, SourceConnection>>;
    throw new Error(`${key} ${fault}`);
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function fits(pattern: RegExp, value: string): boolean {
  return Token.isUnresolved(value) || pattern.test(value);
}

function text(otherwise: string, pattern: RegExp): Read<string> {
  return (value = otherwise, key) => {
    if (typeof value === "string" && fits(pattern, value)) return value;
    throw new Error(`${key} must match ${pattern.source}, not ${JSON.stringify(value)}`);
  };
}

/** One of the values; the first is the default. */
function oneOf<T extends string>(...allowed: readonly T[]): Read<T> {
  return (value = allowed[0], key) => {
    if (allowed.includes(value as T)) return value as T;
    throw new Error(`${key} must be one of ${allowed.join(", ")}, not ${JSON.stringify(value)}`);
  };
}

function yesOrNo(otherwise = false): Read<boolean> {
  return (value = otherwise, key) => {
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    throw new Error(`${key} must be one of true, false, not ${JSON.stringify(value)}`);
  };
}

/** A JSON array, or its members separated by commas. */
function list(pattern: RegExp): Read<readonly string[]> {
  return (value = [], key) => {
    const members: readonly unknown[] = Array.isArray(value) ? value : String(value).split(",").filter(Boolean);
    if (members.every((member): member is string => typeof member === "string" && fits(pattern, member)))
      return members;
    throw new Error(`every member of ${key} must match ${pattern.source}, not ${JSON.stringify(value)}`);
  };
}

/** Some of the values; none given means all. */
function someOf<T extends string>(allowed: readonly T[]): Read<readonly T[]> {
  const read = list(/^/);
  return (value, key) => {
    const members = read(value, key);
    const unknown = members.filter((member) => !allowed.includes(member as T));
    if (unknown.length > 0)
      throw new Error(
        `${key} may name ${allowed.join(", ")}, not ${unknown.map((member) => JSON.stringify(member)).join(", ")}`,
      );
    return members.length === 0 ? allowed : allowed.filter((member) => members.includes(member));
  };
}

function whole(otherwise: number, least: number, most: number): Read<number> {
  return (value = otherwise, key) => {
    const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
    if (Number.isSafeInteger(number) && (number as number) >= least && (number as number) <= most)
      return number as number;
    throw new Error(`${key} must be a whole number from ${least} to ${most}, not ${JSON.stringify(value)}`);
  };
}

/** A JSON object of MiB by function, or `ingest=4096,tick=2048`; functions that it leaves out have their defaults. */
function functionMemory(): Read<MemoryOfFunctions> {
  const names = Object.keys(defaultMemory) as (keyof MemoryOfFunctions)[];
  return (value = {}, key) => {
    const given: unknown = typeof value === "string" ? pairsOf(value) : value;
    if (typeof given !== "object" || given === null || Array.isArray(given))
      throw new Error(`${key} must be an object of MiB by function, not ${JSON.stringify(value)}`);
    const unknown = Object.keys(given).find((name) => !Object.hasOwn(defaultMemory, name));
    if (unknown !== undefined) throw new Error(`${key} may name ${names.join(", ")}, not ${JSON.stringify(unknown)}`);
    const sizes = given as Partial<Readonly<Record<string, unknown>>>;
    return Object.fromEntries(
      names.map((name) => [
        name,
        whole(defaultMemory[name], leastMemory(name), mostMemory)(sizes[name], `${key}.${name}`),
      ]),
    ) as unknown as MemoryOfFunctions;
  };
}

/** `a=b,c=d` as an object. */
function pairsOf(text: string): Readonly<Record<string, string | null>> {
  const pairs = text.split(",").filter(Boolean);
  return Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s)).map(([name, value]) => [name!, value ?? null]));
}

/** Requests per second of one route, and the burst. */
export interface RouteLimit {
  readonly rate: number;
  readonly burst: number;
}

/** A JSON object of limits by route, or `POST /reports=5:10,GET /reports=50:100`. */
function routeLimits(): Read<Readonly<Record<string, RouteLimit>>> {
  const number = whole(0, 1, 10_000);
  return (value = {}, key) => {
    const pairs =
      typeof value === "string"
        ? value
            .split(",")
            .filter(Boolean)
            .map((pair) => pair.split(/=(.*)/s).slice(0, 2))
            .map(([route, limit]) => [route!, { rate: limit?.split(":")[0], burst: limit?.split(":")[1] }] as const)
        : Object.entries(value as Readonly<Record<string, Partial<RouteLimit> | undefined>>);
    return Object.fromEntries(
      pairs.map(([route, limit]) => [
        route,
        {
          rate: number(limit?.rate ?? null, `rate of "${route}" in ${key}`),
          burst: number(limit?.burst ?? null, `burst of "${route}" in ${key}`),
        },
      ]),
    );
  };
}

/** A JSON object of texts, or `a=b,c=d`. */
function record(): Read<Readonly<Record<string, string>>> {
  return (value = {}, key) => {
    const pairs =
      typeof value === "string"
        ? value
            .split(",")
            .filter(Boolean)
            .map((pair) => pair.split(/=(.*)/s).slice(0, 2))
        : Object.entries(value as object);
    if (pairs.every(([name, member]) => typeof name === "string" && name !== "" && typeof member === "string"))
      return Object.fromEntries(pairs) as Record<string, string>;
    throw new Error(`${key} must be an object of texts, not ${JSON.stringify(value)}`);
  };
}
