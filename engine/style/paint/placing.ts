/** Where a drawing comes to lie in a picture: pixel (x, y) shows the drawing's ((x − left) / scale, (y − top) / scale). */
export interface Placement {
  scale: number;
  left: number;
  top: number;
}

interface Map {
  width: number;
  height: number;
}

/** The connected parts of a map of things that hold something named; all things if nothing is. */
export function namedThings(things: Uint8Array, named: Uint8Array, { width, height }: Map): Uint8Array {
  const kept = new Uint8Array(things.length);
  const stack: number[] = [];
  named.forEach((value, i) => {
    if (value && things[i]) stack.push(i);
  });
  if (stack.length === 0) return things.slice();
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    if (kept[i] || !things[i]) continue;
    kept[i] = 1;
    const x = i % width;
    if (x > 0) stack.push(i - 1);
    if (x + 1 < width) stack.push(i + 1);
    if (i >= width) stack.push(i - width);
    if (i + width < width * height) stack.push(i + width);
  }
  return kept;
}

/** Scales tried, from things as large as the hole down, and each smaller by this factor. */
const largest = 1;
const smaller = 0.87;
const tries = 28;

/** Share of a thing that may be lost at a ragged border. */
const loss = 0.01;

/** Points of the things and places for them that are tried. */
const probes = 600;
const places = 9;

/**
 * The largest scale, and at it the place nearest to the middle, at which things lie wholly in the open part of a picture
 * and `margin` pixels from its border; the least cut where there is none.
 */
export function placeThings(
  things: Uint8Array,
  drawing: Map,
  open: Uint8Array,
  picture: Map,
  margin: number,
): Placement | null {
  const points: { x: number; y: number }[] = [];
  const all = things.reduce((sum, value) => sum + value, 0);
  if (all === 0) return null;
  const every = Math.max(1, Math.floor(all / probes));
  let seen = 0;
  const reach = { left: drawing.width, top: drawing.height, right: 0, bottom: 0 };
  things.forEach((thing, i) => {
    if (!thing) return;
    const [x, y] = [i % drawing.width, Math.floor(i / drawing.width)];
    const corner = x < reach.left || x > reach.right || y < reach.top || y > reach.bottom;
    Object.assign(reach, {
      left: Math.min(reach.left, x),
      right: Math.max(reach.right, x),
      top: Math.min(reach.top, y),
      bottom: Math.max(reach.bottom, y),
    });
    if (corner || seen++ % every === 0) points.push({ x, y });
  });
  const hole = holeOf(open, picture);
  const [midX, midY] = [(reach.left + reach.right) / 2, (reach.top + reach.bottom) / 2];
  const inside = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < picture.width && y < picture.height && open[y * picture.width + x] === 1;
  let best: Placement | null = null;
  let least = Number.POSITIVE_INFINITY;
  const most = (largest * hole.longer) / Math.max(reach.right - reach.left, reach.bottom - reach.top, 1);
  for (let step = 0; step < tries; step++) {
    const scale = most * smaller ** step;
    for (const [x, y] of hole.places) {
      const placement = { scale, left: x - midX * scale, top: y - midY * scale };
      let lost = 0;
      for (const point of points) {
        const [px, py] = [placement.left + point.x * scale, placement.top + point.y * scale].map(Math.round);
        // Towards the border by the margin on each side.
        const whole =
          inside(px - margin, py) && inside(px + margin, py) && inside(px, py - margin) && inside(px, py + margin);
        if (!whole) lost++;
      }
      if (lost < least) {
        least = lost;
        best = placement;
      }
      if (lost <= loss * points.length) return placement;
    }
  }
  return best;
}

/** Places in the box of what is open, those nearest to its centre of gravity first. */
function holeOf(open: Uint8Array, { width }: Map): { places: [number, number][]; longer: number } {
  let [left, top, right, bottom, count, sumX, sumY] = [width, Number.POSITIVE_INFINITY, 0, 0, 0, 0, 0];
  open.forEach((value, i) => {
    if (!value) return;
    const [x, y] = [i % width, Math.floor(i / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    sumX += x;
    sumY += y;
    count++;
  });
  const centre: [number, number] = [sumX / count, sumY / count];
  const grid = Array.from({ length: places * places }, (_, i): [number, number] => [
    left + ((i % places) + 0.5) * ((right - left) / places),
    top + (Math.floor(i / places) + 0.5) * ((bottom - top) / places),
  ]);
  const away = ([x, y]: [number, number]) => Math.hypot(x - centre[0], y - centre[1]);
  return { places: [centre, ...grid].sort((a, b) => away(a) - away(b)), longer: Math.max(right - left, bottom - top) };
}
