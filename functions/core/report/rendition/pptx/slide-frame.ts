/** A place on a slide, points from its top left corner. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the head of a slide stands, and what is below it. */
export interface SlideRooms {
  /** The name of the section above a title. */
  readonly section: Rectangle;
  readonly title: Rectangle;
  /** All between the title and the footer. */
  readonly content: Rectangle;
  /** The same on slides that do not name their section above it. @default `content` */
  readonly whole?: Rectangle;
}

/** Where things stand on slides. */
export interface SlideFrame extends SlideRooms {
  readonly width: number;
  readonly height: number;
  /** On slides of text, where these are set otherwise. */
  readonly text?: SlideRooms;
  readonly footer: Rectangle;
  readonly number: Rectangle;
  /** On the first slide. */
  readonly cover: { readonly kicker: Rectangle; readonly title: Rectangle; readonly subtitle: Rectangle };
  /** On a slide that only names a section. */
  readonly divider: Rectangle;
  /** Whether what stands below titles stays where it is, however short they are. */
  readonly fixed?: true;
}

/** A slide of 16 to 9. */
export const ownFrame: SlideFrame = {
  width: 960,
  height: 540,
  section: { x: 48, y: 24, width: 864, height: 20 },
  title: { x: 48, y: 44, width: 864, height: 68 },
  content: { x: 48, y: 116, width: 864, height: 382 },
  footer: { x: 48, y: 506, width: 780, height: 20 },
  number: { x: 838, y: 506, width: 74, height: 20 },
  cover: {
    kicker: { x: 72, y: 104, width: 816, height: 26 },
    title: { x: 72, y: 134, width: 816, height: 148 },
    subtitle: { x: 72, y: 296, width: 816, height: 176 },
  },
  divider: { x: 72, y: 190, width: 816, height: 160 },
};
