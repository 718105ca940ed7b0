import type { ClipboardEvent } from "react";
import { findPlaced } from "../../places/find-source.ts";
import type { PlacedBlock } from "../../places/placed-block.ts";
import { pictureIn } from "./picture.ts";
import type { PageEdit } from "../use-page-edit.ts";

interface Pictures {
  /** A picture was dropped at a point of a page. */
  readonly drop: (picture: File, page: number, x: number, y: number) => void;
  readonly paste: (event: ClipboardEvent) => void;
}

/** Pictures that are dropped or pasted on pages: what they show is asked for, below the block at that place. */
export function usePictures(
  blocks: readonly PlacedBlock[] = [],
  { begin }: PageEdit,
  pointed: PlacedBlock | undefined,
): Pictures {
  const give = (picture: File | undefined, below: PlacedBlock | undefined): void => {
    if (picture !== undefined && below !== undefined) void begin(below, "add", picture);
  };
  return {
    drop: (picture, page, x, y) => give(picture, findPlaced(blocks, page, x, y)),
    paste: ({ clipboardData }) => give(pictureIn(clipboardData), pointed),
  };
}
