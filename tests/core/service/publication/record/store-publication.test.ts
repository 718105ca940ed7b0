import { expect, test } from "vitest";
import { removePublication } from "../../../../../functions/core/service/publication/remove-publication.ts";
import { listPublications } from "../../../../../functions/core/service/publication/record/list-publications.ts";
import { findPublication } from "../../../../../functions/core/service/publication/record/read-publication.ts";
import { storePublication } from "../../../../../functions/core/service/publication/record/store-publication.ts";
import { openPublisher, weekly } from "../publication-fakes.ts";

test("the same configuration is stored once, another one changes it", async () => {
  const world = await openPublisher();
  const first = await storePublication("weekly", weekly(), world);
  expect(first.created).toBe(true);
  world.clock.time += 1000;
  expect(await storePublication("weekly", weekly(), world)).toEqual({ publication: first.publication, created: false });
  const changed = await storePublication("weekly", weekly({ keep: 5 }), world);
  expect(changed).toMatchObject({
    created: false,
    publication: { created: first.publication.created, since: first.publication.since, changed: world.clock.time },
  });
  expect(await findPublication("weekly", world.store)).toEqual(changed.publication);
});

test.each([
  ["an unknown template", weekly({ template: "sentense" }), "unknown-template", "/template"],
  [
    "a parameter that the template has not",
    weekly({ parameters: { yeer: 1 } }),
    "unknown-parameter",
    "/parameters/yeer",
  ],
  ["a parameter out of range", weekly({ parameters: { year: 1999 } }), "parameter-out-of-range", "/parameters/year"],
  [
    "a word that is no date",
    weekly({ parameters: { since: "month-strat" } }),
    "parameter-invalid-value",
    "/parameters/since",
  ],
  ["an unknown alias", weekly({ datasets: { numbres: "numbers" } }), "unknown-dataset-alias", "/datasets/numbres"],
  ["an unknown dataset", weekly({ datasets: { numbers: "numbres" } }), "unknown-dataset", "/datasets/numbers"],
  [
    "a trigger on an unknown dataset",
    weekly({ on: [{ data: ["numbers", "numbres"] }] }),
    "unknown-dataset",
    "/on/0/data/1",
  ],
])("%s is refused where it stands", async (_what, configuration, code, pointer) => {
  const world = await openPublisher();
  await expect(storePublication("weekly", configuration, world)).rejects.toMatchObject({
    problems: [{ code, where: { pointer } }],
  });
  expect((await listPublications(world.store)).publications).toEqual([]);
});

test("publications are listed by name, page by page, without deleted ones", async () => {
  const world = await openPublisher();
  for (const name of ["c", "a", "b"]) await storePublication(name, weekly(), world);
  const first = await listPublications(world.store, { limit: 2 });
  expect([first.publications.map(({ name }) => name), first.next]).toEqual([["a", "b"], "b"]);
  expect((await listPublications(world.store, { limit: 2, after: "b" })).publications.map(({ name }) => name)).toEqual([
    "c",
  ]);
  await removePublication("a", world);
  expect((await listPublications(world.store)).publications.map(({ name }) => name)).toEqual(["b", "c"]);
});

test("a deleted publication leaves only traces, and its name may be used again", async () => {
  const world = await openPublisher("2027-03-08T05:59:00Z");
  await storePublication("weekly", weekly(), world);
  await world.pass(3);
  expect(await world.editions()).toHaveLength(1);
  await removePublication("weekly", world);
  await expect(findPublication("weekly", world.store)).rejects.toMatchObject({ kind: "not-found" });
  await expect(removePublication("weekly", world)).rejects.toMatchObject({ kind: "not-found" });
  expect(await world.editions()).toEqual([]);
  const left = (await world.store.list("publications/weekly/")).objects.map(({ key }) =>
    key.replace(/[0-9a-f]{64}/, "…"),
  );
  expect(left).toEqual([
    "publications/weekly/current.json",
    "publications/weekly/editions/2027-03-08t06-00-00z/1/outcome.json",
    "publications/weekly/log/1.json",
    "publications/weekly/log/2.json",
    "publications/weekly/records/….json",
  ]);
  expect((await storePublication("weekly", weekly(), world)).created).toBe(true);
  await world.pass(3);
  expect(await world.editions()).toEqual([]);
});

test("the name's log tells why each of its versions came", async () => {
  const world = await openPublisher();
  const { publication } = await storePublication("weekly", weekly(), world);
  await removePublication("weekly", world);
  const [first, second, ...others] = await Promise.all(
    (await world.store.list("publications/weekly/log/")).objects.map(
      async ({ key }) => JSON.parse(new TextDecoder().decode((await world.store.get(key))!.body)) as unknown,
    ),
  );
  expect(first).toMatchObject({ version: publication.version, cause: "put" });
  expect(second).toMatchObject({ cause: "delete" });
  expect(others).toEqual([]);
});
