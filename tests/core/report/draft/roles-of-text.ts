import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { draftTableOf } from "../../../../functions/core/report/draft/door/draft-template.ts";
import { findRoles } from "../../../../functions/core/report/draft/roles/find-roles.ts";
import type { Roles } from "../../../../functions/core/report/draft/roles/roles.ts";
import { keepSessions } from "../../../../functions/core/report/query/session/keep-sessions.ts";
import { openBytes } from "./open-table.ts";

/** The roles of a table whose rows are those of a CSV text. */
export async function rolesOfText(head: string, rows: readonly string[], title = "table"): Promise<Roles> {
  const { dataset } = await openBytes(Buffer.from(`${head}\n${rows.join("\n")}\n`), "csv", title);
  const sessions = keepSessions();
  try {
    return await findRoles(draftTableOf(dataset, title, sessions, openScratchFolder));
  } finally {
    await sessions.close();
  }
}

/** Numbers from 0 to 1 that are the same each time. */
export function numbersFrom(seed: number): () => number {
  let state = seed * 7919 + 17;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
