/**
 * A worker whose previews say in which process they were made and what was asked there. It keeps the files of each, and
 * ends where a file says so.
 */
import { gone } from "../../../functions/render/preview/preview-sessions.ts";
import type { FromPreviewWorker, ToPreviewWorker } from "../../../functions/render/preview/preview-messages.ts";

const kept = new Map<string, ReadonlyMap<string, Uint8Array>>();
let made = 0;

process.on("disconnect", () => process.exit());
process.on("message", (message: ToPreviewWorker) => {
  if (message.method === "make") {
    const [asked] = message.args;
    const { base } = asked;
    if (base.kind === "preview" && !kept.has(base.id)) return refuse(base.id);
    const before = base.kind === "preview" ? kept.get(base.id)! : new Map<string, Uint8Array>();
    const files = new Map([...before, ...(Object.entries(asked.files) as [string, Uint8Array][])]);
    if (files.has("end")) process.exit(1);
    const id = `${process.pid} ${(made += 1)}`;
    kept.set(id, files);
    tell({ kind: "done", value: { id, asked, files: [...files.keys()].sort() } });
  } else if (message.method === "files") {
    const files = kept.get(message.args[0]);
    if (files === undefined) refuse(message.args[0]);
    else tell({ kind: "done", value: { name: "plain", files } });
  } else if (message.method !== "cancel") tell({ kind: "done", value: `${message.method} in ${process.pid}` });
});
tell({ kind: "ready" });

function refuse(id: string): void {
  const { kind, problems } = gone(id);
  tell({ kind: "refused", errorKind: kind, problems });
}

function tell(message: FromPreviewWorker): void {
  process.send?.(message);
}
