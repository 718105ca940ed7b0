import { BroadsheetError } from "../../core/errors.ts";
import { type RenamedKind, renamedKinds } from "../../core/report/edit/change.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { changeFolder } from "../change-folder.ts";

/**
 * `broadsheet rename`: gives a query, a chart, a parameter or a message of a template's folder another name, with all
 * its uses.
 *
 * @throws BroadsheetError as `changeFolder`, and for a kind that has no names
 */
export async function renameInFolder(
  folder: string,
  kind: string,
  from: string,
  to: string,
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const what = renamedKinds.find((each) => each === kind);
  if (what === undefined)
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: `"${kind}" is not renamed so`,
      seen: kind,
      allowed: renamedKinds,
    });
  const { patches, moved, left } = await changeFolder(folder, {
    do: "rename",
    what: what satisfies RenamedKind,
    from,
    to,
  });
  if (json) {
    process.stdout.write(`${JSON.stringify({ patches, moved, ...(left && { left }) }, null, 2)}\n`);
    return;
  }
  const files = [...new Set(patches.map(({ file }) => file))];
  process.stderr.write(
    [
      `${what} ${from} is ${to} now: ${countWords(patches.length, "place")} in ${countWords(files.length, "file")}`,
      ...files.map((file) => `  ${file}`),
      ...moved.map((move) => `  ${move.from} → ${move.to}`),
      ...(left ?? []).map(
        ({ file, line, column }) =>
          `  ${file}:${line}:${column}: left, its key is known only when a report is made; look whether it may be ${from}`,
      ),
      "",
    ].join("\n"),
  );
}
