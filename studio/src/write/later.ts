import { lazy } from "react";
import { warmPdf } from "../pages/open-pdf.ts";

const loadSource = () => import("./source-pane.tsx");
const loadBoxes = () => import("./page-edit/placed-editor.tsx");
const loadPublish = () => import("./publish/publish-dialog.tsx");
const loadRename = () => import("./names/rename-dialog.tsx");
const loadQuery = () => import("./query/new/new-query-dialog.tsx");

/** The open file in its editor, and what stands below it. */
export const SourcePane = lazy(async () => ({ default: (await loadSource()).SourcePane }));
/** The editor of a block, where it is printed. */
export const PlacedEditor = lazy(async () => ({ default: (await loadBoxes()).PlacedEditor }));
/** The dialog in which a template is published. */
export const PublishDialog = lazy(async () => ({ default: (await loadPublish()).PublishDialog }));
/** The dialog that changes a name everywhere. */
export const RenameDialog = lazy(async () => ({ default: (await loadRename()).RenameDialog }));
/** The dialog in which a query is chosen from menus. */
export const NewQueryDialog = lazy(async () => ({ default: (await loadQuery()).NewQueryDialog }));

/**
 * Loads what Write needs only once a page is shown: the boxes of the page first, since a click comes first, then
 * pdf.js, the source and the dialogs. So nobody waits for them later, nor misses them if the server goes away.
 *
 * @throws TypeError if something does not come
 */
export async function loadLater(): Promise<void> {
  await loadBoxes();
  warmPdf();
  await Promise.all([loadSource(), loadPublish(), loadRename(), loadQuery()]);
}
