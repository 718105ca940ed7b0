/**
 * An edition's id in words: its moment if it was made for one (`2026-11-27t07-00-00z`), else the id, which says its
 * dataset and number.
 *
 * @param moment how a moment is written, of an ISO 8601 one
 */
export function editionName(id: string, moment: (iso: string) => string): string {
  const instant = /^(\d{4}-\d\d-\d\d)t(\d\d)-(\d\d)-(\d\d)z$/.exec(id);
  return instant === null ? id : moment(`${instant[1]}T${instant[2]}:${instant[3]}:${instant[4]}Z`);
}
