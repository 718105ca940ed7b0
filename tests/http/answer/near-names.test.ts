import { beforeAll, expect, test } from "vitest";
import { writeArchive } from "../../../functions/core/report/template/archive/write-archive.ts";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { bodyOf, openTestApp, sentence, type TestApp, testDelivery, testSources } from "../open-test-app.ts";

/* Every route of something that has a name, asked for one that nearly has it. */
let app: TestApp;

const send = async (method: "PUT" | "POST", path: string, body: unknown, type = "application/json") => {
  const answer = await app.call(path, {
    method,
    headers: { "content-type": type },
    body: body instanceof Uint8Array ? Buffer.from(body) : typeof body === "string" ? body : JSON.stringify(body),
  });
  expect(answer.status, `${path}: ${await answer.clone().text()}`).toBeLessThan(300);
  return answer;
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

beforeAll(async () => {
  app = await openTestApp({
    change: { delivery: testDelivery(), sources: testSources(new MemoryObjectStore()) },
  });
  await send("PUT", "/templates/drafted", writeArchive(sentence), "application/zip");
  await send(
    "PUT",
    "/themes/house",
    writeArchive(new Map([["theme.yaml", bytes('accent: "#004488"\n')]])),
    "application/zip",
  );
  await send(
    "PUT",
    "/views/doubled",
    "from: numbers\nselect: SELECT year, value * 2 AS value FROM numbers ORDER BY year\n",
    "application/yaml",
  );
  await send("PUT", "/sources/orders", "engine: postgres\nconnection: shop\nquery: SELECT 1\n", "application/yaml");
  await send("PUT", "/publications/weekly", { template: "sentence", on: [{ schedule: "0 7 * * 1" }] });
  await send("PUT", "/webhooks/tracker", { url: "https://example.org/hook" });
});

/** What there is → a name that nearly is its own. */
const near: Readonly<Record<string, readonly (readonly [near: string, name: string])[]>> = {
  templates: [
    ["sentense", "sentence"],
    ["draftd", "drafted"],
  ],
  themes: [["huose", "house"]],
  datasets: [["nubmers", "numbers"]],
  views: [["doubeld", "doubled"]],
  sources: [["order", "orders"]],
  publications: [["weekl", "weekly"]],
  webhooks: [["traker", "tracker"]],
};

test("an unknown name is answered with the one that was probably meant", async () => {
  const { paths } = await bodyOf<{ readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>> }>(
    app.call("/openapi.json"),
  );
  const seen = new Map<string, number>();
  const lacking: string[] = [];
  for (const [path, methods] of Object.entries(paths)) {
    const [, noun = "", place] = path.split("/");
    if (place !== "{name}" || path.match(/\{/g)!.length > 1 || near[noun] === undefined) continue;
    // These are about a template's folder, which a server may not have at all.
    if (/^\/templates\/\{name\}\/(?:files|events)$/.test(path)) continue;
    for (const method of ["get", "delete"])
      for (const [wrong, name] of near[noun])
        if (Object.hasOwn(methods, method)) {
          const answer = await app.call(path.replace("{name}", wrong), { method: method.toUpperCase() });
          if (answer.status !== 404) continue;
          const { problems } = await bodyOf<{ readonly problems: readonly { readonly hint?: string }[] }>(answer);
          const { hint = "" } = problems[0]!;
          if (!hint.includes(`did you mean "${name}"`)) lacking.push(`${method} ${path}: ${hint}`);
          seen.set(noun, (seen.get(noun) ?? 0) + 1);
        }
  }
  expect(lacking).toEqual([]);
  expect([...seen.keys()].toSorted()).toEqual(Object.keys(near).toSorted());
});
