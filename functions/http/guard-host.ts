import type { MiddlewareHandler } from "hono";
import { problemDetails, problemResponse } from "./problem-details.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The name in a `Host` header or an origin, without its port. */
function hostName(authority: string): string {
  return authority.replace(/:\d*$/, "").toLowerCase();
}

/**
 * Answers only requests that were meant for this machine. A page of another site can make a browser
 * call a service on the loopback address; its name in `Host` betrays DNS rebinding (421), its
 * `Origin` a call across sites (403).
 */
export const guardLoopback: MiddlewareHandler = async (c, next) => {
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  if (!loopback.has(hostName(host))) {
    const detail = `this service answers for localhost only, not for "${host}"`;
    return problemResponse(
      problemDetails("misdirected-request", detail, [
        { code: "host-not-allowed", message: detail, where: { name: "Host" }, seen: host, allowed: [...loopback] },
      ]),
    );
  }
  return guardOrigin(c, next);
};

/** Refuses what a page of another origin sends (403): the `Origin` must be the service's own. */
export const guardOrigin: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header("origin");
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
    const detail = `pages of "${origin}" may not use this service`;
    return problemResponse(
      problemDetails("forbidden-origin", detail, [
        { code: "origin-not-allowed", message: detail, where: { name: "Origin" }, seen: origin, allowed: `http://${host}` },
      ]),
    );
  }
  return next();
};
