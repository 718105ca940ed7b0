import type { MiddlewareHandler } from "hono";
import { problemDetails, problemResponse } from "../problem-details.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The name in a `Host` header or an origin, without its port. */
function hostName(authority: string): string {
  return authority.replace(/:\d*$/, "").toLowerCase();
}

/**
 * Accepts only requests meant for this machine. Another site's page can make a browser call a service on the loopback
 * address: a foreign `Host` reveals DNS rebinding (421), a foreign `Origin` a cross-site request (403).
 */
export const guardLoopback: MiddlewareHandler = async (c, next) => {
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  if (!loopback.has(hostName(host))) {
    const detail = `this service answers only for localhost, not for "${host}"`;
    return problemResponse(
      problemDetails("misdirected-request", detail, [
        { code: "host-not-allowed", message: detail, where: { name: "Host" }, seen: host, allowed: [...loopback] },
      ]),
    );
  }
  return refuseOtherPages(c.req.raw) ?? guardOrigin(c, next);
};

/**
 * Refuses what pages of other origins load, also of other ports of this machine (403). Browsers say in `Sec-Fetch-Site`
 * whose page asks, also where they send no `Origin`: for pictures, scripts and frames. A link that somebody follows is
 * answered, since the page that has it learns nothing.
 */
function refuseOtherPages({ headers, method }: Request): Response | undefined {
  const site = headers.get("sec-fetch-site");
  if (site === null || site === "same-origin" || site === "none") return undefined;
  const follows =
    method === "GET" && headers.get("sec-fetch-mode") === "navigate" && headers.get("sec-fetch-dest") === "document";
  if (follows) return undefined;
  const detail = "pages of other origins may not load anything from this service";
  return problemResponse(
    problemDetails("forbidden-origin", detail, [
      {
        code: "site-not-allowed",
        message: detail,
        where: { name: "Sec-Fetch-Site" },
        seen: site,
        allowed: ["same-origin", "none"],
      },
    ]),
  );
}

/** Refuses requests from pages of other origins (403): the `Origin` must be the service's own. */
export const guardOrigin: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header("origin");
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
    const detail = `pages of "${origin}" may not use this service`;
    return problemResponse(
      problemDetails("forbidden-origin", detail, [
        {
          code: "origin-not-allowed",
          message: detail,
          where: { name: "Origin" },
          seen: origin,
          allowed: `http://${host}`,
        },
      ]),
    );
  }
  return next();
};
