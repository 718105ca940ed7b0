/** The cursor in the path of the next page of a list; `undefined` on the last page. */
export function afterOf(next: string | undefined): string | undefined {
  return next === undefined ? undefined : (new URL(next, location.origin).searchParams.get("after") ?? undefined);
}
