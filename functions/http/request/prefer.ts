import type { Context, MiddlewareHandler } from "hono";
import type { Clock } from "../../core/ports.ts";

/** Longest wait, seconds: API Gateway ends a request at 30. */
export const longestWait = 25;

/**
 * Seconds that the client is willing to wait: the `wait` preference of RFC 7240 section 4.3, at most `longestWait`. If
 * absent or malformed: `undefined`, since unknown preferences are ignored, never an error.
 *
 * @param header the `Prefer` header, or several joined by commas
 */
export function parsePreferredWait(header: string | undefined): number | undefined {
  for (const preference of (header ?? "").split(",")) {
    const [name, value] = (preference.split(";")[0] ?? "").split("=").map((part) => part.trim());
    if (name?.toLowerCase() !== "wait") continue;
    const seconds = /^(?:(\d{1,9})|"(\d{1,9})")$/.exec(value ?? "");
    // The first occurrence counts (section 2), even if it is malformed.
    return seconds === null ? undefined : Math.min(Number(seconds[1] ?? seconds[2]), longestWait);
  }
  return undefined;
}

/** Notes when a request came, since a client's patience begins then. */
export function noteArrival(clock: Pick<Clock, "now">): MiddlewareHandler {
  return async (c, next) => {
    c.set("arrived", clock.now());
    return next();
  };
}

/**
 * What is left of a wait, milliseconds: accepting the request has taken its part.
 *
 * @param seconds of the wait, from the arrival of the request
 */
export function restOfWait(c: Context, seconds: number, clock: Pick<Clock, "now">): number {
  const arrived: number = c.get("arrived");
  return Math.max(0, arrived + seconds * 1000 - clock.now());
}

/** Seconds until a request is accepted, from its arrival: of those whose clients wait for the result, and of others. */
const patience = { least: 2, most: 10, otherwise: 20 };

/** The time that is left until a request is refused if it cannot be accepted, milliseconds. */
export function patienceOf(c: Context, clock: Pick<Clock, "now">): number {
  const wait = parsePreferredWait(c.req.header("prefer")) ?? 0;
  return restOfWait(
    c,
    wait === 0 ? patience.otherwise : Math.min(Math.max(wait, patience.least), patience.most),
    clock,
  );
}

/** Waits for a value, `ms` milliseconds at most. @returns undefined if it takes longer */
export async function within<T>(ms: number, value: Promise<T>): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, ms, undefined);
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
}
