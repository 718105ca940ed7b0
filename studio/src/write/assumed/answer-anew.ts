import { api } from "../../api/client.ts";
import { type Assumed, assumedOf } from "../../api/assumed.ts";
import { take } from "../../api/take.ts";
import type { Answers } from "../../assumed/answer.ts";
import type { MadeEdit } from "../workspace/made-edit.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { mergeLines } from "./merge-lines.ts";

/** What somebody has changed stands where another answer would change it, too. */
export class ChangedByHand extends Error {
  readonly files: readonly string[];

  constructor(files: readonly string[]) {
    super(`changed by hand: ${files.join(", ")}`);
    this.files = files;
  }
}

/**
 * Makes a draft anew with other answers, and takes over into the template what is different in it. What was changed by
 * hand since stays.
 *
 * @returns the change that was made, what the new draft assumed, and its own files
 * @throws RefusedError for answers of which no draft can be made; ChangedByHand
 */
export async function answerAnew(
  workspace: Workspace,
  { dataset, answers: before }: NonNullable<Assumed["made"]>,
  answers: Answers,
): Promise<{ readonly edit: MadeEdit; readonly assumed: Assumed; readonly files: Files }> {
  const draftOf = async (given: Answers) => take(api.POST("/drafts", { body: { dataset, answers: given } }));
  const [old, draft] = await Promise.all([draftOf(before), draftOf(answers)]);
  const edit = changesOf(workspace, old.files, draft.files);
  for (const { path, bytes } of edit.added) workspace.write(path, bytes);
  for (const { file, after } of edit.texts) workspace.edit(file, after);
  for (const { path } of edit.removed ?? []) workspace.remove(path);
  return { edit, assumed: assumedOf(draft, answers), files: draft.files };
}

/** Path → text. */
export type Files = Readonly<Record<string, string>>;

/** The files of a draft as it was made. @throws RefusedError */
export async function filesOf({ dataset, answers }: NonNullable<Assumed["made"]>): Promise<Files> {
  return (await take(api.POST("/drafts", { body: { dataset, answers } }))).files;
}

/** What makes of the files of one draft, as somebody has changed them, those of another. @throws ChangedByHand */
function changesOf(workspace: Workspace, old: Files, fresh: Files): MadeEdit {
  const encoder = new TextEncoder();
  const [texts, added, removed, refused]: [
    MadeEdit["texts"][number][],
    MadeEdit["added"][number][],
    MadeEdit["added"][number][],
    string[],
  ] = [[], [], [], []];
  for (const path of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
    const [before, after] = [old[path], fresh[path]];
    if (before === after) continue;
    const file = workspace.get(path);
    const mine = file === undefined || file.removed ? undefined : file.text;
    const merged = merge(before, mine, after);
    if (merged === "refused") refused.push(path);
    else if (merged === mine) continue;
    else if (merged === undefined) removed.push({ path, bytes: file!.bytes });
    else if (mine === undefined) added.push({ path, bytes: encoder.encode(merged) });
    else texts.push({ file: path, before: mine, after: merged });
  }
  if (refused.length > 0) throw new ChangedByHand(refused);
  return { texts, added, removed };
}

/** A file as two changes make it; undefined: there is none. */
function merge(
  before: string | undefined,
  mine: string | undefined,
  after: string | undefined,
): string | undefined | "refused" {
  if (mine === before || mine === after) return after;
  if (before === undefined || mine === undefined || after === undefined) return "refused";
  return mergeLines(before, mine, after) ?? "refused";
}
