/**
 * The outside world, as small interfaces, by subject: `ports/` imports nothing else of ours.
 */
export type * from "./ports/machine.ts";
export type * from "./ports/object-store.ts";
export type * from "./ports/scratch-space.ts";
export type * from "./ports/fonts.ts";
export type * from "./ports/delivery.ts";
export type * from "./ports/page-image.ts";
