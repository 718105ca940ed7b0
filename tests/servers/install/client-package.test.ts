import { build } from "esbuild";
import { expect, test } from "vitest";
import { buildClient } from "../../../functions/local/start/build-client.ts";
import { openTestApp } from "../../http/open-test-app.ts";

test("the package exports its client, which calls the API with a token and gives problems as they are", async () => {
  await buildClient(build);
  // By the package's own name, as a program beside it does.
  const { createClient } = (await import(
    "broadsheet/client" as string
  )) as typeof import("../../../functions/client/create-client.ts");
  const seen: (string | null)[] = [];
  const { call } = await openTestApp();
  const client = createClient({
    server: "http://localhost:8080/",
    token: () => "0123456789abcdef",
    async fetch(request) {
      seen.push(request.headers.get("authorization"));
      return call(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.method === "GET" ? {} : { body: await request.text() }),
      });
    },
  });
  const { data } = await client.GET("/templates/{name}", { params: { path: { name: "sentence" } } });
  expect(data?.title).toEqual({ en: "A sentence" });
  const { error, response } = await client.POST("/reports", {
    body: { template: "sentence", parameters: { year: 1 } },
  });
  expect([response.status, error?.problems?.[0]?.pointer]).toEqual([400, "/parameters/year"]);
  expect(seen).toEqual(["Bearer 0123456789abcdef", "Bearer 0123456789abcdef"]);
});
