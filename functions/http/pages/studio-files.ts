/** A built file of the studio. */
export interface StudioFile {
  readonly body: Uint8Array;
  /** The same, compressed by gzip; absent where that gains nothing. */
  readonly gzip?: Uint8Array;
  readonly contentType: string;
  /** Its tag, in quotation marks. */
  readonly etag: string;
  /** Whether its name changes with its content. */
  readonly immutable: boolean;
}

/** The built studio. */
export interface StudioFiles {
  /** @param path below `/studio/`, such as `assets/index-DO972iZO.css` */
  find(path: string): StudioFile | undefined;
}
