import { expect, test } from "vitest";
import { draftTableOf } from "../../../../functions/core/report/draft-template.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { findRoles } from "../../../../functions/core/report/draft/roles/find-roles.ts";
import { otherOf, type Roles } from "../../../../functions/core/report/draft/roles/roles.ts";
import { keepSessions } from "../../../../functions/core/report/query/session/keep-sessions.ts";
import { type JudgedShape, judgedShapes } from "./judged-shapes.ts";
import { openBytes } from "./open-table.ts";

async function read({ title = "table", head, rows }: JudgedShape): Promise<Roles> {
  const { dataset } = await openBytes(Buffer.from(`${head}\n${rows.join("\n")}\n`), "csv", title);
  const sessions = keepSessions();
  try {
    return await findRoles(draftTableOf(dataset, title, sessions, openScratchFolder));
  } finally {
    await sessions.close();
  }
}

const among = (what: string, found: string | undefined, wanted: readonly string[] | undefined): string[] =>
  wanted === undefined || (found === undefined ? wanted.length === 0 : wanted.includes(found))
    ? []
    : [`${what}: ${found ?? "none"}, not ${wanted.join(" or ")}`];

const same = <Value>(what: string, found: Value, wanted: Value | undefined): string[] =>
  wanted === undefined || found === wanted ? [] : [`${what}: ${String(found)}, not ${String(wanted)}`];

/** What the roles say otherwise than a reader. */
function faultsIn({ story, time, members, measures }: Roles, says: JudgedShape["says"]): readonly string[] {
  const columns = new Map(measures.map((measure) => [measure.column, measure.adds]));
  const [about] = measures;
  return [
    ...same("story", story, says.story),
    ...same("time", time?.columns[0], says.time),
    ...among("about", about?.column, says.about),
    ...among("by", members[0]?.column, says.by),
    ...among("other", otherOf(measures)?.column, says.other),
    ...(says.never ?? []).filter((column) => columns.has(column)).map((column) => `${column} is a measure`),
    ...(says.adds ?? []).filter((column) => columns.get(column) !== true).map((column) => `${column} adds`),
    ...(says.apart ?? []).filter((column) => columns.get(column) !== false).map((column) => `${column} is apart`),
    ...same("label", about?.label, says.label),
    ...same("unit", about?.unit, says.unit),
    ...same("decimals", about?.decimals, says.decimals),
  ];
}

test.each(judgedShapes)("$name", async (shape) => expect(faultsIn(await read(shape), shape.says)).toEqual([]));
