import { type DragEvent, useState } from "react";

/** What an element needs to take dropped files. */
export interface DropAttributes {
  readonly className: string;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: () => void;
  readonly onDrop: (event: DragEvent) => void;
}

/**
 * Makes an element a place to drop files, which shows itself while something is held over it.
 *
 * @param onDrop called with what was dropped
 */
export function useDrop(onDrop: (dropped: DataTransfer) => void): DropAttributes {
  const [over, setOver] = useState(false);
  return {
    className: over ? "drop-zone over" : "drop-zone",
    onDragOver(event) {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop(event) {
      event.preventDefault();
      setOver(false);
      onDrop(event.dataTransfer);
    },
  };
}
