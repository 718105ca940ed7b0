import type { Workspace } from "./workspace.ts";

/** Every workspace of this tab: what was written stays in memory when its author goes to another room and returns. */
const open = new Set<Workspace>();

function warn(event: BeforeUnloadEvent): void {
  if ([...open].some((workspace) => workspace.changed().length > 0)) event.preventDefault();
}

/** Has the browser ask before the tab is closed while a workspace has changes. */
export function warnOfUnsaved(workspace: Workspace): void {
  if (open.size === 0) addEventListener("beforeunload", warn);
  open.add(workspace);
}
