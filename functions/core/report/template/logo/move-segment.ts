import type { OutlineSegment } from "../../picture/svg/svg-path.ts";
import type { Matrix } from "../../picture/svg/svg-transform.ts";

/** A step of an outline in another space. */
export function moveSegment(segment: OutlineSegment, [a, b, c, d, e, f]: Matrix): OutlineSegment {
  const [command, ...points] = segment;
  const moved = points.map((value, index) => {
    const [x, y] = index % 2 === 0 ? [value, points[index + 1]!] : [points[index - 1]!, value];
    return index % 2 === 0 ? a * x + c * y + e : b * x + d * y + f;
  });
  return [command, ...moved] as unknown as OutlineSegment;
}
