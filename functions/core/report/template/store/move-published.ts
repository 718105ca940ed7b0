import { BroadsheetError } from "../../../errors.ts";
import { moveNameFrom, type NameMove } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import { folderOf, type Kept } from "./kept.ts";
import { listVersions, type TemplateVersion } from "./version-record.ts";

/** A decision about what is published under a name. */
export interface Decision extends Pick<NameMove, "at" | "by" | "why"> {
  readonly kind: "promote" | "rollback" | "remove";
  /** Absent to remove. */
  readonly version?: string;
  /** Unlike that of any other decision. */
  readonly token: string;
}

/**
 * Publishes a stored version, goes back to an earlier one, or unpublishes the template or theme. Versions stay, so
 * reports that name one, and those already made, can still be rendered.
 *
 * @param seq where the caller saw the name, see `placeOfName`
 * @returns `false` if somebody has moved it meanwhile
 * @throws BroadsheetError `not-found` for an unknown template or version, `conflict` for a rollback to what was never
 *   published, and for removing what is not published
 */
export async function movePublished(
  store: ObjectStore,
  name: string,
  seq: number,
  { kind, version, token, ...said }: Decision,
  of: Kept = "template",
): Promise<boolean> {
  const wanted = await findDecided(store, name, { kind, ...(version !== undefined && { version }) }, of);
  return moveNameFrom(store, folderOf(of, name), seq, {
    version: wanted.version,
    cause: `${kind}:${token}`,
    ...(kind === "remove" && { removed: true as const }),
    ...said,
  });
}

/**
 * Finds the version that a decision is about: of a removal the current one.
 *
 * @throws BroadsheetError as `movePublished`
 */
export async function findDecided(
  store: ObjectStore,
  name: string,
  { kind, version }: Pick<Decision, "kind" | "version">,
  of: Kept = "template",
): Promise<TemplateVersion> {
  const versions = await listVersions(store, name, of);
  const current = versions.find(({ state }) => state === "current");
  if (versions.length === 0 || (kind === "remove" && current === undefined))
    throw new BroadsheetError("not-found", {
      code: of === "theme" ? "unknown-theme" : "unknown-template",
      message: `there is no published ${of} "${name}"`,
      seen: name,
    });
  const wanted = kind === "remove" ? current : versions.find((known) => known.version === version);
  if (wanted === undefined)
    throw new BroadsheetError("not-found", {
      code: of === "theme" ? "unknown-theme-version" : "unknown-template-version",
      message: `the ${of} "${name}" has no version ${version?.slice(0, 80)}`,
      where: { pointer: kind === "rollback" ? "/to" : "/version" },
      seen: version,
      allowed: versions.slice(0, 20).map((known) => known.version),
    });
  if (kind === "rollback" && wanted.state === "draft")
    throw new BroadsheetError("conflict", {
      code: "never-published",
      message: `version ${wanted.version.slice(0, 12)} of "${name}" was never published`,
      where: { pointer: "/to" },
      seen: version,
      hint: "promote it instead",
    });
  return wanted;
}
