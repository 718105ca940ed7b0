import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { printSchema } from "../client/print-schema.ts";

test("the client's types are those of the API: else run `npm run client`", async () => {
  expect(await readFile(new URL("../../functions/client/schema.ts", import.meta.url), "utf8")).toBe(
    await printSchema(),
  );
});
