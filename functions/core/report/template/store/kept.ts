/** What is kept in versions under a name: templates, and the themes that templates share. */
export type Kept = "template" | "theme";

/** Where the versions, the log and the pointer of a name are. */
export function folderOf(kind: Kept, name: string): string {
  return `${kind}s/${name}`;
}
