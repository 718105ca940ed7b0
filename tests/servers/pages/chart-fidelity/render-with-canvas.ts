import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import { parseCanvasFont } from "../../../../functions/core/report/fonts/canvas-font.ts";
import { faceChain, faceFile } from "../../../../functions/core/report/fonts/font-faces.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import type { TextStyle } from "../../../../functions/core/ports.ts";
import { corpusData, type CorpusSpec } from "../../../chart-corpus/corpus.ts";
import type { Reference } from "./render-reference.ts";

const modules = fileURLToPath(new URL("../../../../node_modules/", import.meta.url));
const typesetter = openTypesetter(createFontFiles(), "en", () => undefined);

/** Says whether Vega needs a canvas for a spec before it draws anything. */
export function needsCanvas({ spec }: CorpusSpec): boolean {
  return /"type":"(?:label|wordcloud)"/.test(JSON.stringify(spec));
}

/**
 * Renders Vega specs with plain Vega in headless Chromium, where its transforms can read pixels from a real canvas.
 * Texts are measured and painted with Broadsheet's fonts.
 */
export async function renderWithCanvas(specs: readonly CorpusSpec[]): Promise<readonly Reference[]> {
  if (specs.length === 0) return [];
  const { promise: results, resolve } = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    void answer(request, specs, resolve).then(
      (body) => response.end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const profile = mkdtempSync(join(tmpdir(), "broadsheet-canvas-"));
  const browser = spawn(
    "chromium",
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      `--user-data-dir=${profile}`,
      "--disable-lcd-text",
      "--remote-debugging-port=0",
      addressOf(server),
    ],
    { stdio: "ignore" },
  );
  try {
    const stopped = once(browser, "exit").then(() => {
      throw new Error("Chromium ended before it had drawn");
    });
    return JSON.parse(await Promise.race([results, stopped])) as readonly Reference[];
  } finally {
    browser.kill();
    if (browser.exitCode === null && browser.signalCode === null) await once(browser, "exit");
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function answer(
  request: IncomingMessage,
  specs: readonly CorpusSpec[],
  finish: (results: string) => void,
): Promise<string | Uint8Array> {
  const path = request.url ?? "/";
  if (path === "/") return page(specs);
  if (path === "/vega.js") return readFileSync(join(modules, "vega/build/vega.min.js"));
  if (path.startsWith("/font/"))
    return readFileSync(join(modules, "@expo-google-fonts", faceFile(path.slice("/font/".length))));
  if (path.startsWith("/data/")) return readFileSync(join(corpusData, path));
  const body = await text(request);
  if (path === "/width") return String(widthOf(JSON.parse(body) as { font: string; text: string }));
  if (path === "/css") return cssOf(parseCanvasFont(body));
  if (path === "/results") finish(body);
  return "";
}

function widthOf({ font, text }: { readonly font: string; readonly text: string }): number {
  return typesetter.measure(text, parseCanvasFont(font));
}

function cssOf({ family, weight, italic = false, size }: TextStyle): string {
  return `${size}px ${faceChain(family, weight, italic)
    .map((key) => `"${key}"`)
    .join(", ")}`;
}

/** Writes the page, with our fonts in place of those that specs name, and each spec in turn. */
function page(specs: readonly CorpusSpec[]): string {
  const keys = new Set(
    (["serif", "sans", "mono"] as const).flatMap((family) =>
      ([400, 600, 700] as const).flatMap((weight) =>
        [false, true].map((italic) => faceChain(family, weight, italic)[0]!),
      ),
    ),
  );
  const faces = [...keys].map((key) => `@font-face{font-family:"${key}";src:url("/font/${key}")}`).join("");
  return `<!doctype html><meta charset="utf-8"><style>${faces}</style><script src="/vega.js"></script><script>
const specs = ${JSON.stringify(specs.map(({ spec }) => spec)).replaceAll("<", "\\u003c")};
const known = new Map();
function ask(path, body) {
  const key = path + body;
  if (known.has(key)) return known.get(key);
  const request = new XMLHttpRequest();
  request.open("POST", path, false);
  request.send(body);
  known.set(key, request.responseText);
  return request.responseText;
}
const { get, set } = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, "font");
Object.defineProperty(CanvasRenderingContext2D.prototype, "font", { get, set(font) { set.call(this, ask("/css", font)); } });
vega.textMetrics.width = (item, text) => {
  if (!(vega.fontSize(item) > 0) || text == null || text === "") return 0;
  const width = Number(ask("/width", JSON.stringify({ font: vega.font(item), text: String(text).trim() })));
  return item.limit > 0 ? Math.min(width, item.limit) : width;
};
async function render(spec) {
  vega.setRandom(vega.randomLCG(20260101));
  try {
    return { svg: await new vega.View(vega.parse(spec), { renderer: "none", logger: vega.logger(vega.Error) }).toSVG() };
  } catch (error) {
    return { error: String(error) };
  }
}
(async () => {
  await Promise.all([...document.fonts].map((font) => font.load()));
  const results = [];
  for (const spec of specs) results.push(await render(spec));
  await fetch("/results", { method: "POST", body: JSON.stringify(results) });
})();
</script>`;
}
