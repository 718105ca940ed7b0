import { corruptObject } from "../../../errors.ts";
import { isCount, isMembers, isText, isTextOrAbsent, isTime, type Members } from "./member-checks.ts";
import type { Attempt, Claim, Outcome } from "./records.ts";
import { isFailure, withOwnKinds, withStoredKinds } from "./stored-failures.ts";
import type { Kind, Shapes } from "./subject.ts";

/** @throws BroadsheetError `damaged`, naming the key and the faulty member */
export function parseClaim<S extends Shapes>(
  { isAccepted }: Kind<S>,
  key: string,
  body: Uint8Array,
): Claim<S["accepted"]> {
  const record = members(key, body);
  need(key, record, "created", isTime);
  need(key, record, "owner", isText);
  need(key, record, "caller", (value) => value === undefined || (isMembers(value) && isText(value["name"])));
  need(key, record, "accepted", (value) => isMembers(value) && isAccepted(value));
  return record as unknown as Claim<S["accepted"]>;
}

/** @throws BroadsheetError `damaged` */
export function parseAttempt<S extends Shapes>(
  { isProgress }: Kind<S>,
  key: string,
  body: Uint8Array,
): Attempt<S["progress"]> {
  const record = members(key, body);
  need(key, record, "attempt", isCount);
  need(key, record, "owner", isText);
  need(key, record, "started", isTime);
  need(key, record, "until", isTime);
  for (const name of ["run", "engine"]) need(key, record, name, isTextOrAbsent);
  need(key, record, "progress", (value) => value === undefined || (isMembers(value) && isProgress(value)));
  need(key, record, "ended", (value) => value === undefined || (isFailure(value) && isTime(value["retryAt"])));
  return withOwnKinds(record) as Attempt<S["progress"]>;
}

/** @throws BroadsheetError `damaged` */
export function parseOutcome<S extends Shapes>(
  { faultOfReady }: Kind<S>,
  key: string,
  body: Uint8Array,
): Outcome<S["ready"]> {
  const record = members(key, body);
  need(key, record, "state", (value) => ["ready", "failed", "deleted", "expired"].includes(value as string));
  need(key, record, "finished", isTime);
  const state = record["state"] as Outcome["state"];
  if (state === "deleted" || state === "expired") {
    need(key, record, "created", isTime);
    return withOwnKinds(record) as Outcome<S["ready"]>;
  }
  need(key, record, "attempts", (value) => value === 0 || isCount(value));
  need(key, record, "engine", isTextOrAbsent);
  need(key, record, "cost", (value) => value === undefined || isMembers(value));
  if (state === "ready") {
    const fault = faultOfReady(record);
    if (fault !== undefined) throw corruptObject(key, `its member "${fault}" is missing or invalid`);
  } else {
    need(key, record, "final", (value) => typeof value === "boolean");
    if (!isFailure(record)) throw corruptObject(key, "its kind or problems are missing");
  }
  return withOwnKinds(record) as Outcome<S["ready"]>;
}

/** Serialises a record, in kinds of failures that the release before knows. */
export function writeRecord(record: Claim<object> | Attempt<object> | Outcome<Shapes["ready"]>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(withStoredKinds(record)));
}

function members(key: string, body: Uint8Array): Members {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (error) {
    throw corruptObject(key, "it is not JSON", error);
  }
  if (!isMembers(value)) throw corruptObject(key, "it is not an object");
  return value;
}

function need(key: string, record: Members, name: string, is: (value: unknown) => boolean): void {
  if (!is(record[name])) throw corruptObject(key, `its member "${name}" is missing or invalid`);
}
