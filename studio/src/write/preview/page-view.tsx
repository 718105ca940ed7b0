import type { MouseEvent, ReactNode } from "react";
import type { PlacedBlock } from "../places/placed-block.ts";
import { pictureIn } from "../page-edit/picture/picture.ts";
import type { MarginNote } from "./margin-notes.ts";
import type { OpenPage } from "./open-page.ts";
import type { PreviewPage } from "./preview.ts";
import { useDrawing } from "./use-drawing.ts";

interface PageViewProps {
  readonly page: PreviewPage;
  /** `Page 2 of 10` */
  readonly label: string;
  /** CSS pixels a point. */
  readonly scale: number;
  /** Whether it is in view or nearly so: only then is it drawn. */
  readonly near: boolean;
  /** Opens the page. */
  readonly load: () => Promise<OpenPage>;
  /** Opens its PDF. */
  readonly loadPdf: () => Promise<OpenPage>;
  /** The block of the caret. */
  readonly here: PlacedBlock | undefined;
  readonly notes: readonly MarginNote[];
  /** @param x points from the left, `y` from the top */
  readonly onPoint: (x: number, y: number) => void;
  /** Whether a press leaves the focus where it is. @param x points from the left, `y` from the top */
  readonly isHeld: (x: number, y: number) => boolean;
  /** The pointer moved over the page. @param x points from the left, `y` from the top */
  readonly onHover: (x: number, y: number) => void;
  /** A picture was dropped on the page. @param x points from the left, `y` from the top */
  readonly onPicture: (picture: File, x: number, y: number) => void;
  /** The page has its first picture. */
  readonly onDrawn: () => void;
  readonly onFault: (error: Error) => void;
  /** What is edited on this page. */
  readonly children?: ReactNode;
}

/** One page as a picture, with the mark of the caret and the notes beside it. */
export function PageView(props: PageViewProps) {
  const { page, label, scale, near, load, loadPdf, here, notes, onPoint, isHeld, onHover, onPicture } = props;
  const { onDrawn, onFault } = props;
  const frame = useDrawing(page, { label, scale, near, load, loadPdf, onDrawn, onFault });
  const { number, width, height } = page;

  const at = (event: MouseEvent<HTMLElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [(event.clientX - box.left) / scale, (event.clientY - box.top) / scale];
  };
  const size = (element: HTMLElement | null): void => {
    if (element === null) return;
    element.style.width = `${width * scale}px`;
    element.style.height = `${height * scale}px`;
  };
  return (
    <div className="write-page" data-page={number} ref={size}>
      {/* The caret leads to the page by itself; this is the shortcut back for those who point. */}
      <div
        className="write-page-picture"
        ref={frame}
        onMouseDown={(event) => isHeld(...at(event)) && event.preventDefault()}
        onClick={(event) => onPoint(...at(event))}
        onMouseMove={(event) => onHover(...at(event))}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          const picture = pictureIn(event.dataTransfer);
          if (picture === undefined) return;
          event.preventDefault();
          onPicture(picture, ...at(event));
        }}
      />
      {here !== undefined && here.page === number && <Bar y={here.y} height={here.height} scale={scale} />}
      {notes.map(({ key, y, text, onOpen }) => (
        <button
          key={key}
          type="button"
          className="write-note"
          title={text}
          aria-label={text}
          onClick={onOpen}
          ref={(element) => void (element !== null && (element.style.top = `${y * scale}px`))}
        >
          !
        </button>
      ))}
      {props.children}
    </div>
  );
}

/** The mark beside the block in which the caret stands. */
function Bar({ y, height, scale }: { readonly y: number; readonly height: number; readonly scale: number }) {
  return (
    <span
      className="write-bar-here"
      ref={(element) => {
        if (element === null) return;
        element.style.top = `${y * scale}px`;
        element.style.height = `${Math.max(height, 6) * scale}px`;
      }}
    />
  );
}
