import { corruptCode, errorKinds } from "../../../errors.ts";
import { isMembers, isText, type Members } from "./member-checks.ts";

/** Members of records that hold failures: why an attempt ended, and rows of a batch with what came of them. */
const holders = ["ended", "items", "rows", "kept"] as const;

/** Whether a value has the members of a failure: a kind of error and problems. */
export function isFailure(value: unknown): value is Members {
  return (
    isMembers(value) &&
    isText(value["kind"]) &&
    Object.hasOwn(errorKinds, value["kind"]) &&
    Array.isArray(value["problems"])
  );
}

/**
 * A record or a list of rows as it is stored. A failure by damage is stored as `unavailable`, and its problem's code
 * tells it apart: the release before does not know the kind `damaged`, and a rollback must read the record.
 */
export function withStoredKinds(value: unknown): unknown {
  return changeFailures(value, (failure) =>
    failure["kind"] === "damaged" ? { ...failure, kind: "unavailable" } : failure,
  );
}

/** A stored record or list of rows, each failure with its own kind. */
export function withOwnKinds(value: unknown): unknown {
  return changeFailures(value, (failure) => {
    if (failure["kind"] !== "unavailable") return failure;
    const [problem] = failure["problems"] as readonly unknown[];
    return isMembers(problem) && problem["code"] === corruptCode ? { ...failure, kind: "damaged" } : failure;
  });
}

function changeFailures(value: unknown, change: (failure: Members) => Members): unknown {
  if (Array.isArray(value)) return value.map((each) => (isFailure(each) ? change(each) : each) as unknown);
  if (!isMembers(value)) return value;
  const held = holders.filter((name) => value[name] !== undefined);
  const changed = isFailure(value) ? change(value) : value;
  if (held.length === 0) return changed;
  return { ...changed, ...Object.fromEntries(held.map((name) => [name, changeFailures(value[name], change)])) };
}
