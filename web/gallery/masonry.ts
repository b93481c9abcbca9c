/** Where a picture hangs, pixels from the wall's upper left corner. */
export interface Spot {
  lane: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Hung {
  spots: Spot[];
  height: number;
  tallest: number;
}

/** Each picture hangs whole under the shortest lane so far: its size is known before it is loaded, so nothing moves later. */
export function hang(
  pictures: readonly { width: number; height: number }[],
  wall: { width: number; lanes: number; gap: number },
): Hung {
  const { lanes, gap } = wall;
  const width = Math.max(1, (wall.width - gap * (lanes - 1)) / lanes);
  const ends = new Array<number>(lanes).fill(0);
  let tallest = 0;
  const spots = pictures.map((picture) => {
    let lane = 0;
    for (let other = 1; other < lanes; other += 1) if (ends[other]! < ends[lane]!) lane = other;
    const height = Math.max(1, (width * picture.height) / picture.width);
    const y = ends[lane]!;
    ends[lane] = y + height + gap;
    tallest = Math.max(tallest, height);
    return { lane, x: lane * (width + gap), y, width, height };
  });
  return { spots, height: Math.max(0, Math.max(...ends) - gap), tallest };
}

/** The first and one past the last picture that may be in sight between two heights. Spots never begin above an earlier one. */
export function inSight({ spots, tallest }: Hung, top: number, bottom: number): [first: number, end: number] {
  const firstFrom = (y: number) => {
    let [low, high] = [0, spots.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spots[middle]!.y < y) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [firstFrom(top - tallest), firstFrom(bottom)];
}

export type Way = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End";

/** The picture beside another one, as the eye sees it; itself at an edge. */
export function beside({ spots }: Hung, at: number, way: Way): number {
  const here = spots[at];
  if (!here) return at;
  if (way === "Home") return 0;
  if (way === "End") return spots.length - 1;
  const lane = here.lane + (way === "ArrowLeft" ? -1 : way === "ArrowRight" ? 1 : 0);
  const middle = here.y + here.height / 2;
  let best = at;
  let nearest = Number.POSITIVE_INFINITY;
  spots.forEach((spot, index) => {
    if (spot.lane !== lane || index === at) return;
    if (way === "ArrowUp" && spot.y > here.y) return;
    if (way === "ArrowDown" && spot.y < here.y) return;
    const distance = Math.abs(spot.y + spot.height / 2 - middle);
    if (distance < nearest) [best, nearest] = [index, distance];
  });
  return best;
}
