/** Below half of the least alpha that eight bits hold, a pixel stays empty, as in a browser. */
const visible = 0.5 / 255;

/** Points of a closed or open run of lines: x and y in turn, pixels. */
export type Polyline = readonly number[];

/**
 * Records which pixels of a bitmap are touched by shapes: one byte per pixel, 255 where anything is visible.
 *
 * Shapes are filled by signed areas: each edge adds its coverage of the pixels to its right, and sums along a row give
 * the coverage. This is exact per pixel, and equals the nonzero rule unless shapes cancel each other. It uses only
 * additions, multiplications and divisions of coordinates rounded to 1/1000 pixel, so that every processor finds the
 * same pixels.
 */
export class Coverage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** Signed areas of the shape being filled, within its bounding box, with two extra columns. */
  #areas = new Float64Array(0);
  #left = 0;
  #top = 0;
  #columns = 0;
  #rows = 0;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height);
  }

  /**
   * Fills polygons together. @param alpha opacity of the paint, 0 to 1
   */
  cover(polygons: readonly Polyline[], alpha: number): void {
    if (!this.#frame(polygons)) return;
    for (const polygon of polygons) {
      if (polygon.length < 6) continue;
      let fromX = snap(polygon.at(-2)!) - this.#left;
      let fromY = snap(polygon.at(-1)!) - this.#top;
      for (let i = 0; i < polygon.length; i += 2) {
        const x = snap(polygon[i]!) - this.#left;
        const y = snap(polygon[i + 1]!) - this.#top;
        if (fromY < y) this.#edge(fromX, fromY, x, y, 1);
        else if (fromY > y) this.#edge(x, y, fromX, fromY, -1);
        fromX = x;
        fromY = y;
      }
    }
    this.#settle(alpha);
  }

  /** Sets the bounding box of shapes, clipped to the bitmap. @returns false if it is empty */
  #frame(polygons: readonly Polyline[]): boolean {
    let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const polygon of polygons) {
      for (let i = 0; i < polygon.length; i += 2) {
        const [x, y] = [polygon[i]!, polygon[i + 1]!];
        if (x < x1) x1 = x;
        if (x > x2) x2 = x;
        if (y < y1) y1 = y;
        if (y > y2) y2 = y;
      }
    }
    this.#left = Math.max(0, Math.floor(x1 - 0.001));
    this.#top = Math.max(0, Math.floor(y1 - 0.001));
    this.#columns = Math.min(this.width, Math.ceil(x2 + 0.001)) - this.#left;
    this.#rows = Math.min(this.height, Math.ceil(y2 + 0.001)) - this.#top;
    if (!(this.#columns > 0 && this.#rows > 0)) return false;
    const size = (this.#columns + 2) * this.#rows;
    if (this.#areas.length < size) this.#areas = new Float64Array(size);
    return true;
  }

  /**
   * Adds a downward edge in the box's coordinates. Left of the box it counts along the left side; right of it, not at
   * all.
   */
  #edge(x1: number, y1: number, x2: number, y2: number, sign: number): void {
    const columns = this.#columns;
    const slope = (x2 - x1) / (y2 - y1);
    if (Math.min(x1, x2) < 0 || Math.max(x1, x2) > columns) {
      for (const side of [0, columns]) {
        if (x1 < side === x2 < side || x1 === side || x2 === side) continue;
        const middle = y1 + (side - x1) / slope;
        if (!(middle > y1 && middle < y2)) continue;
        this.#edge(x1, y1, side, middle, sign);
        return this.#edge(side, middle, x2, y2, sign);
      }
    }
    const bottom = Math.min(y2, this.#rows);
    let y = Math.max(0, y1);
    let x = x1 + (y - y1) * slope;
    for (let row = Math.floor(y); row < bottom; row++) {
      const next = Math.min(row + 1, bottom);
      const nextX = x + (next - y) * slope;
      const a = Math.min(columns, Math.max(0, x));
      const b = Math.min(columns, Math.max(0, nextX));
      this.#crossRow(row * (columns + 2), Math.min(a, b), Math.max(a, b), (next - y) * sign);
      x = nextX;
      y = next;
    }
  }

  /** Adds the part of an edge within a row, from `left` to `right`, that drops by `drop` pixels. */
  #crossRow(row: number, left: number, right: number, drop: number): void {
    const areas = this.#areas;
    const [first, end] = [Math.floor(left), Math.ceil(right)];
    if (end <= first + 1) {
      const beyond = ((left + right) / 2 - first) * drop;
      areas[row + first]! += drop - beyond;
      areas[row + first + 1]! += beyond;
      return;
    }
    // The area right of the edge grows as a parabola in the first pixel, linearly between, and as a parabola in the
    // last.
    const perPixel = 1 / (right - left);
    const areaUpTo = (x: number): number =>
      x <= left ? 0 : x >= right ? x - (left + right) / 2 : ((x - left) * (x - left) * perPixel) / 2;
    let covered = 0;
    let before = 0;
    for (let column = first; column <= end; column++) {
      const area = areaUpTo(column + 1);
      const share = area - before;
      areas[row + column]! += (share - covered) * drop;
      [before, covered] = [area, share];
    }
  }

  /** Converts the areas to pixels and clears them. */
  #settle(alpha: number): void {
    const [areas, stride] = [this.#areas, this.#columns + 2];
    for (let row = 0; row < this.#rows; row++) {
      let sum = 0;
      const pixel = (this.#top + row) * this.width + this.#left;
      for (let column = 0; column < stride; column++) {
        const at = row * stride + column;
        sum += areas[at]!;
        areas[at] = 0;
        if (column < this.#columns && Math.min(1, Math.abs(sum)) * alpha >= visible) this.pixels[pixel + column] = 255;
      }
    }
  }
}

/**
 * Rounds to 1/1000 pixel. It first rounds to 6 decimals, so that values that differ only in the last bits of `sin` fall
 * on the same side of a half.
 */
function snap(value: number): number {
  return Math.round(Math.round(value * 1e6) / 1e3) / 1e3;
}
