/**
 * Does something for each item, several at once, and begins them in their order. The first failure rejects; no item is
 * begun after it.
 *
 * @param width the most items under way at once
 */
export async function runSideBySide<T>(
  items: readonly T[],
  width: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: Math.min(width, items.length) }, async () => {
      for (const item of waiting) await act(item);
    }),
  );
}
