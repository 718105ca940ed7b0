import { beforeEach, expect, test } from "vitest";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { readUpload } from "../../../functions/core/service/upload/read-upload.ts";
import { signContentPath } from "../../../functions/core/service/upload/sign-content-path.ts";
import { uploadKey } from "../../../functions/core/service/upload/upload.ts";
import { findPrincipal } from "../../../functions/core/service/access/find-principal.ts";
import { FakeClock } from "../../core/service/lifecycle/lifecycle-fakes.ts";
import { MemorySecrets } from "../../core/service/delivery/memory-secrets.ts";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../open-test-app.ts";

const csv = "year,value\n2020,1\n";
const token = "a-token-of-sixteen-letters";

let app: TestApp;
let clock: FakeClock;
let arrived: string[];
beforeEach(async () => {
  const secrets = new MemorySecrets();
  clock = new FakeClock();
  arrived = [];
  app = await openTestApp({
    // The path is its own credential; everything else needs the token.
    guards: { loopback: true, tokens: (given) => findPrincipal(given, [], token) },
    change: {
      clock,
      signUpload: async ({ id }) => ({
        url: await signContentPath(id, clock.now() + 900_000, secrets),
        headers: {},
        expires: clock.now() + 900_000,
      }),
      uploadDesk: { secrets, arrived: ({ id }) => arrived.push(id) },
    },
  });
});

interface Announced {
  readonly id: string;
  readonly url: string;
}

async function announce(body = csv): Promise<Announced> {
  const response = await app.call("http://localhost:8080/uploads", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({
      name: "mine",
      format: "csv",
      bytes: body.length,
      sha256: sha256(new TextEncoder().encode(body)),
    }),
  });
  expect(response.status).toBe(201);
  return bodyOf<Announced>(response);
}

const put = (url: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  app.call(url, { method: "PUT", body, headers });
const stateOf = async (id: string): Promise<string | undefined> => (await readUpload(app.services.store, id))?.state;

test("the URL leads to the service as the client knows it, and takes the bytes without a token", async () => {
  const { id, url } = await announce();
  expect(url.startsWith(`http://localhost:8080/uploads/${id}/content?`)).toBe(true);
  expect((await put(url, csv)).status).toBe(200);
  expect(arrived).toEqual([id]);
  expect(await stateOf(id)).toBe("received");
  expect(new TextDecoder().decode((await app.services.store.get(uploadKey(id, "data")))?.body)).toBe(csv);
});

test("bytes that are sent twice are stored once", async () => {
  const { id, url } = await announce();
  expect([(await put(url, csv)).status, (await put(url, csv)).status]).toEqual([200, 200]);
  expect(arrived).toEqual([id, id]);
  expect(await stateOf(id)).toBe("received");
});

test.each([
  ["more bytes", `${csv}2021,2\n`, 413, "body-too-large", 25, 18],
  ["fewer bytes", "year", 422, "upload-differs", { bytes: 4 }, { bytes: 18 }],
  ["none", "", 422, "upload-differs", { bytes: 0 }, { bytes: 18 }],
  ["other bytes", csv.replace("1\n", "2\n"), 422, "upload-differs", { bytes: 18 }, { bytes: 18 }],
])(
  "%s than announced are refused, and nothing is stored; the right ones may follow",
  async (_, body, status, code, seen, allowed) => {
    const { id, url } = await announce();
    const response = await put(url, body);
    expect(response.status).toBe(status);
    expect((await problemFrom(response)).problems).toMatchObject([{ code, dataset: "mine", seen, allowed }]);
    expect([arrived, await stateOf(id)]).toEqual([[], "waiting"]);
    expect((await put(url, csv)).status).toBe(200);
  },
);

test("an expired URL is refused", async () => {
  const { id, url } = await announce();
  clock.time += 900_000;
  expect(await problemFrom(await put(url, csv))).toMatchObject({ status: 404, problems: [{ code: "url-expired" }] });
  expect(await stateOf(id)).toBe("waiting");
});

test("a URL in which anything was changed is refused", async () => {
  const [first, second] = [await announce(), await announce()];
  const changed = (edit: (url: URL) => void): string => {
    const url = new URL(first.url);
    edit(url);
    return url.href;
  };
  for (const url of [
    changed(({ searchParams }) => searchParams.set("expires", String(Number(searchParams.get("expires")) + 1))),
    changed(({ searchParams }) => searchParams.set("expires", "Infinity")),
    changed(({ searchParams }) => searchParams.set("signature", "A".repeat(43))),
    changed(({ searchParams }) => searchParams.delete("signature")),
    first.url.replace(first.id, second.id),
  ]) {
    expect(await problemFrom(await put(url, csv)), url).toMatchObject({
      status: 404,
      problems: [{ code: "wrong-signature" }],
    });
  }
  expect(arrived).toEqual([]);
});

test("the signature opens nothing else, and pages of other sites may not use it", async () => {
  const { url } = await announce();
  const { pathname, search } = new URL(url);
  expect((await app.call(`http://localhost:8080${pathname.replace("/content", "")}${search}`)).status).toBe(401);
  expect((await put(url, csv, { origin: "https://elsewhere.example" })).status).toBe(403);
  expect((await put(url.replace("localhost", "elsewhere.example"), csv)).status).toBe(421);
});
