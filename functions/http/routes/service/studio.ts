import type { Context } from "hono";
import { addPage, type DescribedApp } from "../../open-api.ts";
import { studioPolicy } from "../../../core/service/access/studio-policy.ts";
import type { StudioFile, StudioFiles } from "../../pages/studio-files.ts";

/** The studio's page of any address below `/studio/` that is no file: the program in it reads the address. */
const page = "index.html";

/**
 * `GET /studio/…`: the program of the browser, and `GET /docs`, the reference of the API. It holds no data, and calls
 * the API as everybody does.
 */
export function addStudioRoute(app: DescribedApp, files: StudioFiles): void {
  addPage(app, { method: "get", path: "/studio", access: "public" }, (c) => c.redirect("/studio/", 308));
  addPage(app, { method: "get", path: "/docs", access: "public" }, (c) => c.redirect("/studio/reference/", 302));
  addPage(app, { method: "get", path: "/studio/*", access: "public" }, (c) => {
    const path = c.req.path.slice("/studio/".length);
    const file = files.find(path.endsWith("/") ? `${path}${page}` : path);
    if (file !== undefined) return send(c, file);
    // A missing asset of an earlier build is no page.
    if (path.startsWith("assets/")) return c.notFound();
    return send(c, files.find(page)!);
  });
}

function send(c: Context, { body, gzip, contentType, etag, immutable }: StudioFile): Response {
  const zipped = gzip !== undefined && /\bgzip\b/.test(c.req.header("accept-encoding") ?? "") ? gzip : undefined;
  const headers: Record<string, string> = {
    "content-type": contentType,
    "cache-control": immutable ? "public, max-age=31536000, immutable" : "no-cache",
    etag,
    ...(gzip === undefined ? {} : { vary: "accept-encoding" }),
    ...(zipped === undefined ? {} : { "content-encoding": "gzip" }),
    ...(contentType.startsWith("text/html")
      ? {
          "content-security-policy": studioPolicy(),
          "referrer-policy": "no-referrer",
          "cross-origin-opener-policy": "same-origin",
        }
      : {}),
  };
  return new Response(new Uint8Array(zipped ?? body), { headers });
}
