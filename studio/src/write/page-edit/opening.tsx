import { useWords } from "../../words/use-words.tsx";
import type { PlacedBlock } from "../places/placed-block.ts";
import { pageEditWords } from "./words/words.ts";

interface OpeningProps {
  /** What is about to be opened. */
  readonly block: PlacedBlock | undefined;
  /** From 1. */
  readonly page: number;
  /** CSS pixels a point. */
  readonly scale: number;
}

/** The frame of what is about to be opened, if that is on this page: a click is answered at once. */
export function Opening({ block, page, scale }: OpeningProps) {
  const words = useWords(pageEditWords);
  if (block === undefined || block.page !== page) return null;
  const place = (element: HTMLElement | null): void => {
    if (element === null) return;
    element.style.top = `${block.y * scale - 4}px`;
    element.style.left = `${Math.max(0, block.x * scale - 4)}px`;
    element.style.width = `${block.width * scale + 8}px`;
    element.style.height = `${block.height * scale + 8}px`;
  };
  return (
    <div className="page-opening" ref={place} role="status">
      <span>{words.opening}</span>
    </div>
  );
}
