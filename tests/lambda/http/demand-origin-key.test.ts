import { expect, test } from "vitest";
import { originKeyHeader } from "../../../functions/core/service/access/origin-key.ts";
import { demandOriginKey } from "../../../functions/lambda/http/demand-origin-key.ts";

const request = (key?: string): Request =>
  new Request("https://api.example.org/reports", { headers: key === undefined ? {} : { [originKeyHeader]: key } });

test("without a key every address serves, and what a caller sends as one does not matter", () => {
  expect(demandOriginKey(request(), undefined)).toBeUndefined();
  expect(demandOriginKey(request("x"), undefined)).toBeUndefined();
});

test("with a key only requests that bring it are served, and nothing further sees it", () => {
  const through = request("secret");
  expect(demandOriginKey(through, "secret")).toBeUndefined();
  expect(through.headers.has(originKeyHeader)).toBe(false);
});

test.each([[undefined], [""], ["Secret"], ["secret "], ["secrets"], ["secret, secret"]])(
  "%j is refused as a problem that says where to go",
  async (key) => {
    const refusal = demandOriginKey(request(key), "secret1");
    expect(refusal?.status).toBe(421);
    expect(await refusal?.json()).toMatchObject({
      type: "urn:broadsheet:problem:misdirected-request",
      detail: expect.stringContaining("address of its studio") as string,
    });
  },
);

test("links in letters that were sent before the lock still work", () => {
  for (const path of ["links/token", "unsubscribe/token"])
    expect(demandOriginKey(new Request(`https://api.example.org/${path}`), "secret")).toBeUndefined();
  for (const path of ["links", "reports/links/x", "linksx/y"])
    expect(demandOriginKey(new Request(`https://api.example.org/${path}`), "secret")?.status).toBe(421);
});
