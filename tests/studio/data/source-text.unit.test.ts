import { expect, test } from "vitest";
import { parseSource } from "../../../functions/core/service/source/door/parse-source.ts";
import { emptySource, readSourceText, writeSourceText } from "../../../studio/src/sources/source-text.ts";

test("partitions are names between commas, kept where they are, and only of a prefix", () => {
  const draft = { ...emptySource("lake", "s3", "UTC"), many: true, prefix: "sales/", partitions: " year, region ,," };
  const text = writeSourceText(draft);
  expect(parseSource(text)).toMatchObject({ prefix: "sales/", partitions: ["year", "region"] });
  const read = readSourceText(text, "UTC");
  expect(read.partitions).toBe("year, region");
  expect(writeSourceText(read, text)).toBe(text);
  expect(parseSource(writeSourceText({ ...read, partitions: "" }, text))).not.toHaveProperty("partitions");
  const one = writeSourceText({ ...read, many: false, path: "a.csv" }, text);
  expect(parseSource(one)).toMatchObject({ path: "a.csv" });
});

test("tables of Iceberg are names between commas, and only of Athena", () => {
  const draft = {
    ...emptySource("lake", "athena", "UTC"),
    query: "SELECT 1 FROM orders",
    iceberg: "orders, web.visits,",
  };
  const text = writeSourceText(draft);
  expect(parseSource(text)).toMatchObject({ iceberg: ["orders", "web.visits"] });
  const read = readSourceText(`# mine\n${text}`, "UTC");
  expect(read.iceberg).toBe("orders, web.visits");
  const other = writeSourceText({ ...read, connection: "shop", engine: "postgres" }, text);
  expect(parseSource(other)).not.toHaveProperty("iceberg");
});
