import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

/** What the studio must know to sign its users in. */
export interface SignIn {
  /** Address of the token issuer; its discovery document names the other addresses. */
  readonly issuer: string;
  readonly clientId: string;
  /** Scopes to ask for, separated by spaces. */
  readonly scope: string;
}

/** A file as it is stored and served. */
export interface StudioFile {
  /** `studio/index.html` */
  readonly key: string;
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".bcmap": "application/octet-stream",
  ".pfb": "application/octet-stream",
};

/**
 * The built studio as it is stored for CloudFront: files whose names hold their hash are cached forever, all others are
 * requested again. The page comes last, so that whatever it names is there before it. How to sign in stands in the
 * page.
 *
 * @param folder the built studio
 * @throws Error for a file of an unknown kind, or if there is no page
 */
export async function studioFiles(folder: string, signIn: SignIn): Promise<readonly StudioFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  if (!paths.includes("index.html")) throw new Error("the studio has no index.html: it was not built");
  const ordered = [...paths.filter((path) => path !== "index.html").toSorted(), "index.html"];
  return Promise.all(ordered.map((path) => studioFile(folder, path, signIn)));
}

async function studioFile(folder: string, path: string, signIn: SignIn): Promise<StudioFile> {
  const contentType = contentTypes[extname(path)];
  if (contentType === undefined) throw new Error(`the media type of ${path} is unknown`);
  const bytes = await readFile(join(folder, path));
  const body = path === "index.html" ? new TextEncoder().encode(withSignIn(bytes.toString("utf8"), signIn)) : bytes;
  const hashed = /^assets\/.+-[\w-]{8,}\.\w+$/.test(path);
  return {
    key: `studio/${path}`,
    body,
    contentType,
    cacheControl: hashed ? "public, max-age=31536000, immutable" : "no-cache",
  };
}

/** @throws Error if the page has no head */
function withSignIn(page: string, signIn: SignIn): string {
  const content = JSON.stringify(signIn).replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  if (!page.includes("</head>")) throw new Error("the studio's index.html has no head");
  return page.replace("</head>", () => `  <meta name="broadsheet-sign-in" content="${content}" />\n  </head>`);
}
