import { BroadsheetError, errorKinds } from "../../errors.ts";
import type { Attempt, Claim, Outcome } from "./records.ts";

type Members = Readonly<Record<string, unknown>>;

/** Problem code for a record that cannot be read. */
const corruptRecord = "corrupt-record";

/** @throws BroadsheetError `unavailable`, code `corrupt-record`, naming the key and the faulty member */
export function parseClaim(key: string, body: Uint8Array): Claim {
  const record = members(key, body);
  need(key, record, "created", isTime);
  need(key, record, "owner", isText);
  need(key, record, "caller", (value) => value === undefined || (isMembers(value) && isText(value["name"])));
  need(key, record, "accepted", (value) => isMembers(value) && isText(value["id"]) && isMembers(value["template"]));
  return record as unknown as Claim;
}

/** @throws BroadsheetError `unavailable`, code `corrupt-record` */
export function parseAttempt(key: string, body: Uint8Array): Attempt {
  const record = members(key, body);
  need(key, record, "attempt", isCount);
  need(key, record, "owner", isText);
  need(key, record, "started", isTime);
  need(key, record, "until", isTime);
  for (const name of ["run", "engine"]) need(key, record, name, isTextOrAbsent);
  need(key, record, "progress", (value) => value === undefined || (isMembers(value) && isText(value["stage"])));
  need(key, record, "ended", (value) => value === undefined || (isFailure(value) && isTime(value["retryAt"])));
  return record as unknown as Attempt;
}

/** @throws BroadsheetError `unavailable`, code `corrupt-record` */
export function parseOutcome(key: string, body: Uint8Array): Outcome {
  const record = members(key, body);
  need(key, record, "state", (value) => ["ready", "failed", "deleted", "expired"].includes(value as string));
  need(key, record, "finished", isTime);
  const state = record["state"] as Outcome["state"];
  if (state === "deleted" || state === "expired") {
    need(key, record, "created", isTime);
    return record as unknown as Outcome;
  }
  need(key, record, "attempts", (value) => value === 0 || isCount(value));
  need(key, record, "engine", isTextOrAbsent);
  need(key, record, "cost", (value) => value === undefined || isMembers(value));
  if (state === "ready") {
    for (const name of ["title", "sha256"]) need(key, record, name, isText);
    for (const name of ["pages", "bytes"]) need(key, record, name, isCount);
    need(key, record, "timings", isMembers);
    need(key, record, "warnings", Array.isArray);
  } else {
    need(key, record, "final", (value) => typeof value === "boolean");
    if (!isFailure(record)) throw corrupt(key, "its kind or problems are missing");
  }
  return record as unknown as Outcome;
}

/** Serialises a record. */
export function writeRecord(record: Claim | Attempt | Outcome): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(record));
}

function members(key: string, body: Uint8Array): Members {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (error) {
    throw corrupt(key, "it is not JSON", error);
  }
  if (!isMembers(value)) throw corrupt(key, "it is not an object");
  return value;
}

function need(key: string, record: Members, name: string, is: (value: unknown) => boolean): void {
  if (!is(record[name])) throw corrupt(key, `its member "${name}" is missing or invalid`);
}

function corrupt(key: string, fault: string, cause?: unknown): BroadsheetError {
  return new BroadsheetError(
    "unavailable",
    { code: corruptRecord, message: `The stored record ${key} cannot be read: ${fault}`, seen: key },
    { cause },
  );
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFailure(value: unknown): value is Members {
  return isMembers(value) && isText(value["kind"]) && Object.hasOwn(errorKinds, value["kind"]) && Array.isArray(value["problems"]);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || isText(value);
}

function isTime(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
