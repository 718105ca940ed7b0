import { afterAll, expect, test } from "vitest";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { draftTableOf } from "../../../../../functions/core/report/draft/door/draft-template.ts";
import { findRoles } from "../../../../../functions/core/report/draft/roles/find-roles.ts";
import type { Roles } from "../../../../../functions/core/report/draft/roles/roles.ts";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { keepSessions } from "../../../../../functions/core/report/query/session/keep-sessions.ts";
import { type Label, labelledTables } from "../labelled-tables.ts";
import { openTable, pathOf } from "../open-table.ts";

const sessions = keepSessions();
afterAll(() => sessions.close());

const here = labelledTables.flatMap((label) => {
  const path = pathOf(label.file);
  return path === undefined ? [] : [{ ...label, path }];
});

test("the list has the tables that were named before the rules were written", () => {
  expect(labelledTables.length).toBeGreaterThanOrEqual(60);
  expect(here.length).toBeGreaterThanOrEqual(14);
});

test.each(here)("$file is read as a reader of it does", { timeout: 60_000 }, async ({ path, ...label }) => {
  const found = await read(path);
  if (found === undefined) expect(label.story).toContain("refused");
  else expect(faultsIn(found, label)).toEqual([]);
});

/** The roles; undefined if the table is refused, with a reason and what to do. */
async function read(path: string): Promise<Roles | undefined> {
  try {
    const { dataset, title } = await openTable(path);
    return await findRoles(draftTableOf(dataset, title, sessions, openScratchFolder));
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    expect(error.kind).toBe("invalid-dataset");
    return undefined;
  }
}

const among = (what: string, found: string | undefined, wanted: readonly string[] | undefined): string[] =>
  wanted === undefined || (found !== undefined && wanted.includes(found))
    ? []
    : [`${what}: ${found ?? "none"}, not ${wanted.join(" or ")}`];

/** What the roles say otherwise than the reader. */
function faultsIn({ story, time, members, measures }: Roles, label: Label): readonly string[] {
  const adds = new Map(measures.map((measure) => [measure.column, measure.adds]));
  const [about] = measures;
  return [
    ...among("story", story, label.story),
    ...among("time", time?.columns[0], label.time === undefined ? undefined : [label.time]),
    ...among("grain", time?.grain, label.grain),
    ...among("by", members[0]?.column, label.by),
    ...(label.about?.includes(about?.key ?? "") === true ? [] : among("about", about?.column, label.about)),
    ...(label.adds ?? []).filter((column) => adds.get(column) !== true).map((column) => `${column} may be added up`),
    ...(label.apart ?? [])
      .filter((column) => adds.get(column) === true)
      .map((column) => `${column} may not be added up`),
  ];
}
